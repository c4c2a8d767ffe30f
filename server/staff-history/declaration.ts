import { type DiskDeclaration, recordsLaw } from '../declaration.ts'

export interface StaffHistoryTable {
  person: string
  act: string
  day: string
}

export const staffHistory: DiskDeclaration = {
  name: 'staff-history',
  where: 'disk',
  table: { name: 'staff_history', columns: { person: { type: 'text' }, act: { type: 'text' }, day: { type: 'text' } }, key: [] },
  fields: ['person, by alias; of rules, their version', 'act', 'day'],
  purpose: 'Answer for who was enrolled, changed or ended, and who opened or closed a way in. Never a sign-in, a desk or an hour.',
  law: recordsLaw,
  kept: 'per the retention schedule of staff records',
  keptFor: { for: 'schedule' },
  readBy: 'administrators; what was done to a way in and on which day, without the person: everyone',
  writtenBy: 'administrators; supervisors who close a way in for a day',
}

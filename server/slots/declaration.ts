import { type DiskDeclaration, recordsLaw } from '../declaration.ts'

/** One row a slot. */
export interface SlotsTable {
  day: string
  row: number
  time: string
  released: number
}

export const slots: DiskDeclaration = {
  name: 'slots',
  where: 'disk',
  table: {
    name: 'slots',
    columns: { day: { type: 'text' }, row: { type: 'integer' }, time: { type: 'text' }, released: { type: 'integer' } },
    key: ['day', 'row', 'time'],
  },
  fields: ['day and time of a slot', 'row of the plan: site, way in, kind of slot', 'how many seats the city has released'],
  purpose: 'Know which times can be booked. How many of them are booked is not written.',
  law: recordsLaw,
  kept: 'until the closing of the day after the slot',
  keptFor: { for: 'days', days: 1, after: 'slot' },
  readBy: 'the server at start; everyone (which slots there are)',
  writtenBy: 'the clock, at closing and at start, all of them, whether they changed or not',
}

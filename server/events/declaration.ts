import { type DiskDeclaration, programLaw } from '../declaration.ts'

export interface EventsTable {
  hour: string
  name: string
  size: number
}

export const events: DiskDeclaration = {
  name: 'events',
  where: 'disk',
  table: {
    name: 'events',
    columns: { hour: { type: 'bigint' }, name: { type: 'text' }, size: { type: 'integer' } },
    key: ['hour', 'name'],
  },
  fields: ['hour', 'fixed name of a machine event', 'how many, as 0, 10, 100, 1,000'],
  purpose: 'Notice that the machine is unwell. Never one per visit.',
  law: programLaw,
  kept: '7 days',
  keptFor: { for: 'days', days: 7, after: 'written' },
  readBy: 'who runs the machine',
  writtenBy: 'the clock, hourly, all of them',
}

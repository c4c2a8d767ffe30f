import { type DiskDeclaration, recordsLaw } from '../declaration.ts'
import type { KeptList } from './kept-for.ts'

/** One row a version that was entered; the highest is in force. */
export interface ScheduleTable {
  version: number
  /** SHA-256 of the columns it covers, in hex. */
  columns: string
  kept: KeptList
  entered: string
}

export const schedule: DiskDeclaration = {
  name: 'schedule',
  where: 'disk',
  table: {
    name: 'schedule',
    columns: { version: { type: 'integer' }, columns: { type: 'text' }, kept: { type: 'jsonb' }, entered: { type: 'text' } },
    key: ['version'],
  },
  fields: [
    'version of the retention schedule',
    'a hash of the columns that it covers',
    'how long each thing on disk is kept, as numbers and fixed words',
    'the day it was entered',
  ],
  purpose: 'Know which retention schedule is in force, so that no new software holds more, and none keeps anything shorter, by itself.',
  law: recordsLaw,
  kept: 'for good',
  keptFor: { for: 'good' },
  readBy: 'everyone',
  writtenBy: 'whoever starts the server with a version that was approved; in practice the server itself',
}

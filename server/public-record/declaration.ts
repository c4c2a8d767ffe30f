import { type DiskDeclaration, recordsLaw } from '../declaration.ts'

/** One row an hour, added and never changed. */
export interface PublicRecordTable {
  n: number
  at: string
  entry: Buffer
  listing: Buffer
  added: Buffer
}

export const publicRecord: DiskDeclaration = {
  name: 'public-record',
  where: 'disk',
  table: {
    name: 'public_record',
    columns: {
      n: { type: 'integer' },
      at: { type: 'bigint' },
      entry: { type: 'bytea' },
      listing: { type: 'bytea' },
      added: { type: 'bytea' },
    },
    key: ['n'],
  },
  fields: [
    'number and time of each hour',
    'its entry: one hash',
    'the list of its public files: a hash and a name each',
    'each public file, once, in the hour in which it is new',
  ],
  purpose: 'Let anyone see what the city published and when, and that nothing was changed afterwards. No entry is about a person.',
  law: recordsLaw,
  kept: 'for good; of a cancelled list that is no longer the newest, only its hash',
  keptFor: { for: 'good' },
  readBy: 'everyone',
  writtenBy: 'the clock, hourly, one entry, whether anything changed or not',
}

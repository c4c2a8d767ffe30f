import { type DiskDeclaration, programLaw } from '../declaration.ts'

/** One row a period: the whole list, rewritten every hour whether it changed or not. */
export interface CancelledTable {
  period: number
  statuses: Buffer
  list: string
  made_at: string
}

export const cancelled: DiskDeclaration = {
  name: 'cancelled',
  where: 'disk',
  table: {
    name: 'cancelled',
    columns: { period: { type: 'integer' }, statuses: { type: 'bytea' }, list: { type: 'text' }, made_at: { type: 'bigint' } },
    key: ['period'],
  },
  fields: ['period', 'for each of 1,048,576 indexes: valid, cancelled or replaced', 'the same list, signed', 'when it was made'],
  purpose: 'Let anyone who checks a card know that it was cancelled. An index names nobody.',
  law: programLaw,
  kept: "until the period's last card has ended",
  keptFor: { for: 'days', days: 0, after: 'last_card' },
  readBy: 'everyone (the signed list)',
  writtenBy: 'the clock, hourly, the whole list',
}

import { type DiskDeclaration, programLaw } from '../declaration.ts'

/** One row a pool: using a blank changes no row. */
export interface BlanksTable {
  period: number
  pool: number
  opened: boolean
  /** CBOR [[index, certificate, signature, key, closed], …]. */
  content: Buffer
}

export const blanks: DiskDeclaration = {
  name: 'blanks',
  where: 'disk',
  table: {
    name: 'blanks',
    columns: {
      period: { type: 'integer' },
      pool: { type: 'integer' },
      opened: { type: 'boolean' },
      content: { type: 'bytea' },
    },
    key: ['period', 'pool'],
  },
  fields: [
    'period',
    'pool',
    'opened or not',
    "the pool's blanks: index, certificate, one-time key (its private half closed to a key that is not here)",
  ],
  purpose: 'Card stock. A pool is marked when it is opened, ahead of need; which blank was used is written nowhere.',
  law: programLaw,
  kept: 'the period',
  keptFor: { for: 'days', days: 0, after: 'period' },
  readBy: 'the server at start and when a pool is opened',
  writtenBy: 'administrators; the clock, ahead of need',
}

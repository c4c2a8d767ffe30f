import { type DiskDeclaration, programLaw } from '../declaration.ts'

/** One row a key: `waiting`, `booking`, `cancel`, `list`, `record`. */
export interface KeysTable {
  name: string
  secret: Buffer
  public: Buffer | null
}

export const keys: DiskDeclaration = {
  name: 'keys',
  where: 'disk',
  table: {
    name: 'keys',
    columns: { name: { type: 'text' }, secret: { type: 'bytea' }, public: { type: 'bytea', nullable: true } },
    key: ['name'],
  },
  fields: ['waiting key', 'booking key', 'cancel key', 'list key', 'record key'],
  purpose:
    'Tell our own numbers, booked times and cancel codes from made-up ones, and sign the cancelled list and the public record. None of them opens anything or certifies anyone.',
  law: programLaw,
  kept: 'waiting and booking key: a year; cancel and list key: until the last card that rests on them has ended; record key: as long as the public record',
  keptFor: { for: 'days', days: 0, after: 'last_card' },
  readBy: 'the server at start',
  writtenBy: 'set-up, once',
}

import { type DiskDeclaration, recordsLaw } from '../declaration.ts'

/** One row a person, by the alias residents see. */
export interface StaffTable {
  alias: string
  role: string
  passkey: Buffer
  certificate: Buffer
  valid_from: string
  valid_to: string
}

export const staff: DiskDeclaration = {
  name: 'staff',
  where: 'disk',
  table: {
    name: 'staff',
    columns: {
      alias: { type: 'text' },
      role: { type: 'text' },
      passkey: { type: 'bytea' },
      certificate: { type: 'bytea' },
      valid_from: { type: 'bigint' },
      valid_to: { type: 'bigint' },
    },
    key: ['alias'],
  },
  fields: [
    'desk alias',
    'role',
    'public key of the passkey',
    "certificate, signed by the administrators' passkeys",
    'valid since',
    'valid until',
  ],
  purpose: 'Know who may work at a desk. The person behind an alias stands in the personnel roll, not here.',
  law: recordsLaw,
  kept: 'per the retention schedule of staff records',
  keptFor: { for: 'schedule' },
  readBy: 'administrators; the server at start',
  writtenBy: 'administrators',
}

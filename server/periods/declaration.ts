import { type DiskDeclaration, programLaw } from '../declaration.ts'

export interface PeriodsTable {
  period: number
  certified: Buffer
  x509: Buffer
}

export const periods: DiskDeclaration = {
  name: 'periods',
  where: 'disk',
  table: {
    name: 'periods',
    columns: { period: { type: 'integer' }, certified: { type: 'bytea' }, x509: { type: 'bytea' } },
    key: ['period'],
  },
  fields: ['period', "its certificate, signed by the administrators' passkeys", 'its X.509 certificate'],
  purpose: 'Part of the public record: with it anyone can check a card without asking anyone.',
  law: programLaw,
  kept: 'for good',
  keptFor: { for: 'good' },
  readBy: 'everyone',
  writtenBy: 'administrators',
}

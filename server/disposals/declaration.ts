import { type DiskDeclaration, recordsLaw } from '../declaration.ts'

/** One row a disposal: rows of one thing up to and with a day. */
export interface DisposalsTable {
  series: string
  through: string
  requested: string
  approved: string | null
  done: string | null
}

export const disposals: DiskDeclaration = {
  name: 'disposals',
  where: 'disk',
  table: {
    name: 'disposals',
    columns: {
      series: { type: 'text' },
      through: { type: 'text' },
      requested: { type: 'text' },
      approved: { type: 'text', nullable: true },
      done: { type: 'text', nullable: true },
    },
    key: ['series', 'through'],
  },
  fields: ['which thing', 'up to which day of it', 'the days on which its disposal was requested, approved and done'],
  purpose: 'Show that nothing that the retention schedule keeps was ended without the certificate that the law asks for.',
  law: recordsLaw,
  kept: 'for good',
  keptFor: { for: 'good' },
  readBy: 'whoever starts the server; counsel',
  writtenBy: 'whoever starts the server, for the records officer; the clock, when it is done',
}

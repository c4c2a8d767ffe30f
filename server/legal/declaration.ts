import { type DiskDeclaration, recordsLaw } from '../declaration.ts'

/** One row a legal request. Every text is a word of a closed list (law/lists.ts) or a day; none is anybody's own. */
export interface LegalRequestsTable {
  number: number
  instrument: string
  issuer: string
  received: string
  served: string
  seal: string
  stated: boolean
  binding: boolean
  answer_by: string | null
  answer_by_rule: string | null
  answer_by_moved: string | null
  ground: string | null
  decision: string | null
  court: string | null
  outcome: string | null
  closed: string | null
  released: string | null
  named: string
}

export const legal: DiskDeclaration = {
  name: 'legal',
  where: 'disk',
  table: {
    name: 'legal_requests',
    columns: {
      number: { type: 'integer' },
      instrument: { type: 'text' },
      issuer: { type: 'text' },
      received: { type: 'text' },
      served: { type: 'text' },
      seal: { type: 'text' },
      stated: { type: 'boolean' },
      binding: { type: 'boolean' },
      answer_by: { type: 'text', nullable: true },
      answer_by_rule: { type: 'text', nullable: true },
      answer_by_moved: { type: 'text', nullable: true },
      ground: { type: 'text', nullable: true },
      decision: { type: 'text', nullable: true },
      court: { type: 'text', nullable: true },
      outcome: { type: 'text', nullable: true },
      closed: { type: 'text', nullable: true },
      released: { type: 'text', nullable: true },
      named: { type: 'text' },
    },
    key: ['number'],
  },
  fields: [
    'number',
    'kind of paper, and the class of whoever sent it, never a name',
    'day it came, and how it was served',
    'until when it may not be spoken of, and whether counsel has said that it may',
    'binding or not',
    'day by which to answer, and what gave that day',
    'ground for more time',
    'decision, what a court did, outcome',
    'days on which it was closed and its hold released',
    'aliases of the administrators who may see it',
  ],
  purpose:
    'Meet lawful deadlines and duties, and hold what must be held. No names and no written words: every value is picked from a list.',
  law: recordsLaw,
  kept: 'per the retention schedule of the law department; never less than until the hold is released',
  keptFor: { for: 'schedule' },
  readBy: 'counsel; administrators whom counsel names; what may be stated: everyone',
  writtenBy: 'counsel',
}

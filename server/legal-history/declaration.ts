import { type DiskDeclaration, recordsLaw } from '../declaration.ts'

export interface LegalHistoryTable {
  number: number
  person: string
  act: string
  day: string
  /** Its place in the history of its request. */
  turn: number
}

export const legalHistory: DiskDeclaration = {
  name: 'legal-history',
  where: 'disk',
  table: {
    name: 'legal_history',
    columns: {
      number: { type: 'integer' },
      turn: { type: 'integer' },
      person: { type: 'text' },
      act: { type: 'text' },
      day: { type: 'text' },
    },
    key: ['number', 'turn'],
  },
  fields: ['number of the legal request', 'order', 'person, by alias', 'act', 'day'],
  purpose: 'Answer for who did what on a legal request. Never an hour, and never what the paper says.',
  law: recordsLaw,
  kept: 'as long as the legal request it belongs to',
  keptFor: { for: 'schedule' },
  readBy: 'counsel; administrators whom counsel names',
  writtenBy: 'counsel; whoever releases a hold with counsel',
}

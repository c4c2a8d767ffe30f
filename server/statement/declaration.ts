import { type DiskDeclaration, programLaw } from '../declaration.ts'

/** One row a month: what the clock made on its first day. */
export interface StatementsTable {
  /** YYYY-MM. */
  month: string
  json: string
}

export const statement: DiskDeclaration = {
  name: 'statement',
  where: 'disk',
  table: { name: 'statements', columns: { month: { type: 'text' }, json: { type: 'text' } }, key: ['month'] },
  fields: ['month', 'the statement of that month: what is held, in words and names of columns'],
  purpose: 'Say on the first of each month what this system holds, asked for or not, so that two months can be compared.',
  law: programLaw,
  kept: 'for good',
  keptFor: { for: 'good' },
  readBy: 'everyone',
  writtenBy: 'the clock, at the first hour of a month',
}

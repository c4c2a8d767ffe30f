import { type DiskDeclaration, programLaw } from '../declaration.ts'

/** One row a cell. Every cell of a quarter has its row from the quarter's first write on, with 0 too. */
export interface CountsTable {
  quarter: string
  way: string
  cell: string
  count: number
}

export const counts: DiskDeclaration = {
  name: 'counts',
  where: 'disk',
  table: {
    name: 'counts',
    columns: { quarter: { type: 'text' }, way: { type: 'text' }, cell: { type: 'text' }, count: { type: 'integer' } },
    key: ['quarter', 'way', 'cell'],
  },
  fields: [
    'quarter',
    'way of counting: issued, by week, by place, unmet needs, second looks, waits, languages, faces',
    'cell of that way',
    'how many, in whole tens',
  ],
  purpose: 'Tell council and the public how the program does. One way at a time, never two together, and never less than ten.',
  law: programLaw,
  kept: 'for good',
  keptFor: { for: 'good' },
  readBy: 'everyone',
  writtenBy: "the clock, all of them each time: the city's total at closing, the others on Sunday",
}

/** The ways of counting, one at a time: never two together, so that no cell is where two small groups meet. */
import { faces } from '@latchkey/wire/feedback.ts'
import { languageCells, secondLookBins, unmetCells } from '@latchkey/wire/hand-in.ts'

/** Minutes from a number to its place in the line; the last is open above. */
export const waitBins = ['0', '15', '30', '60', '120'] as const

/** Each way and its cells. `weeks` and `sites` have those of the quarter and of the city. */
export const cellsOf = {
  /** Cards issued in the city. */
  issued: ['all'],
  /** The same by week: at each Sunday's closing what was added to the total since the last. */
  weeks: [],
  /** Cards by the place where the desk stood that made them. */
  sites: [],
  /** What refusals named, a visit may count in several. By desks, in rounded tens. */
  unmet: unmetCells,
  /** Second looks of phone visits, by the minutes somebody waited for one. */
  second_looks: secondLookBins,
  /** The same at counters, where the server hears of none. By desks, in rounded tens. */
  second_looks_here: secondLookBins,
  /** Numbers by the minutes until somebody stood in the line with them. */
  waits: waitBins,
  /** Visits by language. By desks, in rounded tens. */
  languages: languageCells,
  /** Faces pressed. Anyone can. */
  feedback: faces,
} as const satisfies Record<string, readonly string[]>

export type Way = keyof typeof cellsOf
export const ways = Object.keys(cellsOf) as Way[]

/** Of these the desks round their tens by chance: what is sure is less (`atLeast`). */
export const byChance: readonly Way[] = ['unmet', 'second_looks_here', 'languages']

/** A cell's name in memory. */
export const nameOf = (way: Way, cell: string): string => `${way}.${cell}`
export function splitName(name: string): { way: Way; cell: string } | null {
  const dot = name.indexOf('.')
  const way = name.slice(0, dot) as Way
  return dot > 0 && ways.includes(way) ? { way, cell: name.slice(dot + 1) } : null
}

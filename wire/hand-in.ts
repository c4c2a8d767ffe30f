/**
 * Conversation: what a desk hands in, inside relay.ts. Party: a desk's clerk at closing → server. Who may: a desk that has signed in, once for each desk key.
 *
 *   desk → server   `hand_in`   → `acted`   where this desk stood, and whole tens for each of the cells below, one byte a cell
 *
 * Never at a moment a resident chose, never of one visit, and always of one size: who watches the line sees that a desk closes.
 */
import * as v from 'valibot'
import { bytesText } from './edge.ts'
import { siteId } from './sites.ts'

/** What a refusal can name: the needs of rules/wants.ts, and doubt (a test compares). */
export const unmetCells = ['photo', 'birth_date', 'lives_here', 'who_you_are', 'relationship', 'doubt'] as const
/** Minutes until somebody looked again, by phone or at this counter; the last is open above. */
export const secondLookBins = ['0', '5', '10', '20', '40'] as const
/** Languages of a visit, as its resident chose or its clerk typed (cities/languages.json: a test compares). */
export const languageCells = ['en', 'es', 'pl', 'zh', 'ar', 'fr', 'uk', 'tl', 'ur', 'am'] as const

/** In the order of the bytes. */
export const handInCells = [
  ...unmetCells.map(cell => `unmet.${cell}` as const),
  ...secondLookBins.map(cell => `second_looks_here.${cell}` as const),
  ...languageCells.map(cell => `languages.${cell}` as const),
] as const
export type HandInCell = (typeof handInCells)[number]

/** Tens that one desk can have of one cell in a day: more visits than hours allow. */
export const mostTens = 40

export const handIn = v.strictObject({
  say: v.literal('hand_in'),
  /** Where this desk stood today; null: at no place of the list, or its clerk does not say. */
  site: v.nullable(siteId),
  /** One byte a cell: how many tens. */
  tens: bytesText(handInCells.length),
})
export type HandIn = v.InferOutput<typeof handIn>

/** The bin of so many minutes: the last whose beginning they have reached. */
export function binOf<B extends string>(bins: readonly B[], minutes: number): B {
  return bins.findLast(bin => minutes >= Number(bin)) ?? bins[0]!
}

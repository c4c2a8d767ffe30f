/**
 * Desk: what this desk printed and how often it said *not yet* today. In page memory, gone with the page; at closing on one slip of paper and nowhere else
 * (DESIGN §4).
 */
import type { Random } from '@latchkey/certificates/ports.ts'

export interface Tally {
  readonly printed: number
  readonly spoiled: number
  /** Cards in the tray as the clerk typed them at opening; null before. */
  readonly stock: number | null
  /** Ribbon left in hundredths, as typed at opening; null before. */
  readonly ribbon: number | null
  /**
   * Visits that ended in a refusal, above a start drawn from 0 to 9 that nobody is told: a small number of one desk on one day would be about a person.
   * In whole tens it is never exact, and the tens of many desks and days still add up to what was.
   */
  readonly refused: number
}

export const noTally: Tally = { printed: 0, spoiled: 0, stock: null, ribbon: null, refused: 0 }

/** A day begins. */
export const newTally = (random: Random): Tally => ({ ...noTally, refused: random(1)[0]! % 10 })

/** A card came out well. */
export const countPrinted = (tally: Tally): Tally => ({ ...tally, printed: tally.printed + 1 })
/** A card was cut: nothing half printed counts as printed. */
export const countSpoiled = (tally: Tally): Tally => ({ ...tally, spoiled: tally.spoiled + 1 })
/** The visit is over and its last word was a refusal. */
export const countRefused = (tally: Tally): Tally => ({ ...tally, refused: tally.refused + 1 })
/** What is handed in: whole tens. */
export const refusedInTens = ({ refused }: Tally): number => refused - (refused % 10)
/** What the tray should hold; null when nobody typed what it held. */
export const shouldHold = ({ stock, printed, spoiled }: Tally): number | null => (stock === null ? null : stock - printed - spoiled)

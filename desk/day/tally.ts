/**
 * Desk: what this desk printed, and what it counts for council. In page memory, gone with the page; at closing on one slip of paper, and handed in as whole
 * tens (DESIGN §4, docs/decisions/counts.md).
 */
import type { Random } from '@latchkey/certificates/ports.ts'
import { binOf, type HandInCell, handInCells, mostTens, secondLookBins } from '@latchkey/wire/hand-in.ts'

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
  /** Second looks that were asked for here, above a start in the same way. */
  readonly secondLooks: number
  /** Visits that came to a card or a refusal here. Never told: it bounds what is. */
  readonly visits: number
  /** What is handed in, one a cell of wire/hand-in.ts, each above a start of its own. */
  readonly cells: readonly number[]
}

export const noTally: Tally = {
  printed: 0,
  spoiled: 0,
  stock: null,
  ribbon: null,
  refused: 0,
  secondLooks: 0,
  visits: 0,
  cells: handInCells.map(() => 0),
}

/** A day begins. */
export const newTally = (random: Random): Tally => {
  const start = () => below10(random)
  return { ...noTally, refused: start(), secondLooks: start(), cells: handInCells.map(start) }
}

/** 0 to 9, each as likely as the others: 250 is the last multiple of ten in a byte. */
function below10(random: Random): number {
  for (;;) {
    const drawn = random(1)[0]!
    if (drawn < 250) return drawn % 10
  }
}

/** A card came out well. */
export const countPrinted = (tally: Tally): Tally => ({ ...tally, printed: tally.printed + 1 })
/** A card was cut: nothing half printed counts as printed. */
export const countSpoiled = (tally: Tally): Tally => ({ ...tally, spoiled: tally.spoiled + 1 })
/** The visit is over and its last word was a refusal. */
export const countRefused = (tally: Tally): Tally => ({ ...tally, refused: tally.refused + 1 })
export const countSecondLook = (tally: Tally): Tally => ({ ...tally, secondLooks: tally.secondLooks + 1 })
/** The visit came to a card or a refusal, in this language; null: it goes on at another desk. */
export const countVisit = (tally: Tally, language: string | null): Tally =>
  counted({ ...tally, visits: tally.visits + 1 }, language === null ? [] : [`languages.${language}`])
/** What a refusal named: needs, or doubt. */
export const countUnmet = (tally: Tally, unmet: readonly string[]): Tally =>
  counted(
    tally,
    [...new Set(unmet)].map(need => `unmet.${need}`),
  )
/** A supervisor came to this counter, so many minutes after the refusal. */
export const countLookHere = (tally: Tally, minutes: number): Tally =>
  counted(tally, [`second_looks_here.${binOf(secondLookBins, minutes)}`])

/** What is no cell is not counted: a language of tomorrow, the note that somebody looked twice. */
function counted(tally: Tally, names: readonly string[]): Tally {
  const cells = [...tally.cells]
  for (const name of names) {
    const at = handInCells.indexOf(name as HandInCell)
    if (at >= 0) cells[at] = cells[at]! + 1
  }
  return { ...tally, cells }
}

/**
 * What may be told of a count above its start: whole tens, nothing before the desk has had ten visits, and never more than it has had. Otherwise ten told of
 * one visit would say how that one went, and twenty told of eleven that all went so.
 */
export const told = ({ visits }: Tally, count: number): number => 10 * Math.min(Math.floor(count / 10), Math.floor(visits / 10), mostTens)
/** What is handed in: for each cell how many tens. */
export const tensOf = (tally: Tally): Uint8Array => Uint8Array.from(tally.cells, count => told(tally, count) / 10)
/** What the tray should hold; null when nobody typed what it held. */
export const shouldHold = ({ stock, printed, spoiled }: Tally): number | null => (stock === null ? null : stock - printed - spoiled)

/** Desk: what this desk printed today. In page memory, gone with the page; at closing on one slip of paper and nowhere else (DESIGN §4). */

export interface Tally {
  readonly printed: number
  readonly spoiled: number
  /** Cards in the tray as the clerk typed them at opening; null before. */
  readonly stock: number | null
  /** Ribbon left in hundredths, as typed at opening; null before. */
  readonly ribbon: number | null
}

export const noTally: Tally = { printed: 0, spoiled: 0, stock: null, ribbon: null }

/** A card came out well. */
export const countPrinted = (tally: Tally): Tally => ({ ...tally, printed: tally.printed + 1 })
/** A card was cut: nothing half printed counts as printed. */
export const countSpoiled = (tally: Tally): Tally => ({ ...tally, spoiled: tally.spoiled + 1 })
/** What the tray should hold; null when nobody typed what it held. */
export const shouldHold = ({ stock, printed, spoiled }: Tally): number | null => (stock === null ? null : stock - printed - spoiled)

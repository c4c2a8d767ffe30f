import type { SealedCard } from './sealed.ts'
import { encodeSheet } from './sheet.ts'

/**
 * What *My card* shows at a counter: the sheet's four codes, one after the other, so that one reader serves paper and phone. To be
 * checked, the phone shows the same still code as the plastic (`encodeCode`).
 */
export function loopOf(sealed: SealedCard): string[] {
  return encodeSheet(sealed)
}

/** A refusal slip as the text of a code (docs/protocol/certificates.md): what desk and verifier read. Nothing here says whether it is true: `verifyRefusal` does. */
import { decodeBase45, encodeBase45 } from './base45.ts'
import { CardFault } from './faults.ts'

/** Never taken for a card (`LK1:`), a backup sheet (`LK1S:`), a number (`LK1N:`) or a printed form (`LK1A:`). */
export const refusalPrefix = 'LK1R:'
/** Version 30, level L, 2,520 characters, for every slip: what was missing does not show in the size of its code. */
export const refusalVersion = 30
/** Bytes that fit. A slip of two administrators' certificates has about 1,200; one with many more, or with long names of keys, has no code. */
export const refusalMost = 1670

export const isRefusalCode = (text: string): boolean => text.startsWith(refusalPrefix)

/** @returns characters of the QR code's alphanumeric alphabet @throws CardFault `malformed` for a slip with certificates too large for a code */
export function encodeRefusalCode(slip: Uint8Array): string {
  if (slip.length === 0 || slip.length > refusalMost) throw new CardFault('malformed')
  return refusalPrefix + encodeBase45(slip)
}

/** Anybody's paper → a slip's bytes. @throws CardFault `other_code`, `code_short` */
export function readRefusalCode(text: string): Uint8Array {
  if (!isRefusalCode(text)) throw new CardFault('other_code')
  const written = text.slice(refusalPrefix.length)
  if (written.length === 0 || written.length > (refusalMost / 2) * 3) throw new CardFault('code_short')
  return decodeBase45(written)
}

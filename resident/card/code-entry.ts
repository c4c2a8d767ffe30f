/** What a person types as a cancel code, judged letter by letter, before anything is sent (PROTOCOL §6). */
import { type CancelCode, parseCancelCode } from '@latchkey/card/cancel-code.ts'

export type CodeEntry =
  | { state: 'empty' }
  | { state: 'short'; left: number }
  | { state: 'long' }
  | { state: 'letters' }
  /** All 24 are there and one is wrong: the check digit, or an index no card has. */
  | { state: 'wrong' }
  | { state: 'whole'; code: CancelCode }

const codeLength = 24

/** Digits of any keyboard as 0-9; spaces and hyphens, which people copy along, are dropped. */
export const plainDigits = (typed: string): string =>
  typed.replace(/[\s\u200e\u200f-]/gu, '').replace(/[٠-٩۰-۹]/gu, digit => String(digit.charCodeAt(0) & 0xf))

/** Groups of four with spaces between, as printed; other letters stay to be seen. */
export const groupTyped = (typed: string): string => plainDigits(typed).replace(/(.{4})(?=.)/gu, '$1 ')

/** Party: holder. */
export function readEntry(typed: string): CodeEntry {
  const digits = plainDigits(typed)
  if (digits === '') return { state: 'empty' }
  if (/\D/u.test(digits)) return { state: 'letters' }
  if (digits.length < codeLength) return { state: 'short', left: codeLength - digits.length }
  if (digits.length > codeLength) return { state: 'long' }
  try {
    return { state: 'whole', code: parseCancelCode(digits) }
  } catch {
    return { state: 'wrong' }
  }
}

import { indexes } from '@latchkey/certificates/blank.ts'
import { lastPeriod } from '@latchkey/certificates/period.ts'
import { tagged } from '@latchkey/certificates/tagged.ts'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { CardFault } from './faults.ts'

/**
 * The cancel code (PROTOCOL §6): 24 digits = period 2, index 7, MAC 14, check digit 1. Made by the signer, given to the holder,
 * stored nowhere: the server recomputes the MAC when somebody brings one.
 */
export interface CancelCode {
  period: number
  index: number
  /** 14 digits. */
  mac: string
  /** All 24 digits without spaces: what goes on the wire. */
  digits: string
}

const macDigits = 14n

/** @param cancelKey 32 bytes, the server's @returns 24 digits @throws CardFault `malformed` */
export function makeCancelCode(cancelKey: Uint8Array, city: string, period: number, index: number): string {
  if (cancelKey.length !== 32 || !isWhole(period, lastPeriod) || !isWhole(index, indexes - 1)) throw new CardFault('malformed')
  const digits = String(period).padStart(2, '0') + String(index).padStart(7, '0') + macOf(cancelKey, city, period, index)
  return digits + checkDigit(digits)
}

/**
 * Reads what a person typed: spaces and hyphens anywhere, digits of Arabic or Persian keyboards too. The phone refuses a bad
 * check digit before anything is sent; one wrong digit or two neighbours swapped are always caught.
 * @throws CardFault `cancel_code`
 */
export function parseCancelCode(text: string): CancelCode {
  if (text.length > 120) throw new CardFault('cancel_code')
  const digits = text.replace(/[\s-]/g, '').replace(/[٠-٩۰-۹]/g, digit => String(digit.charCodeAt(0) & 0xf))
  if (!/^\d{24}$/.test(digits) || checkDigit(digits.slice(0, 23)) !== digits[23]) throw new CardFault('cancel_code')
  const period = Number(digits.slice(0, 2))
  const index = Number(digits.slice(2, 9))
  if (index >= indexes) throw new CardFault('cancel_code')
  return { period, index, mac: digits.slice(9, 23), digits }
}

/** The server: is this the code of that card? Compares all 14 digits whatever they are, so time tells nothing about how many were right. */
export function macMatches(cancelKey: Uint8Array, city: string, code: CancelCode): boolean {
  const right = macOf(cancelKey, city, code.period, code.index)
  let different = right.length ^ code.mac.length
  for (let at = 0; at < right.length; at++) different |= right.charCodeAt(at) ^ code.mac.charCodeAt(at)
  return different === 0
}

/** Six groups of four, as on the sheet and the slip. */
export function groupCancelCode(digits: string): string[] {
  return digits.match(/\d{4}/g) ?? []
}

function macOf(cancelKey: Uint8Array, city: string, period: number, index: number): string {
  const mac = hmac(sha256, cancelKey, tagged('latchkey/cancel/v1', [city, period, index]))
  const value = mac.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
  return String(value % 10n ** macDigits).padStart(Number(macDigits), '0')
}

/** Damm's quasigroup of order 10: catches every single wrong digit and every swap of neighbours. */
const damm = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
]

function checkDigit(digits: string): string {
  return [...digits].reduce((state, digit) => (damm[Number(state)] as string)[Number(digit)] as string, '0')
}

function isWhole(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= most
}

/** A number on paper: the text of the code that the kiosk draws and the desk reads (docs/protocol/waiting.md). Pure. */
import { base32nopad } from '@scure/base'
import { parse, toBytes, toText } from './edge.ts'
import { Fault } from './faults.ts'
import { type Number as Given, number, type WayIn } from './waiting.ts'

/** What a code of a number begins with: never taken for a card (`LK1:`) or a backup sheet (`LK1S:`). */
export const numberCodePrefix = 'LK1N:'

const letters: Record<WayIn, string> = { phone: 'P', counter: 'C' }
/** Prefix, way, day without its hyphens, n in five digits, the MAC's 16 bytes in base32 without padding: always 45 characters. */
const layout = /^LK1N:([PC])(\d{4})(\d{2})(\d{2})(\d{5})([A-Z2-7]{26})$/

/** @returns 45 characters, all of them of the QR code's alphanumeric alphabet. @throws Fault `malformed` for what is no number */
export function encodeNumberCode(given: Given): string {
  const { way, day, n, mac } = parse(number, given)
  return numberCodePrefix + letters[way] + day.replaceAll('-', '') + String(n).padStart(5, '0') + base32nopad.encode(toBytes(mac))
}

/**
 * Anybody's paper → a number, whole. Only the server can say whether it gave it.
 * @throws Fault `malformed` for any other text, also for the same number written in another way
 */
export function readNumberCode(text: string): Given {
  const [, letter, year, month, dayOfMonth, n, mac] = layout.exec(text) ?? []
  if (mac === undefined) throw new Fault('malformed')
  const way = letter === letters.phone ? 'phone' : 'counter'
  return parse(number, { way, day: `${year}-${month}-${dayOfMonth}`, n: Number(n), mac: toText(macBytes(mac)) })
}

/** 26 characters hold 130 bits: the last two must be empty, or one MAC would have four spellings. */
function macBytes(mac: string): Uint8Array {
  try {
    return base32nopad.decode(mac)
  } catch {
    throw new Fault('malformed')
  }
}

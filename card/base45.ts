import { CardFault } from './faults.ts'

/** Base45 (RFC 9285): two bytes in three characters of the QR code's alphanumeric alphabet. */
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
const values = new Map([...alphabet].map((character, value) => [character, value]))

export function encodeBase45(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 2) {
    const low = bytes[at + 1]
    const value = low === undefined ? byteAt(bytes, at) : byteAt(bytes, at) * 256 + low
    text += character(value % 45) + character(Math.floor(value / 45) % 45)
    if (low !== undefined) text += character(Math.floor(value / 2025))
  }
  return text
}

/** @throws CardFault `code_short` for another alphabet, a wrong length, or a value over 65535 or 255 (RFC 9285 §6) */
export function decodeBase45(text: string): Uint8Array {
  if (text.length % 3 === 1) throw new CardFault('code_short')
  const bytes = new Uint8Array(Math.floor(text.length / 3) * 2 + (text.length % 3 === 2 ? 1 : 0))
  for (let at = 0, to = 0; at < text.length; at += 3, to += 2) {
    const pair = valueAt(text, at) + valueAt(text, at + 1) * 45
    if (at + 2 < text.length) {
      const value = pair + valueAt(text, at + 2) * 2025
      if (value > 0xffff) throw new CardFault('code_short')
      bytes[to] = value >> 8
      bytes[to + 1] = value & 0xff
    } else {
      if (pair > 0xff) throw new CardFault('code_short')
      bytes[to] = pair
    }
  }
  return bytes
}

const byteAt = (bytes: Uint8Array, at: number) => bytes[at] as number
const character = (value: number) => alphabet[value] as string

function valueAt(text: string, at: number): number {
  const value = values.get(text[at] as string)
  if (value === undefined) throw new CardFault('code_short')
  return value
}

/**
 * The code of a booked time, as it is typed, scanned and read aloud (docs/protocol/booking.md). Pure; on phone, desk and server alike.
 *
 *   day 10 ‖ row 6 ‖ time 7 ‖ seat 6 ‖ round 4 ‖ people 2   = 35 bits, 7 characters
 *   MAC 40 bits, 8 characters                                  made and checked by the server alone
 *   check character                                           against a wrong one, and two that changed places
 *
 * Sixteen characters in groups of four, of an alphabet without look-alikes. Nothing in them says who booked: only the slot, and which seat of it.
 */
import { Fault } from './faults.ts'

/** Crockford's base 32: without I, L, O and U. Who reads 0 as O or 1 as I or L is understood. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
export const codeLength = 16
export const macLength = 5
const dataLength = 7

/** What the square code on a phone's screen begins with: never taken for a card (`LK1:`), a sheet (`LK1S:`) or a number (`LK1N:`). */
export const bookingCodePrefix = 'LK1B:'

/** Times of a day are told in steps of this many minutes. */
export const timeStep = 15
/** Days are counted from here and told by the rest of 1,024: the booking key does not live that long. */
const firstDay = Date.parse('2024-01-01T00:00:00Z')
const dayMs = 86_400_000
const daysRound = 1024

export const mostRows = 64
export const mostSeats = 64
export const mostRounds = 16
export const mostPeople = 4

/** What a code says. */
export interface BookingCode {
  /** Days since 1 January 2024, less whole rounds of 1,024. */
  day: number
  /** Row of the city's plan of slots, 0 to 63: the site, the way in and the kind of slot. */
  row: number
  /** Quarters of an hour since midnight, 0 to 95. */
  time: number
  /** 0 to 63. */
  seat: number
  /** How often this seat was given before, 0 to 15: a code that went back is not the code of whoever has the seat now. */
  round: number
  /** 1 to 4. */
  people: number
  /** 5 bytes. */
  mac: Uint8Array
}

const daysSince = (day: string) => Math.round((Date.parse(`${day}T00:00:00Z`) - firstDay) / dayMs)

/** YYYY-MM-DD, from 2024 on → the number in a code. */
export const dayNumber = (day: string): number => daysSince(day) % daysRound

/** The number in a code → the day nearest to `near`, YYYY-MM-DD. */
export function dayNear(number: number, near: string): string {
  const at = daysSince(near)
  const half = daysRound / 2
  const away = ((((number - at + half) % daysRound) + daysRound) % daysRound) - half
  return new Date(firstDay + (at + away) * dayMs).toISOString().slice(0, 10)
}

/** The 35 bits before the MAC, in five bytes: what the MAC is over, and the key of a seat. */
export function bookingData({ day, row, time, seat, round, people }: Omit<BookingCode, 'mac'>): Uint8Array {
  let bits = 0n
  for (const [value, width] of [
    [day, 10],
    [row, 6],
    [time, 7],
    [seat, 6],
    [round, 4],
    [people - 1, 2],
  ] as const)
    bits = (bits << BigInt(width)) | BigInt(value)
  return bytesOf(bits)
}

/** @returns 16 characters */
export function encodeBookingCode(code: BookingCode): string {
  const data = (bigOf(bookingData(code)) << 40n) | bigOf(code.mac)
  const values: number[] = []
  for (let at = codeLength - 2; at >= 0; at--) values.push(Number((data >> BigInt(5 * at)) & 31n))
  values.push(checkOf(values))
  return values.map(value => alphabet[value]).join('')
}

/**
 * What somebody typed or read aloud → a code. Spaces, hyphens, small letters and the usual look-alikes are understood.
 * @throws Fault `malformed` for what is no code at all, `booking_digit` for sixteen characters of which one is wrong
 */
export function readBookingCode(text: string): BookingCode {
  const plain = plainOf(text)
  const values = [...plain].map(letter => alphabet.indexOf(letter))
  if (values.length !== codeLength || values.includes(-1)) throw new Fault('malformed')
  if (checkOf(values.slice(0, -1)) !== values.at(-1)) throw new Fault('booking_digit')
  const bits = values.slice(0, -1).reduce((all, value) => (all << 5n) | BigInt(value), 0n)
  const data = values.slice(0, dataLength).reduce((all, value) => (all << 5n) | BigInt(value), 0n)
  const part = (shift: number, width: number) => Number((data >> BigInt(shift)) & ((1n << BigInt(width)) - 1n))
  return {
    day: part(25, 10),
    row: part(19, 6),
    time: part(12, 7),
    seat: part(6, 6),
    round: part(2, 4),
    people: part(0, 2) + 1,
    mac: bytesOf(bits & ((1n << 40n) - 1n)),
  }
}

/** Whether a text is meant as a code of a booked time: what a scanner read, or a field as it is typed. */
export const looksLikeBooking = (text: string): boolean => text.startsWith(bookingCodePrefix) || plainOf(text).length === codeLength

/** Of a code in one spelling what everyone may know who knows the plan: its slot, its seat and how many come. Not the MAC, without which it is nobody's. */
export const seatOfCode = (code: string): string => code.slice(0, dataLength)

/** Sixteen characters, in one spelling. Anything else comes back as it can be read so far. */
export const plainOf = (text: string): string =>
  text
    .trim()
    .replace(new RegExp(`^${bookingCodePrefix}`), '')
    .toUpperCase()
    .replace(/[\s\u200e\u200f-]/g, '')
    // Digits as an Arabic or Persian keyboard writes them.
    .replace(/[٠-٩۰-۹]/g, digit => String(digit.charCodeAt(0) & 15))
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')

/** As it is shown and read aloud: four groups of four. */
export const inGroups = (code: string): string =>
  plainOf(code)
    .match(/.{1,4}/g)
    ?.join(' ') ?? ''

const bigOf = (bytes: Uint8Array): bigint => bytes.reduce((all, byte) => (all << 8n) | BigInt(byte), 0n)
const bytesOf = (bits: bigint): Uint8Array => Uint8Array.from({ length: 5 }, (_, at) => Number((bits >> BigInt(8 * (4 - at))) & 255n))

/**
 * One character over the field of 32 elements, each place weighted by another power: every single wrong character and every two
 * that changed places give another one.
 */
function checkOf(values: readonly number[]): number {
  let sum = 0
  for (const value of values) sum = twice(sum ^ value)
  return sum
}

/** Times the field's generator: x⁵ + x² + 1. */
const twice = (value: number): number => (value & 16 ? ((value << 1) ^ 0x25) & 31 : value << 1)

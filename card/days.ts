import { CardFault } from './faults.ts'

/**
 * Days as a card holds them: text YYYY-MM-DD outside, whole days since 1970-01-01 (negative before) in the compact forms. A birth date may
 * be YYYY-MM or YYYY: many people know no more, and an invented day would be a false one on every form they fill in later.
 */

/** First and last day a card can hold: three bytes of CBOR each, 1880-01-01 to 2148-12-31. */
const firstDay = -32_872
const lastDay = 65_378

/** A number from here up is no day but a month or a year: 40,000 + (year − 1880) × 13 + month, month 0 where none is known. */
const partialFrom = 40_000
const partialYears = { first: 1880, last: 2079 }

/** 'YYYY-MM-DD' → whole days since 1970-01-01. @throws CardFault `date` for anything that is not a day of the calendar in range */
export function daysOf(text: string): number {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new CardFault('date')
  const days = Date.parse(text + 'T00:00:00Z') / 86_400_000
  // Date rolls 30 February over into March: only a text that comes back the same names a day.
  if (!isDays(days) || textOf(days) !== text) throw new CardFault('date')
  return days
}

/** Whole days since 1970-01-01 → 'YYYY-MM-DD'. @throws CardFault `date` */
export function textOf(days: number): string {
  if (!isDays(days)) throw new CardFault('date')
  return new Date(days * 86_400_000).toISOString().slice(0, 10)
}

/**
 * 'YYYY-MM-DD', 'YYYY-MM' or 'YYYY' → the number that the front of a card holds: whole days up to 2079-07-07, a month or a year above them.
 * All three take three bytes of CBOR. @throws CardFault `date`, also for a day from 2079-07-08 on, whose number would mean a month
 */
export function birthNumberOf(text: string): number {
  const match = /^(\d{4})(?:-(\d{2}))?$/.exec(text)
  if (!match) {
    const days = daysOf(text)
    if (days >= partialFrom) throw new CardFault('date')
    return days
  }
  const [year, month] = [Number(match[1]), match[2] === undefined ? 0 : Number(match[2])]
  if (year < partialYears.first || year > partialYears.last || month > 12 || match[2] === '00') throw new CardFault('date')
  return partialFrom + (year - partialYears.first) * 13 + month
}

/** The same way back. @throws CardFault `date` */
export function birthTextOf(number: number): string {
  if (!Number.isInteger(number) || number < partialFrom) return textOf(number)
  const year = partialYears.first + Math.floor((number - partialFrom) / 13)
  const month = (number - partialFrom) % 13
  if (year > partialYears.last) throw new CardFault('date')
  return month === 0 ? String(year) : `${year}-${String(month).padStart(2, '0')}`
}

/** True for what `birthNumberOf` takes. */
export function isBirthText(text: string): boolean {
  try {
    birthNumberOf(text)
    return true
  } catch {
    return false
  }
}

/** The UTC day a moment lies in, as text. @param seconds since 1970 */
export function dayOf(seconds: number): string {
  return textOf(Math.floor(seconds / 86_400))
}

/**
 * True when a card's last day is over everywhere on Earth: noon UTC of the day after. A card is good through its last day, and
 * the check knows no time zone, so nobody is turned away on an evening that is still theirs.
 */
export function isOver(lastDay: string, now: number): boolean {
  return now >= (daysOf(lastDay) + 1) * 86_400 + 43_200
}

function isDays(days: number): boolean {
  return Number.isInteger(days) && days >= firstDay && days <= lastDay
}

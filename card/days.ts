import { CardFault } from './faults.ts'

/** Days as a card holds them: text YYYY-MM-DD outside, whole days since 1970-01-01 (negative before) in the compact forms. */

/** First and last day a card can hold: three bytes of CBOR each, 1880-01-01 to 2148-12-31. */
const firstDay = -32_872
const lastDay = 65_378

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

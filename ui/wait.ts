/** How long, in words a person can plan by (DESIGN §5.2): a range of minutes and a time to be back. Pure. */

import { goesOnTomorrow, type Now } from '@latchkey/wire/waiting.ts'
import type { Text } from './language.ts'

export interface Wait {
  /** Whole minutes: probably not sooner than `low`, probably not later than `high`. */
  low: number
  high: number
  /** Seconds since 1970: be here from then on. Null when it is so near that one should stay. */
  backBy: number | null
  /** By today's pace this number comes after the last call. */
  tooLate: boolean
  /** It does, and the line goes on with it from this moment; null when its turn comes today, or nothing can be promised. */
  tomorrow: number | null
}

/** People plan in fives once it is long; a false precision would be a promise. */
const roundTo = (minutes: number) => (minutes > 20 ? 5 : 1)
/** Visits differ: a range of a fifth to either side, never narrower than a minute. */
const spread = 0.2
/** Under this many minutes nobody should go away. */
const near = 3

/** @param n the number; the next one to be given when asked for somebody who has none yet */
export function waitOf(now: Now, n: number): Wait {
  const seconds = Math.max(0, n - now.serving) * now.pace
  const down = (seconds * (1 - spread)) / 60
  const up = (seconds * (1 + spread)) / 60
  const low = Math.floor(down / roundTo(down)) * roundTo(down)
  const high = Math.ceil(up / roundTo(up)) * roundTo(up)
  const tooLate = now.at + seconds > now.lastCall
  const tomorrow = tooLate && goesOnTomorrow(now) ? now.opens : null
  return { low, high, backBy: low < near ? null : now.at + low * 60, tooLate, tomorrow }
}

/** 'About 20 to 30 minutes', 'Less than a minute'. */
export function waitWords(text: Text, { low, high }: Wait): string {
  if (high <= 1) return text('shell.minutes', { count: high })
  return low === 0 || low === high ? text('shell.minutes', { count: high }) : text('number.range', { low, high })
}

/** The city's day at a moment, YYYY-MM-DD. @param seconds since 1970 @param timeZone IANA name of the city */
export const dayIn = (timeZone: string, seconds: number): string =>
  // en-CA writes a date as YYYY-MM-DD.
  new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone }).format(seconds * 1000)

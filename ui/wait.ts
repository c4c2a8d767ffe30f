/** How long, in words a person can plan by (DESIGN §5.2): a range of minutes and a time to be back. Pure. */

import { calledBetween, type Now, waitingIn } from '@latchkey/wire/waiting.ts'
import type { Text } from './language.ts'

export interface Wait {
  /** Whole minutes: probably not sooner than `low`, probably not later than `high`. */
  low: number
  high: number
  /** Seconds since 1970: be here from then on. Null when it is so near that one should stay. */
  backBy: number | null
  /** By today's pace this number comes after the last call. */
  tooLate: boolean
}

/** People plan in fives once it is long; a false precision would be a promise. */
const roundTo = (minutes: number) => (minutes > 20 ? 5 : 1)
/** A clerk leaves, a printer stops: what cannot be known of the day makes it longer more often than shorter. */
const goesWrong = 0.1
/** What else cannot be known, to either side, beside how much visits differ. */
const unknown = 0.1
/** So many spreads to either side hold four of five. */
const spreads = 1.3
/** Under this many minutes nobody should go away. */
const near = 3

/** @param n the number; left out for somebody who has none yet */
export function waitOf(now: Now, n?: number): Wait {
  const numbers = n === undefined ? waitingIn(now) + 1 : n > now.serving ? calledBetween(now, now.serving, n) + 1 : 0
  const seconds = Math.max(0, numbers * now.pace + now.line)
  const margin = seconds * unknown + spreads * now.spread * Math.sqrt(numbers)
  const likely = seconds * (1 + goesWrong)
  const down = Math.max(0, likely - margin) / 60
  const up = (likely + margin) / 60
  const low = Math.floor(down / roundTo(down)) * roundTo(down)
  const high = Math.ceil(up / roundTo(up)) * roundTo(up)
  // Called is who is seen after those who are in the line by then.
  const call = low * 60 - Math.max(0, now.line)
  return { low, high, backBy: call < near * 60 ? null : now.at + call, tooLate: now.at + numbers * now.pace > now.lastCall }
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

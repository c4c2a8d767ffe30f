/** On which days a city is open, worked out from the rules of its holidays for any year: no list of dates that runs out. */
import { addDays, dayOf, daysIn, weekdayOf, yearOf } from './days.ts'
import type { Holiday, Jurisdiction } from './jurisdiction.ts'

type Calendar = Pick<Jurisdiction, 'holidays'>

const isWeekend = (day: string): boolean => [0, 6].includes(weekdayOf(day))

/** The day itself in a year, whether or not the city is closed on it. */
function fallsOn({ rule }: Holiday, year: number): string {
  if (rule.kind === 'fixed') return dayOf(year, rule.month, rule.day)
  const { month, weekday, nth, plus = 0 } = rule
  if (nth === -1) {
    const last = dayOf(year, month, daysIn(year, month))
    return addDays(last, plus - ((weekdayOf(last) - weekday + 7) % 7))
  }
  const first = dayOf(year, month, 1)
  return addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + (nth - 1) * 7 + plus)
}

/** The weekday on which the city is closed for it; null when it falls on a weekend and nobody gives another day. */
export function observedOn(holiday: Holiday, year: number): string | null {
  if (holiday.since !== undefined && year < holiday.since) return null
  const day = fallsOn(holiday, year)
  if (!isWeekend(day)) return day
  if (holiday.observed === 'none') return null
  if (weekdayOf(day) === 0) return addDays(day, 1)
  return holiday.observed === 'nearest' ? addDays(day, -1) : null
}

/** The holiday for which the city is closed on this day, or null. New Year's Day can be kept on the last day of the year before. */
export function holidayOn({ holidays }: Calendar, day: string): Holiday | null {
  const year = yearOf(day)
  return holidays.find(holiday => [year, year + 1].some(one => observedOn(holiday, one) === day)) ?? null
}

export const isBusinessDay = (calendar: Calendar, day: string): boolean => !isWeekend(day) && holidayOn(calendar, day) === null

/** This day, or the first business day after it. */
export function nextBusinessDay(calendar: Calendar, day: string): string {
  let at = day
  while (!isBusinessDay(calendar, at)) at = addDays(at, 1)
  return at
}

export interface CountedDay {
  day: string
  /** Its place in the count; null for a day that does not count. */
  number: number | null
  /** Why it does not: a weekend, or this holiday. */
  off: 'weekend' | Holiday | null
}

/** The days after `from`, up to the `count`th business day: what a lawyer would write on paper. */
export function countBusinessDays(calendar: Calendar, from: string, count: number): CountedDay[] {
  const counted: CountedDay[] = []
  for (let day = addDays(from, 1), number = 0; number < count; day = addDays(day, 1)) {
    const off = isWeekend(day) ? 'weekend' : holidayOn(calendar, day)
    counted.push({ day, number: off === null ? ++number : null, off })
  }
  return counted
}

/** The `count`th business day after `from`, which itself does not count. @param count at least 1 */
export const addBusinessDays = (calendar: Calendar, from: string, count: number): string =>
  (countBusinessDays(calendar, from, count).at(-1) as CountedDay).day

/** Business days after `from`, up to and with `to`; 0 when `to` is not later. */
export function businessDaysUntil(calendar: Calendar, from: string, to: string): number {
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isBusinessDay(calendar, day)) count++
  return count
}

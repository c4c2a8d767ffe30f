/** Weeks and quarters of the counts, by calendar days alone. A week belongs to the quarter in which its Sunday lies, so that no week is cut in two. */
import { dayAfter } from '../slots/plan.ts'

const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay()

/** The Sunday that ends the week of this day: the day itself when it is one. */
export const sundayOf = (day: string): string => dayAfter(day, (7 - weekday(day)) % 7)

/** `2026-4` for a day of October to December 2026. */
export const quarterOf = (sunday: string): string => `${sunday.slice(0, 4)}-${Math.ceil(Number(sunday.slice(5, 7)) / 3)}`

/** Years of this software's life; anything else in an address is no quarter. */
export const isQuarter = (text: string): boolean => /^20[2-9]\d-[1-4]$/.test(text)

/** The Sundays of a quarter, twelve to fourteen of them, first to last. */
export function sundaysOf(quarter: string): string[] {
  const [year, number] = quarter.split('-') as [string, string]
  const month = String(Number(number) * 3 - 2).padStart(2, '0')
  const sundays: string[] = []
  for (let day = sundayOf(`${year}-${month}-01`); quarterOf(day) === quarter; day = dayAfter(day, 7)) sundays.push(day)
  return sundays
}

/** First and last day of its weeks. */
export function daysOf(quarter: string): { first: string; last: string } {
  const sundays = sundaysOf(quarter)
  return { first: dayAfter(sundays[0]!, -6), last: sundays.at(-1)! }
}

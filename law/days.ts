/**
 * Days as the law writes them: YYYY-MM-DD, in the city's own calendar, without an hour or a time zone. Years 2000 to 2099: the Gregorian rule in full would be
 * untested code there.
 */

const shape = /^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/
const dayMs = 86_400_000

/** Whether it is a day that exists. */
export function isDay(text: string): boolean {
  if (!shape.test(text)) return false
  const [year, month, day] = text.split('-').map(Number) as [number, number, number]
  return day <= daysIn(year, month)
}

/** @param month 1 to 12 */
export function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

/** @param month 1 to 12 */
export const dayOf = (year: number, month: number, day: number): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

const utc = (day: string): number => Date.parse(`${day}T00:00:00Z`)

/** So many days on, or back. */
export const addDays = (day: string, count: number): string => new Date(utc(day) + count * dayMs).toISOString().slice(0, 10)

/** Days from `from` to `to`; negative when `to` is past. */
export const daysBetween = (from: string, to: string): number => Math.round((utc(to) - utc(from)) / dayMs)

/** 0 Sunday to 6 Saturday. */
export const weekdayOf = (day: string): number => new Date(utc(day)).getUTCDay()

export const yearOf = (day: string): number => Number(day.slice(0, 4))

/**
 * Dates by the rules: whole days of the calendar as text 'YYYY-MM-DD', so that no time zone can move a birthday. A birth date may lack its day, or day
 * and month ('YYYY-MM', 'YYYY'): it then counts as the last day it can have been, on phone and desk alike, so that nobody is an adult too early.
 */
import { RulesFault } from './faults.ts'
import type { Kind, Rules } from './rules.ts'

const parts = (day: string, place: string): [year: number, month: number, date: number] => {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)
  if (!match) throw new RulesFault('bad_date', place)
  const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])]
  if (year < 1 || month < 1 || month > 12 || date < 1 || date > daysIn(year, month)) throw new RulesFault('bad_date', place)
  return [year, month, date]
}

const daysIn = (year: number, month: number) => (month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31)
const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const two = (n: number) => String(n).padStart(2, '0')

export const isDay = (day: string): boolean => {
  try {
    parts(day, 'day')
    return true
  } catch {
    return false
  }
}

/** True for a day, a month or a year of the calendar: what a birth date may be. */
export const isBirthDate = (text: string): boolean => isDay(latestBirth(text))

/** The last day on which somebody with this birth date can have been born. What is no birth date comes back as it is. */
export function latestBirth(birthDate: string): string {
  const match = /^(\d{4})(?:-(\d{2}))?$/.exec(birthDate)
  if (!match) return birthDate
  const month = match[2] ?? '12'
  return `${match[1]}-${month}-${two(daysIn(Number(match[1]), Number(month)))}`
}

/** Whole years lived on `today`; of a month or a year, those lived for certain. Born on 29 February: a year older on 1 March of common years. Negative when born later. */
export function ageOn(birthDate: string, today: string): number {
  const [by, bm, bd] = parts(latestBirth(birthDate), 'birthDate')
  const [ty, tm, td] = parts(today, 'today')
  return ty - by - (tm < bm || (tm === bm && td < bd) ? 1 : 0)
}

/** Whether somebody born then may be this kind of person today. @throws RulesFault bad_date */
export function fitsKind(rules: Rules, kindId: string, birthDate: string, today: string): boolean {
  const age = ageOn(birthDate, today)
  return rules.kinds.some(k => k.id === kindId && age >= k.from && age <= (k.to ?? 130))
}

/** The first kind of person for this age, or null when the rules know none (a date that cannot be). Kinds may overlap: the resident says which. */
export const kindByAge = (rules: Rules, birthDate: string, today: string): Kind | null =>
  rules.kinds.find(k => fitsKind(rules, k.id, birthDate, today)) ?? null

/** The same day `years` later; 29 February becomes 28 February where there is none. */
export function addYears(day: string, years: number): string {
  const [y, m, d] = parts(day, 'day')
  return `${String(y + years).padStart(4, '0')}-${two(m)}-${two(Math.min(d, daysIn(y + years, m)))}`
}

/** So many days later. @throws RulesFault bad_date */
export function addDays(day: string, days: number): string {
  const [y, m, d] = parts(day, 'day')
  // Through UTC, so that no time zone can move it; the days of a calendar have 24 hours there.
  return new Date(Date.UTC(y, m - 1, d + days)).toISOString().slice(0, 10)
}

/**
 * The last day a card made today is good for, or null when it does not end (the card then prints *Renew by* and its technical end).
 * A row of the table begins when its age is reached for certain: who may be 65 and knows no day gets a card that ends, and renews it.
 * @throws RulesFault bad_date, or unreachable when no row of the rules covers this age
 */
export function endsOn(rules: Rules, birthDate: string, today: string): string | null {
  const age = ageOn(birthDate, today)
  const row = rules.validity.filter(r => r.from <= age).sort((a, b) => b.from - a.from)[0]
  if (!row) throw new RulesFault('unreachable', 'birthDate')
  const ends = row.years === null ? null : addYears(today, row.years)
  if (row.until === undefined) return ends
  const birthday = addYears(latestBirth(birthDate), row.until)
  return ends === null || birthday < ends ? birthday : ends
}

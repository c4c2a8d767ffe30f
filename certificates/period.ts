/** A period is a quarter of a year in UTC: number 0 is January to March 2024, 99 the last quarter of 2048. */

const firstYear = 2024

/** Highest period number: two digits of a cancel code. */
export const lastPeriod = 99

/** The period that a moment lies in; may be outside 0…99, which every statement refuses. @param seconds since 1970 */
export function periodOf(seconds: number): number {
  const date = new Date(seconds * 1000)
  return (date.getUTCFullYear() - firstYear) * 4 + Math.floor(date.getUTCMonth() / 3)
}

/** First second of a period, seconds since 1970. */
export function periodFirst(period: number): number {
  return Date.UTC(firstYear + Math.floor(period / 4), (((period % 4) + 4) % 4) * 3, 1) / 1000
}

/** Last second of a period, seconds since 1970. */
export function periodLast(period: number): number {
  return periodFirst(period + 1) - 1
}

/** Technical end of a period's cards: the last second of the same quarter `years` later, so no card of the period is cut short. */
export function periodTechnicalEnd(period: number, years: number): number {
  return periodLast(period + years * 4)
}

/** Years of a card's technical life: not less than the longest card of any city's rules. Chicago's own figure is unconfirmed. */
export const technicalYears = 10

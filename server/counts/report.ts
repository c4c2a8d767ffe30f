/** A quarter as the report tells it: rows with what is sure and what was counted, out of what is stored and nothing else. */
import { atLeast } from './at-least.ts'
import type { Published, Quarter } from './counts.ts'
import { isQuarter, quarterOf } from './quarters.ts'
import { byChance, type Way, ways } from './ways.ts'

export interface ReportRow {
  way: Way
  cell: string
  /** Whole tens; more there may be. */
  atLeast: number
  /** What is stored. More than `atLeast` where desks round by chance, and of a week. */
  counted: number
}

export interface Report {
  quarter: string
  rows: ReportRow[]
  /** The Sunday after whose closing the next numbers come; null when the quarter is over. */
  next: string | null
  /** Every quarter that has a report, newest first, this one too. */
  quarters: string[]
}

/**
 * What of a stored number is sure. A week is what the total grew by: of its first and last tens up to nine cards belong to the weeks beside it, so one ten less is sure.
 */
const sureOf = (way: Way, counted: number): number =>
  byChance.includes(way) ? atLeast(counted) : way === 'weeks' ? Math.max(0, counted - 10) : counted

export const rowsOf = (quarter: Quarter): ReportRow[] =>
  ways.flatMap(way =>
    Object.entries(quarter[way]).map(([cell, counted]) => ({
      way,
      cell,
      atLeast: sureOf(way, counted),
      counted,
    })),
  )

const hasAny = (quarter: Quarter) => rowsOf(quarter).some(({ counted }) => counted > 0)

/**
 * @param asked as it stands in the address; null: the newest of which something can be told
 * @returns null when there is no such quarter
 */
export function reportOf(published: Published, asked: string | null): Report | null {
  const { quarters, next } = published
  const current = quarterOf(next)
  const told = quarters.filter(one => one.quarter === current || hasAny(one))
  const found =
    asked === null
      ? (told.findLast(hasAny) ?? told.find(one => one.quarter === current))
      : isQuarter(asked)
        ? told.find(one => one.quarter === asked)
        : undefined
  if (!found) return null
  return {
    quarter: found.quarter,
    rows: rowsOf(found),
    next: found.quarter === current ? next : null,
    quarters: told.map(one => one.quarter).toReversed(),
  }
}

/** RFC 4180: a head, one line a cell, CRLF after each. No cell has a comma or a quote in it. */
export function csvOf({ quarter, rows }: Report): string {
  const lines = rows.map(({ way, cell, atLeast, counted }) => `${quarter},${way},${cell},${atLeast},${counted}`)
  return ['quarter,way,cell,at_least,counted', ...lines, ''].join('\r\n')
}

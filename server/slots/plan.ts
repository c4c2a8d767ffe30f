/**
 * The city's plan of slots (cities/<city>/slots.json), and what it releases when. Pure: everything follows from the plan and a moment, so that
 * a server that starts again opens the same seats.
 *
 * Fair release: nothing opens all at once. Of each slot a share is never released (who comes the same day, and helpers); the rest comes in equal parts at
 * every closing of the days before it, and what a closing released opens the next day in several draws, each seat by a lot of its own.
 */

import { slotKind } from '@latchkey/wire/booking.ts'
import { mostRows, mostSeats, timeStep } from '@latchkey/wire/booking-code.ts'
import { siteId } from '@latchkey/wire/sites.ts'
import { wayIn } from '@latchkey/wire/waiting.ts'
import * as v from 'valibot'
import { dayOf, momentOf, timeOf } from '../clock/day.ts'

const quarter = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):(00|15|30|45)$/))
const count = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most))

const planRow = v.pipe(
  v.strictObject({
    /** In every code of its slots: it never changes, and a row that ends is not used again for another. */
    row: count(0, mostRows - 1),
    /** Of sites.json; null for a visit by phone. */
    site: v.nullable(siteId),
    way: wayIn,
    kind: slotKind,
    /** 1 Monday … 7 Sunday. */
    weekdays: v.pipe(v.array(count(1, 7)), v.minLength(1), v.maxLength(7)),
    from: quarter,
    to: v.union([quarter, v.literal('24:00')]),
    minutes: v.pipe(
      count(15, 480),
      v.check(minutes => minutes % timeStep === 0),
    ),
    /** People a slot, walk-ins and helpers among them. */
    seats: count(1, mostSeats),
  }),
  v.check(row => (row.site === null) === (row.way === 'phone')),
)

export const slotPlan = v.pipe(
  v.strictObject({
    /** Says whose word this is. */
    study: v.optional(v.string()),
    rows: v.array(planRow),
    release: v.strictObject({
      /** How many days before it a slot's first seats are released. */
      days: count(1, 60),
      /** Per cent of a slot that is not released: for people who come the same day without a time. */
      walkIns: count(0, 100),
      /** Per cent that is kept for helpers. A block for an agency is a number of seats, never its name. */
      helpers: count(0, 100),
      /** When, the day after a closing, what it released opens. */
      draws: v.pipe(v.array(quarter), v.minLength(1), v.maxLength(12)),
    }),
  }),
  v.check(({ rows }) => new Set(rows.map(row => row.row)).size === rows.length),
  v.check(({ release }) => release.walkIns + release.helpers <= 100),
  v.check(({ release }) => release.draws.every((draw, at) => at === 0 || draw > release.draws[at - 1]!)),
)
export type SlotPlan = v.InferOutput<typeof slotPlan>
export type PlanRow = SlotPlan['rows'][number]

/** A city that offers no times. */
export const noSlots: SlotPlan = { rows: [], release: { days: 1, walkIns: 0, helpers: 0, draws: ['07:00'] } }

/** A slot: which row, which day of the city, and its time of day there. */
export interface Slot {
  day: string
  row: number
  /** HH:MM as the city's clocks show it. */
  time: string
}

const dayMs = 86_400_000
export const dayAfter = (day: string, days: number): string => new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10)
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / dayMs)
const weekdayOf = (day: string) => new Date(Date.parse(day)).getUTCDay() || 7
const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const written = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** Quarters of an hour since midnight, as a code has them. */
export const quartersOf = (time: string): number => minutesOf(time) / timeStep
export const timeOfQuarters = (quarters: number): string => written(quarters * timeStep)

/** Every slot of a day of a row. A time that the clocks skip that night is none; one that they show twice is one, the later. */
export function slotsOf(row: PlanRow, day: string, zone: string): Slot[] {
  if (!row.weekdays.includes(weekdayOf(day))) return []
  const found: Slot[] = []
  for (let at = minutesOf(row.from); at + row.minutes <= minutesOf(row.to); at += row.minutes) {
    const time = written(at)
    const moment = momentOf(day, time, zone)
    if (dayOf(moment, zone) === day && timeOf(moment, zone) === time) found.push({ day, row: row.row, time })
  }
  return found
}

/** Seats of a slot that are kept for helpers: the first of its numbers, released with it. A block for an agency is so many of them, never its name. */
export const helperSeats = ({ release }: SlotPlan, row: PlanRow): number => Math.floor((row.seats * release.helpers) / 100)

/** Seats of a slot that may ever be booked by anyone. */
const bookable = ({ release }: SlotPlan, row: PlanRow): number => Math.floor((row.seats * (100 - release.walkIns - release.helpers)) / 100)

/**
 * How many seats of a slot are released to everyone after the closing of `closed`: equal parts, from `days` before it to two days before it, so that the last
 * draw is over before its own day begins.
 */
export function releasedAfter(plan: SlotPlan, row: PlanRow, day: string, closed: string): number {
  const ahead = daysBetween(closed, day)
  const { days } = plan.release
  if (ahead > days) return 0
  const parts = Math.max(1, days - 1)
  return Math.floor((bookable(plan, row) * Math.min(parts, days - ahead + 1)) / parts)
}

/** The day whose closing was the last before this moment. */
export function lastClosed(closes: (day: string) => number, now: number, zone: string): string {
  const today = dayOf(now, zone)
  return now > closes(today) ? today : dayAfter(today, -1)
}

/** How many of the draws have passed of what the closing of `closed` released. */
export function drawsPassed({ release }: SlotPlan, closed: string, now: number, zone: string): number {
  return release.draws.filter(draw => now >= momentOf(dayAfter(closed, 1), draw, zone)).length
}

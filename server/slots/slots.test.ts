import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { momentOf } from '../clock/day.ts'
import { dayAfter, drawsPassed, lastClosed, type PlanRow, releasedAfter, type SlotPlan, slotPlan, slotsOf } from './plan.ts'

const zone = 'America/Chicago'
const row: PlanRow = {
  row: 1,
  site: 'hall',
  way: 'counter',
  kind: 'plain',
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  from: '01:00',
  to: '04:00',
  minutes: 30,
  seats: 20,
}
const plan: SlotPlan = {
  rows: [row],
  release: { days: 10, walkIns: 25, helpers: 5, draws: ['07:00', '12:00'] },
}

describe('the slots of a day', () => {
  const times = (day: string) => slotsOf(row, day, zone).map(slot => slot.time)
  it('have no time that the clocks skip that night, and none twice', () => {
    expect(times('2026-11-24')).toEqual(['01:00', '01:30', '02:00', '02:30', '03:00', '03:30'])
    // Clocks go from two to three on 14 March 2027, and from two back to one on 7 November 2027.
    expect(times('2027-03-14')).toEqual(['01:00', '01:30', '03:00', '03:30'])
    expect(times('2027-11-07')).toEqual(['01:00', '01:30', '02:00', '02:30', '03:00', '03:30'])
    const moments = ['2027-03-14', '2027-11-07'].map(day => slotsOf(row, day, zone).map(slot => momentOf(day, slot.time, zone)))
    for (const day of moments) expect(new Set(day).size).toBe(day.length)
  })
  it('are of its weekday only', () => {
    expect(slotsOf({ ...row, weekdays: [2] }, '2026-11-24', zone)).toHaveLength(6)
    expect(slotsOf({ ...row, weekdays: [2] }, '2026-11-25', zone)).toEqual([])
  })
})

describe('the release', () => {
  it('grows a little at every closing and never takes back or gives more than its share', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 64 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 0, max: 50 }),
        (seats, days, kept) => {
          const one = { ...plan, release: { ...plan.release, days, walkIns: kept, helpers: 10 } }
          const most = Math.floor((seats * (90 - kept)) / 100)
          let before = 0
          for (let ahead = days + 2; ahead >= 0; ahead--) {
            const now = releasedAfter(one, { ...row, seats }, dayAfter('2027-01-01', ahead), '2027-01-01')
            expect(now).toBeGreaterThanOrEqual(before)
            expect(now - before).toBeLessThanOrEqual(Math.ceil(most / Math.max(1, days - 1)))
            before = now
          }
          expect(before).toBe(most)
        },
      ),
    )
  })
  it('opens in several draws the day after', () => {
    const passed = (day: string, time: string) => drawsPassed(plan, '2026-11-24', momentOf(day, time, zone), zone)
    expect([
      passed('2026-11-24', '23:00'),
      passed('2026-11-25', '07:00'),
      passed('2026-11-25', '11:59'),
      passed('2026-11-25', '12:00'),
    ]).toEqual([0, 1, 1, 2])
  })
  it('is of the last closing', () => {
    const closes = (day: string) => momentOf(day, '20:00', zone)
    const closed = (time: string) => lastClosed(closes, momentOf('2026-11-24', time, zone), zone)
    expect([closed('19:59'), closed('20:00'), closed('20:01')]).toEqual(['2026-11-23', '2026-11-23', '2026-11-24'])
  })
})

describe('a city’s plan', () => {
  const cities = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'cities')
  it('is one that this version reads', () => {
    let read = 0
    for (const city of readdirSync(cities)) {
      let text: string
      try {
        text = readFileSync(join(cities, city, 'slots.json'), 'utf8')
      } catch {
        continue
      }
      expect(v.parse(slotPlan, JSON.parse(text)).rows.length).toBeGreaterThan(0)
      read++
    }
    expect(read).toBeGreaterThan(0)
  })
  it('is refused with two rows of one number, a counter without a site, or shares of more than all', () => {
    const bad = [
      { ...plan, rows: [row, row] },
      { ...plan, rows: [{ ...row, site: null }] },
      { ...plan, release: { ...plan.release, walkIns: 60, helpers: 50 } },
      { ...plan, release: { ...plan.release, draws: ['12:00', '07:00'] } },
      { ...plan, extra: 1 },
    ]
    for (const one of bad) expect(v.safeParse(slotPlan, one).success).toBe(false)
  })
})

import { expect, it } from 'vitest'
import { Settings, type Way } from './settings.ts'
import { WaysNow } from './ways-now.ts'

const zone = 'America/Chicago'
/** Monday, ten in the morning. */
const now = Date.parse('2026-11-23T16:00:00Z') / 1000
const plan = { opens: '09:00', closes: '17:00', secondsAVisit: 600 }
const usual = Date.parse('2026-11-23T23:00:59Z') / 1000
const tomorrow = Date.parse('2026-11-24T15:00:00Z') / 1000
const noon = now + 7200
const untouched = { open: true, notice: null, to: null, authority: null, next: null, pause: null }
const closing = (at: number) => ({ next: { open: false, notice: 1, to: null, at } })
const opening = (at: number) => ({ next: { open: true, notice: null, to: null, at } })

/** Phone visits, a counter, and an event that takes place tomorrow. */
function hoursOf(phone: Partial<Way> = {}, counter: Partial<Way> = {}, event: Partial<Way> = {}) {
  const ways: Way[] = [
    { way: 'phone', site: '', ...untouched, ...phone },
    { way: 'counter', site: 'hall', ...untouched, ...counter },
    { way: 'event', site: 'fair', ...untouched, ...event },
  ]
  const settings = new Settings(ways, { practice: true, laws: { phone: null, counter: null }, today: () => '2026-11-23' }, '')
  const fair = {
    id: 'fair',
    kind: 'event' as const,
    times: [{ day: '2026-11-24', from: '10:00', to: '15:00' }],
    languages: ['en'],
    stepFree: true,
  }
  return new WaysNow({ settings, sites: [fair], plan, clock: () => now, zone }).hours(now)
}

it('a day ends as the city says while one way in goes on to the end, and otherwise with the last that is ordered closed', () => {
  expect(hoursOf()).toMatchObject({ closes: usual, lastCall: usual - 600 })
  expect(hoursOf(closing(noon)).closes).toBe(usual)
  expect(hoursOf(closing(noon), closing(noon + 60))).toMatchObject({ closes: noon + 60, lastCall: noon + 60 - 600 })
  expect(hoursOf({ open: false }, closing(noon)).closes).toBe(noon)
  // Ordered for another day, or for after closing.
  expect(hoursOf(closing(tomorrow), closing(noon)).closes).toBe(usual)
  expect(hoursOf(closing(usual + 1), closing(noon)).closes).toBe(usual)
  expect(hoursOf({ open: false }, { open: false }).closes).toBe(usual)
})

it('the next day begins where a way in will be open then, as far as is ordered', () => {
  const closed = { open: false }
  expect(hoursOf(closed, closed, closed).opens).toBe(null)
  expect(hoursOf({ ...closed, ...opening(tomorrow) }, closed, closed).opens).toBe(tomorrow)
  expect(hoursOf({ ...closed, ...opening(tomorrow + 1) }, closed, closed).opens).toBe(null)
  expect(hoursOf(closing(noon), closed, closed).opens).toBe(null)
  // What a supervisor has closed, and the snow, are of today.
  expect(hoursOf({ pause: { day: '2026-11-23', notice: 2 } }, closed, closed).opens).toBe(tomorrow)
  expect(hoursOf(closed, { ...closed, notice: 53 }, closed).opens).toBe(tomorrow)
})

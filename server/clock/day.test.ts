import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayEnds, dayOf, momentOf } from './day.ts'
import { closesAt, opensAt, withinHours } from './hours.ts'

const chicago = 'America/Chicago'
const at = (text: string) => Date.parse(text) / 1000

describe("the city's day", () => {
  it('begins at its own midnight', () => {
    expect(dayOf(at('2026-11-24T05:59:59Z'), chicago)).toBe('2026-11-23')
    expect(dayOf(at('2026-11-24T06:00:00Z'), chicago)).toBe('2026-11-24')
  })
  it('knows the hours on days when clocks change', () => {
    expect(momentOf('2026-03-08', '12:00', chicago)).toBe(at('2026-03-08T17:00:00Z'))
    expect(momentOf('2026-11-01', '12:00', chicago)).toBe(at('2026-11-01T18:00:00Z'))
    expect(dayEnds('2026-11-01', chicago)).toBe(at('2026-11-02T05:59:59Z'))
  })
  it('and moment agree for every moment and zone', () => {
    const zone = fc.constantFrom(chicago, 'UTC', 'Asia/Kathmandu', 'Pacific/Kiritimati', 'America/St_Johns')
    fc.assert(
      fc.property(fc.integer({ min: 1_700_000_000, max: 2_100_000_000 }), zone, (now, zone) => {
        const day = dayOf(now, zone)
        expect(dayOf(momentOf(day, '12:00', zone), zone)).toBe(day)
        expect(dayEnds(day, zone)).toBeGreaterThanOrEqual(now)
      }),
    )
  })
})

it('hours include the whole last minute', () => {
  const plan = { opens: '09:00', closes: '17:00' }
  const within = (time: string) => withinHours(plan, momentOf('2026-11-23', time, chicago), chicago)
  expect(['08:59', '09:00', '17:00', '17:01'].map(within)).toEqual([false, true, true, false])
  const opens = (day: string, time: string) => opensAt(plan, momentOf(day, time, chicago), chicago)
  expect(opens('2026-11-23', '08:59')).toBe(momentOf('2026-11-23', '09:00', chicago))
  expect(opens('2026-11-23', '09:00')).toBe(momentOf('2026-11-24', '09:00', chicago))
  expect(opens('2026-10-31', '18:00')).toBe(momentOf('2026-11-01', '09:00', chicago))
  expect(closesAt(plan, momentOf('2026-11-23', '03:00', chicago), chicago)).toBe(momentOf('2026-11-23', '17:00', chicago) + 59)
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Settings, standingOf, type Way } from './settings.ts'

const id = fc.constantFrom('', 'hall', 'north', 'fair')
const change = {
  open: fc.boolean(),
  notice: fc.option(fc.constantFrom(1, 51, 53, 61)),
  to: fc.option(fc.constantFrom('hall', 'north')),
}
const law = fc.record({
  citation: fc.constantFrom('A', 'A","B'),
  text: fc.constantFrom('B', '","B'),
  date: fc.constant('2026-11-01'),
  settledBy: fc.constantFrom('C', ''),
})
const way: fc.Arbitrary<Way> = fc.record({
  way: fc.constantFrom('phone', 'counter', 'event'),
  site: id,
  ...change,
  authority: fc.option(law),
  next: fc.option(fc.record({ ...change, at: fc.integer({ min: 1, max: 3 }) })),
  pause: fc.option(fc.record({ day: fc.constantFrom('2026-11-22', '2026-11-23'), notice: fc.constantFrom(2, 52) })),
})
const today = () => '2026-11-23'

describe('a standing', () => {
  it('is the same for what stands the same, and for nothing else: no act reaches what its administrator did not see', () => {
    fc.assert(
      fc.property(way, way, (one, other) => {
        const same = JSON.stringify(one) === JSON.stringify(other)
        expect(Buffer.from(standingOf(one)).equals(Buffer.from(standingOf(other)))).toBe(same)
      }),
      { numRuns: 2000 },
    )
  })
  it('has eight bytes', () => {
    fc.assert(
      fc.property(way, one => {
        expect(standingOf(one)).toHaveLength(8)
      }),
    )
  })
})

describe('open', () => {
  it('is what an administrator left open, what rests on a law or is practice, and what no supervisor closed for today', () => {
    fc.assert(
      fc.property(way, fc.boolean(), fc.option(law), fc.option(law), (one, practice, phone, counter) => {
        const settings = new Settings([one], { practice, laws: { phone, counter }, today }, '')
        const rests = one.authority ?? (one.way === 'phone' ? phone : counter)
        expect(settings.isOpen(one)).toBe(one.open && (practice || rests !== null) && one.pause?.day !== today())
      }),
    )
  })
  it('is never made by a pause: what is closed stays as it is shown, what is open is closed for that day and for no other', () => {
    fc.assert(
      fc.property(way, one => {
        const settings = new Settings([one], { practice: true, laws: { phone: null, counter: null }, today }, '')
        const shown = settings.shown(one)
        if (!one.open || one.pause?.day !== today()) expect(shown).toEqual(one)
        else expect(shown).toEqual({ ...one, open: false, notice: one.pause.notice, to: null })
        expect(settings.isOpen(shown)).toBe(settings.isOpen(one))
      }),
    )
  })
})

describe('a moment to come', () => {
  const settingsOf = (one: Way) => new Settings([one], { practice: true, laws: { phone: null, counter: null }, today }, '')
  const tomorrow = '2026-11-24'
  it('stands as ordered from the ordered moment on, and as now before it', () => {
    fc.assert(
      fc.property(way, fc.integer({ min: 1, max: 3 }), (one, at) => {
        const { open, notice, to } = one.next !== null && one.next.at <= at ? one.next : one
        const isOfToday = one.way !== 'phone' && notice === 53 && !(one.next !== null && one.next.at <= at)
        expect(settingsOf(one).standsAt(one, at, tomorrow)).toEqual(
          isOfToday ? { open: true, notice: null, to: null } : { open, notice, to },
        )
      }),
    )
  })
  it('of today is closed by a pause of today, whatever is ordered; a pause says nothing of another day', () => {
    fc.assert(
      fc.property(way, fc.integer({ min: 1, max: 3 }), (one, at) => {
        const settings = settingsOf(one)
        const unpaused = { ...one, pause: null }
        const paused = one.pause?.day === today()
        expect(settings.willBeOpen(one, at, today())).toBe(!paused && settings.willBeOpen(unpaused, at, today()))
        expect(settings.standsAt(one, at, tomorrow)).toEqual(settings.standsAt(unpaused, at, tomorrow))
      }),
    )
  })
})

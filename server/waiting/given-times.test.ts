import fc from 'fast-check'
import { expect, it } from 'vitest'
import { GivenTimes } from './given-times.ts'

it('tells when a number was given to five minutes and a step of the clock, and nothing of what it has not seen', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ passes: fc.integer({ min: 1, max: 400 }), gives: fc.nat(3) }), { maxLength: 60 }),
      fc.nat(20),
      (steps, before) => {
        const times = new GivenTimes()
        let [now, given] = [1_795_413_600, before]
        const givenAt = new Map<number, number>()
        times.step(now, given)
        for (const { passes, gives } of steps) {
          now += passes
          for (let one = 0; one < gives; one++) givenAt.set(++given, now)
          times.step(now, given)
        }
        for (const [n, at] of givenAt) expect(Math.abs((times.of(n) ?? Number.NaN) - at)).toBeLessThanOrEqual(800)
        for (let n = 1; n <= before; n++) expect(times.of(n)).toBe(null)
        times.clear()
        expect(times.of(given)).toBe(null)
      },
    ),
  )
})

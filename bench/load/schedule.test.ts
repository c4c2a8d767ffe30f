import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arrivesAt, firstPageAt, killsAt, numbersOf, pageEvery, readSize, takesNumber, whole } from './schedule.ts'

const size = fc.record({
  phones: fc.integer({ min: 4, max: 20_000 }),
  visits: fc.integer({ min: 1, max: 200 }),
  kills: fc.integer({ min: 0, max: 10 }),
  minutes: fc.double({ min: 0.5, max: 6, noNaN: true }),
})

describe('the schedule of a load', () => {
  it('is, whole, what issue 5 says', () => {
    expect(readSize([])).toEqual({ phones: 20_000, visits: 200, kills: 10, minutes: 6 })
    expect(numbersOf(whole)).toBe(5000)
    expect(arrivesAt(19_999, whole)).toBeLessThan(60_000)
    expect(Array.from({ length: whole.phones }, (_, phone) => phone).filter(takesNumber).length).toBe(5000)
  })

  it('kills after everyone has come and before the end, at even steps', () => {
    fc.assert(
      fc.property(size, some => {
        const kills = killsAt(some)
        expect(kills.length).toBe(some.kills)
        for (const [at, kill] of kills.entries()) {
          expect(kill * 1000).toBeGreaterThan(arrivesAt(some.phones - 1, some))
          expect(kill).toBeLessThan(some.minutes * 60)
          if (at > 0) expect(kill - kills[at - 1]!).toBeCloseTo((kills[1] ?? 0) - (kills[0] ?? 0))
        }
      }),
    )
  })

  it('spreads first pages over the time between two', () => {
    fc.assert(
      fc.property(size, some => {
        const all = Array.from({ length: some.visits }, (_, visit) => firstPageAt(visit, some))
        expect(Math.max(...all)).toBeLessThan(pageEvery)
        expect(new Set(all).size).toBe(some.visits)
      }),
    )
  })

  it('is never larger than the whole', () => {
    expect(readSize(['--phones', '1000', '--minutes', '1.5'])).toEqual({ ...whole, phones: 1000, minutes: 1.5 })
    for (const wrong of [['--phones', '20001'], ['--minutes', 'x'], ['--kills'], ['--people', '3'], ['phones', '9']])
      expect(() => readSize(wrong)).toThrow(RangeError)
  })
})

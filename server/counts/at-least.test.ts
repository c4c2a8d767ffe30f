import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { atLeast } from './at-least.ts'

describe('what is sure of tens that desks rounded by chance', () => {
  it('is whole tens, never more than was handed in, and never less for more', () => {
    fc.assert(
      fc.property(fc.nat(2000), tens => {
        const sure = atLeast(tens * 10)
        expect(sure % 10).toBe(0)
        expect(sure).toBeLessThanOrEqual(tens * 10)
        expect(atLeast(tens * 10 + 10)).toBeGreaterThanOrEqual(sure)
      }),
    )
  })
  it('is little of little and most of much', () => {
    expect([0, 10, 20, 50, 100, 400, 1000, 10_000].map(atLeast)).toEqual([0, 0, 0, 0, 20, 200, 670, 8870])
  })
  it('is seldom too much: desks with few and with many, thousands of quarters', () => {
    // A small generator of its own, so that the run is the same every time.
    let state = 20_261_129
    const draw = (below: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return Math.floor((state / 2 ** 32) * below)
    }
    let wrong = 0
    const quarters = 4000
    for (let quarter = 0; quarter < quarters; quarter++) {
      const most = 1 + draw(15)
      let [real, handed] = [0, 0]
      for (let desk = 0; desk < 130; desk++) {
        const n = draw(most + 1)
        real += n
        handed += 10 * Math.floor((n + draw(10)) / 10)
      }
      if (atLeast(handed) > real) wrong++
    }
    expect(wrong).toBeLessThanOrEqual(quarters / 1000)
  })
})

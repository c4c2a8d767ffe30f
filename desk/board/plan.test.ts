import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { beside, type Forecast, forecast, mustWait, type Plan, planOf } from './plan.ts'

const plan: Plan = { people: 60, minutes: 8, differs: 8, missed: 0, clerks: 10 }
const plans = fc.record({
  people: fc.nat(400),
  minutes: fc.integer({ min: 1, max: 60 }),
  differs: fc.nat(60),
  missed: fc.nat(100),
  clerks: fc.integer({ min: 1, max: 60 }),
})
const meanOf = (of: Forecast) => (of.at === 'grows' ? Number.POSITIVE_INFINITY : of.mean)
const nineOf = (of: Forecast) => (of.at === 'grows' ? Number.POSITIVE_INFINITY : of.nine)
/** Rounding of sums in another order. */
const tiny = 1e-9

describe('the formula', () => {
  it('is Erlang’s: one clerk waits as M/M/1, and for more it is the sum in the textbook', () => {
    for (const load of [0.1, 0.5, 0.9]) expect(mustWait(1, load)).toBeCloseTo(load, 12)
    const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1))
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.double({ min: 0.01, max: 0.99, noNaN: true }), (clerks, busy) => {
        const load = clerks * busy
        const last = (load ** clerks / factorial(clerks)) * (clerks / (clerks - load))
        const sum = Array.from({ length: clerks }, (_, n) => load ** n / factorial(n)).reduce((a, b) => a + b)
        expect(mustWait(clerks, load)).toBeCloseTo(last / (sum + last), 9)
      }),
    )
  })

  it('gives the mean wait and the ninety of a hundred of M/M/c', () => {
    // Two clerks, 8 an hour, 10 minutes: load 4/3, C = 8/15; whoever waits, waits 15 minutes on average.
    const found = forecast({ people: 8, minutes: 10, differs: 10, missed: 0, clerks: 2 })
    expect(found).toMatchObject({ at: 'steady', busy: expect.closeTo(2 / 3, 9) })
    expect(meanOf(found)).toBeCloseTo(8, 9)
    expect(nineOf(found)).toBeCloseTo(15 * Math.log((10 * 8) / 15), 9)
  })

  it('halves the wait when every visit takes the same time', () => {
    expect(meanOf(forecast({ ...plan, differs: 0 }))).toBeCloseTo(meanOf(forecast(plan)) / 2, 12)
  })
})

describe('a forecast', () => {
  it('is nothing when nobody comes, or nobody of those who took a number', () => {
    for (const nobody of [{ people: 0 }, { missed: 100 }])
      expect(forecast({ ...plan, ...nobody })).toEqual({ at: 'steady', mean: 0, nine: 0, busy: 0 })
  })

  it('never gets longer with one clerk more, and never shorter with one person more or a longer visit', () => {
    fc.assert(
      fc.property(plans, one => {
        const [now, more] = [forecast(one), forecast({ ...one, clerks: one.clerks + 1 })]
        expect(meanOf(more)).toBeLessThanOrEqual(meanOf(now) + tiny)
        expect(nineOf(more)).toBeLessThanOrEqual(nineOf(now) + tiny)
        for (const worse of [{ people: one.people + 1 }, { missed: Math.max(0, one.missed - 1) }]) {
          expect(meanOf(forecast({ ...one, ...worse }))).toBeGreaterThanOrEqual(meanOf(now) - tiny)
          expect(nineOf(forecast({ ...one, ...worse }))).toBeGreaterThanOrEqual(nineOf(now) - tiny)
        }
      }),
    )
  })

  it('is always a number of minutes that is not less than nothing, or says by how many the line grows', () => {
    fc.assert(
      fc.property(plans, one => {
        const found = forecast(one)
        if (found.at === 'grows') expect(found.by).toBeGreaterThanOrEqual(0)
        else {
          expect(found.mean).toBeGreaterThanOrEqual(0)
          expect(found.nine).toBeGreaterThanOrEqual(0)
          expect(Number.isFinite(found.mean + found.nine)).toBe(true)
          expect(found.busy).toBeLessThan(1)
        }
      }),
    )
  })

  it('says that the line grows as soon as more come than are seen', () => {
    expect(forecast({ ...plan, clerks: 8 })).toEqual({ at: 'grows', by: 0 })
    expect(forecast({ ...plan, clerks: 4 })).toEqual({ at: 'grows', by: 30 })
  })
})

describe('against a line in which people really wait', () => {
  it.each([
    ['visits as unlike as chance has them', plan, exponential],
    ['visits that differ by half', { ...plan, differs: 4 }, gammaOfFour],
    ['few clerks, one of five does not come', { people: 12, minutes: 12, differs: 12, missed: 20, clerks: 3 }, exponential],
  ] as const)('%s', (_, planned, visit) => {
    const waits = walk(planned, visit, 200_000)
    const found = forecast(planned)
    const mean = waits.reduce((a, b) => a + b) / waits.length
    expect(Math.abs(mean - meanOf(found))).toBeLessThan(0.12 * mean)
    expect(Math.abs(waits.sort((a, b) => a - b)[Math.floor(waits.length * 0.9)]! - nineOf(found))).toBeLessThan(0.15 * nineOf(found) + 0.3)
  })
})

describe('what is typed', () => {
  it('is a plan when every field is a whole number of its range, in the digits of any script', () => {
    const typed = { people: '60', minutes: '8', differs: ' 8 ', missed: '٠', clerks: '10' }
    expect(planOf(typed)).toEqual({ plan, wrong: [] })
    expect(planOf({ ...typed, clerks: '0', people: '-1', minutes: '1e9', missed: '101', differs: '' }).wrong.sort()).toEqual(
      ['clerks', 'differs', 'minutes', 'missed', 'people'].sort(),
    )
  })

  it('draws two clerks fewer and two more, never none', () => {
    expect(beside(plan).map(({ clerks }) => clerks)).toEqual([8, 9, 10, 11, 12])
    expect(beside({ ...plan, clerks: 1 }).map(({ clerks }) => clerks)).toEqual([1, 2, 3])
  })
})

/** One seed, so that the test says the same every time. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return (state + 0.5) / 4_294_967_296
  }
}
function exponential(mean: number, random: () => number): number {
  return -mean * Math.log(random())
}
/** Four in a row: differs by half of its mean. */
function gammaOfFour(mean: number, random: () => number): number {
  return [1, 2, 3, 4].reduce(sum => sum + exponential(mean / 4, random), 0)
}

/** Minutes that each who came has waited: first come, first seen, by whichever clerk is free first. */
function walk({ people, minutes, missed, clerks }: Plan, visit: typeof exponential, count: number): number[] {
  const random = seeded(7)
  const free = new Array<number>(clerks).fill(0)
  const waits: number[] = []
  let now = 0
  while (waits.length < count) {
    now += exponential(60 / people, random)
    if (random() < missed / 100) continue
    const first = free.indexOf(Math.min(...free))
    const begins = Math.max(now, free[first]!)
    waits.push(begins - now)
    free[first] = begins + visit(minutes, random)
  }
  return waits
}

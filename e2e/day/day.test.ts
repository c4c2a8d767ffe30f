import { expect, it } from 'vitest'
import { chanceOf, visitLength } from './chance.ts'
import { inventDay } from './invented-day.ts'
import { liveDay } from './live-day.ts'
import { type Measured, measureDay, meetsGoal, type Told, usedUp } from './measured-day.ts'

it('a small day against the real server: no number that nobody can serve, and nearly every promise is kept', async () => {
  const measured = measureDay(await liveDay(7, { people: 90, clerks: 2, turn: 15 }))
  expect(measured.notServed).toBe(0)
  // One of two clerks leaves: who is not served today was told so, and is first tomorrow.
  expect(measured.served + measured.tomorrow + measured.refused).toBeGreaterThan(70)
  expect(measured.tomorrow).toBeGreaterThan(0)
  expect(measured.secondsANoShow).toBeLessThan(60)
}, 180_000)

it('a seed is a day: the same people, and another seed others', () => {
  expect(inventDay(1, 50, 0)).toEqual(inventDay(1, 50, 0))
  expect(inventDay(1, 50, 0)).not.toEqual(inventDay(2, 50, 0))
  const { people } = inventDay(3, 600, 0)
  expect(people.filter(one => one.arrives === 0)).toHaveLength(200)
  const share = (of: (one: (typeof people)[number]) => boolean) => people.filter(of).length / people.length
  expect(share(one => !one.comes)).toBeCloseTo(0.15, 1)
  expect(share(one => one.drop !== null)).toBeCloseTo(0.1, 1)
  const chance = chanceOf(5)
  for (let visit = 0; visit < 1000; visit++) {
    const seconds = visitLength(chance, 440)
    expect(seconds).toBeGreaterThanOrEqual(180)
    expect(seconds).toBeLessThanOrEqual(2400)
  }
})

it('a promise is kept within ten minutes or a fifth of its middle, and who was never seen breaks it', () => {
  const one = (low: number, high: number, waited: number | null): Told => ({
    n: 1,
    comes: true,
    took: 600,
    promise: { low, high },
    began: waited === null ? null : 600 + waited * 60,
  })
  const kept = (...told: Told[]) => measureDay({ told, refused: 0, idle: 0, brokenTomorrow: 0 })
  expect([kept(one(10, 20, 25)).kept, kept(one(10, 20, 26)).kept, kept(one(10, 20, 26)).keptRange]).toEqual([1, 0, 1])
  expect([kept(one(80, 120, 120)).kept, kept(one(80, 120, 121)).kept, kept(one(80, 120, 141)).keptRange]).toEqual([1, 0, 0])
  expect(kept(one(10, 20, null))).toMatchObject({ kept: 0, notServed: 1, served: 0 })
  const absent: Told = { ...one(10, 20, null), comes: false }
  const later: Told = { ...one(10, 20, null), promise: null }
  expect(measureDay({ told: [absent, later, one(1, 2, 1)], refused: 2, idle: 5, brokenTomorrow: 0 })).toEqual({
    kept: 1,
    keptRange: 1,
    secondsANoShow: 5,
    notServed: 0,
    served: 1,
    tomorrow: 1,
    refused: 2,
  })
  expect(meetsGoal(measureDay({ told: [absent, one(1, 2, 1)], refused: 0, idle: 6, brokenTomorrow: 0 }))).toBe(false)
  expect(meetsGoal(measureDay({ told: [absent, one(1, 2, 1)], refused: 0, idle: 5, brokenTomorrow: 1 }))).toBe(false)
})

it('a day that misses the goal by any figure is worse than every day that meets it', () => {
  const day = (more: Partial<Measured>): Measured => ({
    kept: 0.95,
    keptRange: 1,
    secondsANoShow: 2,
    notServed: 0,
    served: 300,
    tomorrow: 0,
    refused: 0,
    ...more,
  })
  const met = [day({}), day({ kept: 0.901, secondsANoShow: 5 }), day({ kept: 0.9 })]
  const missed = [day({ kept: 0.898, secondsANoShow: 0 }), day({ kept: 1, secondsANoShow: 5.1 }), day({ kept: 1, notServed: 1 })]
  expect([...met, ...missed].map(meetsGoal)).toEqual([true, true, true, false, false, false])
  expect(Math.max(...met.map(usedUp))).toBeLessThanOrEqual(1)
  expect(Math.min(...missed.map(usedUp))).toBeGreaterThan(1)
})

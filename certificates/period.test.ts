import fc from 'fast-check'
import { expect, it } from 'vitest'
import { lastPeriod, periodFirst, periodLast, periodOf, periodTechnicalEnd } from './period.ts'

it('period 0 is the first quarter of 2024, 11 the last of 2026, 99 the last of 2048', () => {
  expect(new Date(periodFirst(0) * 1000).toISOString()).toBe('2024-01-01T00:00:00.000Z')
  expect(new Date(periodFirst(11) * 1000).toISOString()).toBe('2026-10-01T00:00:00.000Z')
  expect(new Date(periodLast(lastPeriod) * 1000).toISOString()).toBe('2048-12-31T23:59:59.000Z')
})

it('each second lies in one period, between its first and last', () => {
  fc.assert(
    fc.property(fc.integer({ min: periodFirst(0), max: periodLast(lastPeriod) }), second => {
      const period = periodOf(second)
      expect(periodFirst(period)).toBeLessThanOrEqual(second)
      expect(periodLast(period)).toBeGreaterThanOrEqual(second)
      expect(periodFirst(period + 1)).toBe(periodLast(period) + 1)
    }),
  )
})

it('the technical end is the same quarter so many years later', () => {
  expect(new Date(periodTechnicalEnd(11, 10) * 1000).toISOString()).toBe('2036-12-31T23:59:59.000Z')
})

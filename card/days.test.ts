import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayOf, daysOf, isOver, textOf } from './days.ts'

describe('days', () => {
  it.each([
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['2000-02-29', 11_016],
    ['1880-01-01', -32_872],
    ['2148-12-31', 65_378],
  ])('%s is day %i', (text, days) => {
    expect(daysOf(text)).toBe(days)
    expect(textOf(days)).toBe(text)
  })

  it.each(['2023-02-29', '2024-13-01', '2024-00-10', '1879-12-31', '2149-01-01', '24-01-01', '2024-1-1', '2024-01-01 ', '', '٢٠٢٤-٠١-٠١'])(
    'refuses %s',
    text => {
      expect(() => daysOf(text)).toThrow('date')
    },
  )

  it('refuses days that no card can hold', () => {
    for (const days of [-32_873, 65_379, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) expect(() => textOf(days)).toThrow('date')
  })

  it('gives back every day', () => {
    fc.assert(
      fc.property(fc.integer({ min: -32_872, max: 65_378 }), days => {
        expect(daysOf(textOf(days))).toBe(days)
      }),
    )
  })

  it('counts a last day as over when it has ended everywhere', () => {
    const noonAfter = (daysOf('2026-11-23') + 1) * 86_400 + 43_200
    expect(isOver('2026-11-23', noonAfter - 1)).toBe(false)
    expect(isOver('2026-11-23', noonAfter)).toBe(true)
    expect(dayOf(noonAfter)).toBe('2026-11-24')
  })
})

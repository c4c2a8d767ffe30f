import { encodeCbor } from '@latchkey/certificates/cbor.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { birthNumberOf, birthTextOf, dayOf, daysOf, isBirthText, isOver, textOf } from './days.ts'

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

  it.each([
    ['1987-03-09', 6_276],
    ['1880-01-01', -32_872],
    ['2079-07-07', 39_999],
    ['1880', 40_000],
    ['1880-01', 40_001],
    ['1987-03', 41_394],
    ['1987', 41_391],
    ['2079-12', 42_599],
  ])('birth date %s is %i', (text, number) => {
    expect(birthNumberOf(text)).toBe(number)
    expect(birthTextOf(number)).toBe(text)
  })

  it('refuses birth dates that are none, or whose number would mean another', () => {
    for (const text of [
      '2023-02-30',
      '1987-13',
      '1987-00',
      '87',
      '1987-3',
      '1987-03-09 ',
      '1987-03 ',
      ' 1987',
      '1987-',
      '1879',
      '2080',
      '2079-07-08',
      '',
    ])
      expect(isBirthText(text)).toBe(false)
    for (const number of [-32_873, 42_600, 65_378, 40_000.5, Number.NaN]) expect(() => birthTextOf(number)).toThrow('date')
  })

  it('gives back every birth date of all three lengths, each in three bytes, and in the order of the calendar', () => {
    const day = fc.integer({ min: -32_872, max: 39_999 }).map(textOf)
    fc.assert(
      fc.property(day, day, fc.constantFrom(4, 7, 10), (one, other, known) => {
        const [a, b] = [one.slice(0, known), other.slice(0, known)]
        expect(birthTextOf(birthNumberOf(a))).toBe(a)
        expect(encodeCbor(birthNumberOf(a)).length).toBeLessThanOrEqual(3)
        expect(Math.sign(birthNumberOf(a) - birthNumberOf(b))).toBe(a < b ? -1 : a > b ? 1 : 0)
      }),
    )
    fc.assert(
      fc.property(fc.integer({ min: -40_000, max: 70_000 }), number => {
        let text: string
        try {
          text = birthTextOf(number)
        } catch {
          expect(number < -32_872 || number > 42_599).toBe(true)
          return
        }
        expect(birthNumberOf(text)).toBe(number)
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

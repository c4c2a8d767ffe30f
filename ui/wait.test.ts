import type { Now } from '@latchkey/wire/waiting.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textIn } from './language.ts'
import { dayIn, waitOf, waitWords } from './wait.ts'

const now = (serving: number, pace: number, closes = 2_000_000_000): Now => ({
  at: 1_763_900_000,
  day: '2025-11-23',
  open: true,
  counter: true,
  event: false,
  changed: [],
  ordered: [],
  desks: true,
  notice: null,
  serving,
  given: 500,
  since: '2025-11-23',
  before: 0,
  apart: [],
  gives: 'today',
  pace,
  spread: 0,
  line: 0,
  planned: false,
  closes,
  lastCall: closes - 240,
  opens: closes + 3600,
})
const words = (id: string, values: Record<string, string | number> = {}) => `${id} ${Object.values(values).join('-')}`

describe('waitOf', () => {
  it('gives a range and a time to be back', () => {
    expect(waitOf(now(407, 60), 433)).toEqual({ low: 25, high: 35, backBy: 1_763_900_000 + 25 * 60, tooLate: false })
    expect(waitWords(words, waitOf(now(407, 60), 433))).toBe('number.range 25-35')
  })

  it('is wider the more visits differ, and with those who were called already', () => {
    expect(waitOf({ ...now(407, 60), spread: 60 }, 433)).toMatchObject({ low: 19, high: 40 })
    // Nobody has to be back before the call, which comes sooner than a desk.
    expect(waitOf({ ...now(407, 60), line: 300 }, 433)).toMatchObject({ low: 30, high: 40, backBy: 1_763_900_000 + 25 * 60 })
  })

  it('is shorter by the desks that are free', () => {
    expect(waitOf({ ...now(407, 60), line: -300 }, 433)).toMatchObject({ low: 20, high: 30, backBy: 1_763_900_000 + 20 * 60 })
    expect(waitOf({ ...now(407, 60), line: -300 }, 409)).toMatchObject({ low: 0, high: 0, backBy: null })
  })

  it('leaves out numbers of tomorrow', () => {
    expect(waitOf({ ...now(407, 60), apart: [408, 431] }, 433)).toEqual(waitOf(now(431, 60), 433))
    expect(waitOf({ ...now(407, 60), apart: [408, 499] })).toEqual(waitOf(now(407, 60), 409))
  })

  it.each([
    ['en', 3, 5, 'About 3 to 5 minutes'],
    ['es', 3, 5, 'De 3 a 5 minutos'],
    ['ar', 1, 2, 'من دقيقة إلى دقيقتين'],
    ['ar', 3, 5, 'من 3 إلى 5 دقائق'],
    ['ar', 8, 12, 'من 8 إلى 12 دقيقة'],
    ['ar', 80, 105, 'من 80 إلى 105 دقائق'],
  ] as const)('is said in %s by the form of the upper number: %i to %i', (language, low, high, said) => {
    expect(waitWords(textIn(language), { low, high, backBy: null, tooLate: false })).toBe(said)
  })

  it('tells nobody to go away for a moment', () => {
    expect(waitOf(now(431, 60), 433).backBy).toBeNull()
    expect(waitWords(words, waitOf(now(432, 30), 433))).toBe('shell.minutes 1')
    expect(waitWords(words, waitOf(now(433, 60), 433))).toBe('shell.minutes 0')
  })

  it('says when the day ends first', () => {
    const closes = 1_763_900_000 + 600 + 240
    expect(waitOf(now(0, 60, closes), 10)).toMatchObject({ tooLate: false })
    expect(waitOf(now(0, 60, closes - 1), 10)).toMatchObject({ tooLate: true })
  })

  it('holds the true figure inside its range, and never promises a later return than the earliest call', () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.nat(5000), fc.integer({ min: 1, max: 3600 }), (serving, n, pace) => {
        const moment = now(serving, pace)
        const wait = waitOf(moment, n)
        const minutes = (Math.max(0, n - serving) * pace) / 60
        expect(wait.low).toBeLessThanOrEqual(minutes)
        expect(wait.high).toBeGreaterThanOrEqual(minutes)
        expect(Number.isInteger(wait.low) && Number.isInteger(wait.high)).toBe(true)
        if (wait.backBy !== null) expect(wait.backBy).toBeLessThanOrEqual(moment.at + minutes * 60)
      }),
    )
  })
})

describe('dayIn', () => {
  it('is the city’s day, not the phone’s', () => {
    expect(dayIn('America/Chicago', Date.UTC(2025, 10, 24, 5, 59) / 1000)).toBe('2025-11-23')
    expect(dayIn('America/Chicago', Date.UTC(2025, 10, 24, 6, 0) / 1000)).toBe('2025-11-24')
  })
})

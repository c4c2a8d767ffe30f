import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answerByNamed, answerByRule, extendByRule } from './answer-by.ts'
import {
  addBusinessDays,
  businessDaysUntil,
  countBusinessDays,
  holidayOn,
  isBusinessDay,
  nextBusinessDay,
  observedOn,
} from './business-days.ts'
import { addDays, daysBetween, isDay, weekdayOf, yearOf } from './days.ts'
import type { LawFault } from './faults.ts'
import { parseJurisdiction } from './jurisdiction.ts'
import illinoisFile from './jurisdictions/illinois.json' with { type: 'json' }
import { jurisdictionOf, jurisdictions } from './jurisdictions.ts'
import { grounds, instruments, issuers } from './lists.ts'

const illinois = jurisdictionOf('illinois')
const days = fc.integer({ min: 0, max: 34_000 }).map(count => addDays('2005-01-01', count))
const laws = fc.constantFrom(...jurisdictions)

describe('days', () => {
  it('are those that exist, and no others', () => {
    for (const wrong of [
      '2026-02-29',
      '2026-02-30',
      '2026-13-01',
      '2026-00-10',
      '2026-04-31',
      '1999-12-31',
      '2026-1-1',
      '2026-01-01 ',
      '',
      '2026-01-01T00',
    ])
      expect([wrong, isDay(wrong)]).toEqual([wrong, false])
    fc.assert(fc.property(days, day => isDay(day) && daysBetween('2005-01-01', day) >= 0 && addDays(addDays(day, 9), -9) === day))
  })
  it('are counted as the platform’s own calendar counts them', () => {
    fc.assert(fc.property(days, day => weekdayOf(day) === new Date(`${day}T12:00:00Z`).getUTCDay()))
  })
})

describe('an answer-by day', () => {
  it('is never a weekend or a holiday, and never before the request', () => {
    fc.assert(
      fc.property(laws, days, fc.constantFrom(...instruments), (law, received, instrument) => {
        const found = answerByRule(law, instrument, received)
        return found === null || (isBusinessDay(law, found.day) && found.day > received)
      }),
    )
    fc.assert(fc.property(laws, days, (law, day) => isBusinessDay(law, answerByNamed(law, day, 'paper').day)))
  })
  it('of a request that came later is never earlier', () => {
    fc.assert(
      fc.property(laws, days, fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 30 }), (law, day, later, count) => {
        expect(addBusinessDays(law, addDays(day, later), count) >= addBusinessDays(law, day, count)).toBe(true)
        expect(nextBusinessDay(law, addDays(day, later)) >= nextBusinessDay(law, day)).toBe(true)
      }),
    )
  })
  it('has exactly as many business days before it as were counted', () => {
    fc.assert(
      fc.property(laws, days, fc.integer({ min: 1, max: 60 }), (law, day, count) => {
        const counted = countBusinessDays(law, day, count)
        expect(counted.filter(({ off }) => off === null)).toHaveLength(count)
        expect(businessDaysUntil(law, day, counted.at(-1)?.day as string)).toBe(count)
      }),
    )
  })
  it('is later after an extension, which is taken once, in time, and on a ground of the law', () => {
    fc.assert(
      fc.property(laws, days, fc.nat(12), fc.constantFrom(...grounds), (law, received, late, ground) => {
        const first = answerByRule(law, 'records_request', received)
        const extended = extendByRule(law, 'records_request', first, ground, addDays(received, late))
        const allowed = law.instruments.records_request.answer?.extension?.grounds.includes(ground) ?? false
        expect(extended !== null).toBe(first !== null && allowed && addDays(received, late) <= first.day)
        if (extended === null || first === null) return
        expect(extended.day > first.day).toBe(true)
        expect(extendByRule(law, 'records_request', extended, ground, received)).toBeNull()
      }),
    )
  })
  it('that a paper names stays where the city is open, and says from where it was moved', () => {
    expect(answerByNamed(illinois, '2026-12-01', 'paper')).toEqual({ day: '2026-12-01', by: 'paper', moved: null })
    expect(answerByNamed(illinois, '2026-12-25', 'given')).toEqual({ day: '2026-12-28', by: 'given', moved: '2026-12-25' })
  })
  it('is the law’s only where the law counts: other papers name their own', () => {
    const counted = instruments.filter(one => answerByRule(illinois, one, '2026-04-06') !== null)
    expect(counted).toEqual(['records_request'])
    expect(extendByRule(illinois, 'court_order', null, 'many_records', '2026-04-06')).toBeNull()
  })
})

describe('holidays', () => {
  it('come every year, on a weekday, once each', () => {
    for (const law of jurisdictions)
      for (let year = 2023; year < 2099; year++)
        for (const holiday of law.holidays) {
          const day = observedOn(holiday, year)
          if (day === null) expect(holiday.observed).not.toBe('nearest')
          else {
            expect([0, 6]).not.toContain(weekdayOf(day))
            expect(Math.abs(yearOf(day) - year)).toBeLessThanOrEqual(1)
            expect(holidayOn(law, day)).not.toBeNull()
          }
        }
  })
  it('begin in the year in which a city began to keep them', () => {
    expect(holidayOn(illinois, '2021-06-18')).toBeNull()
    expect(holidayOn(illinois, '2022-06-20')?.id).toBe('juneteenth')
  })
})

describe('a jurisdiction', () => {
  const places = (change: (file: typeof illinoisFile & Record<string, unknown>) => void): string[] => {
    const file = structuredClone(illinoisFile) as typeof illinoisFile & Record<string, unknown>
    change(file)
    try {
      parseJurisdiction(file)
      return []
    } catch (problem) {
      return (problem as LawFault).places.map(({ place, code }) => `${place} ${code}`)
    }
  }
  it('carries a source for every rule, and nothing in it is settled yet', () => {
    for (const law of jurisdictions) {
      const rules = [...Object.values(law.instruments), law.dayOff, law.holidayList, ...law.holidays]
      expect(rules.every(({ unconfirmed }) => unconfirmed)).toBe(true)
      expect(Object.keys(law.instruments)).toEqual([...instruments])
    }
  })
  it('names each place where it is wrong, and not what stands there', () => {
    expect(places(() => {})).toEqual([])
    expect(places(file => (file.dayOff.source = 'NOBODY'))).toEqual(['dayOff.source law_source'])
    expect(places(file => (file.instruments.court_order.source = 'NOBODY'))).toEqual(['instruments.court_order.source law_source'])
    expect(places(file => (file.holidays[1]!.id = 'new_year'))).toEqual(['holidays.1.id law_twice'])
    expect(places(file => ((file.holidays[0]!.rule as { day: number }).day = 32))).toEqual(['holidays.0.rule.day law_shape'])
    expect(places(file => Object.assign(file.holidays[0]!.rule, { month: 2, day: 29 }))).toEqual(['holidays.0.rule.day law_day'])
    expect(places(file => file.instruments.records_request.answer.extension.grounds.push('court'))).toEqual([
      'instruments.records_request.answer.extension.grounds.7 law_ground',
    ])
    expect(places(file => (file.note = 'more'))).toEqual(['note law_shape'])
    expect(places(file => void delete (file.instruments as Partial<typeof file.instruments>).search_warrant)).toEqual([
      'instruments.search_warrant law_shape',
    ])
  })
  it('knows nothing of who asks', () => {
    const text = JSON.stringify(jurisdictions)
    for (const issuer of issuers) expect(text.includes(`"${issuer}"`)).toBe(false)
  })
  it('is that of federal law where a city names none', () => {
    expect(jurisdictionOf().id).toBe('elsewhere')
    expect(jurisdictionOf('nowhere').id).toBe('elsewhere')
  })
})

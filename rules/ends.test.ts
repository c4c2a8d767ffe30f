import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addYears, ageOn, endsOn, fitsKind, isBirthDate, isDay, kindByAge, latestBirth } from './ends.ts'
import { parseRules } from './rules.ts'

const chicago = parseRules(JSON.parse(readFileSync(new URL('../cities/chicago/rules.json', import.meta.url), 'utf8')))
const anyDay = fc
  .date({ min: new Date('1890-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 10))

describe('dates by the rules', () => {
  it('knows the days of the calendar', () => {
    fc.assert(
      fc.property(anyDay, day => {
        expect(isDay(day)).toBe(true)
      }),
    )
    for (const day of ['2025-02-29', '2025-00-10', '2025-13-01', '2025-04-31', '1900-02-29', '0000-01-01', '2025-1-1', '', '2025-01-01 '])
      expect(isDay(day)).toBe(false)
    expect(isDay('2000-02-29')).toBe(true)
  })

  it('counts a year on the birthday and not a day before', () => {
    expect(ageOn('2007-11-23', '2025-11-22')).toBe(17)
    expect(ageOn('2007-11-23', '2025-11-23')).toBe(18)
    expect(ageOn('2004-02-29', '2022-02-28')).toBe(17)
    expect(ageOn('2004-02-29', '2022-03-01')).toBe(18)
    expect(ageOn('1922-05-05', '2025-11-23')).toBe(103)
  })

  it('knows a kind of person for every age people reach, and who may be both', () => {
    expect(kindByAge(chicago, '2007-11-24', '2025-11-23')?.id).toBe('young')
    expect(kindByAge(chicago, '2007-11-23', '2025-11-23')?.id).toBe('adult')
    expect(kindByAge(chicago, '1908-01-01', '2025-11-23')?.id).toBe('adult')
    const is = (kind: string) => fitsKind(chicago, kind, '2006-11-23', '2025-11-23')
    expect(['adult', 'young', 'kid', 'giant'].map(is)).toEqual([true, true, false, false])
    expect(kindByAge(chicago, '1800-01-01', '2025-11-23')).toBeNull()
    expect(kindByAge(chicago, '2030-01-01', '2025-11-23')).toBeNull()
  })

  it('knows months and years as birth dates, and no other part of a date', () => {
    for (const text of ['1987-03-09', '1987-03', '1987', '2024-02-29']) expect(isBirthDate(text)).toBe(true)
    for (const text of ['2023-02-30', '1987-13', '1987-00', '87', '1987-3', '1987-03-', '1987 ', '1987-03-09T00', '', '0000', '19870309'])
      expect(isBirthDate(text)).toBe(false)
    expect(isDay('1987-03')).toBe(false)
  })

  it('counts who knows no day or no month as born on the last day it can have been', () => {
    expect([latestBirth('2007-11'), latestBirth('2008-02'), latestBirth('2007')]).toEqual(['2007-11-30', '2008-02-29', '2007-12-31'])
    expect(kindByAge(chicago, '2007-11', '2025-11-29')?.id).toBe('young')
    expect(kindByAge(chicago, '2007-11', '2025-11-30')?.id).toBe('adult')
    expect(kindByAge(chicago, '2007', '2025-12-30')?.id).toBe('young')
    expect(kindByAge(chicago, '2007', '2025-12-31')?.id).toBe('adult')
    // 65 for certain only at the end of the year: until then a card that ends.
    expect(endsOn(chicago, '1960', '2025-12-30')).toBe('2030-12-30')
    expect(endsOn(chicago, '1960', '2025-12-31')).toBeNull()
  })

  it('never makes anybody older than some day they may have been born on', () => {
    fc.assert(
      fc.property(anyDay, anyDay, fc.constantFrom(4, 7), (birth, today, known) => {
        const year = birth.slice(0, known)
        expect(latestBirth(year) >= birth).toBe(true)
        expect(ageOn(year, today)).toBeLessThanOrEqual(ageOn(birth, today))
      }),
    )
  })

  it('ends a card five years on, or never from 65', () => {
    expect(endsOn(chicago, '1990-06-01', '2025-11-23')).toBe('2030-11-23')
    expect(endsOn(chicago, '1990-06-01', '2024-02-29')).toBe('2029-02-28')
    expect(endsOn(chicago, '1960-11-24', '2025-11-23')).toBe('2030-11-23')
    expect(endsOn(chicago, '1960-11-23', '2025-11-23')).toBeNull()
    expect(endsOn(chicago, '2020-01-01', '2025-11-23')).toBe('2027-11-23')
    const older = { ...chicago, validity: chicago.validity.filter(row => row.from > 0) }
    expect(() => endsOn(older, '2020-01-01', '2025-11-23')).toThrow('unreachable at birthDate')
    expect(() => endsOn(chicago, '1990-13-01', '2025-11-23')).toThrow('bad_date at birthDate')
  })

  it('ends a card on the birthday the rules name, if that comes first', () => {
    const city = { ...chicago, validity: [{ ...chicago.validity[0]!, from: 0, years: 2, until: 14 }] }
    expect(endsOn(city, '2012-03-01', '2025-11-23')).toBe('2026-03-01')
    expect(endsOn(city, '2014-03-01', '2025-11-23')).toBe('2027-11-23')
  })

  it('moves by whole years to a day that exists', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 40 }), (day, years) => {
        const later = addYears(day, years)
        expect(isDay(later)).toBe(true)
        expect(Number(later.slice(0, 4))).toBe(Number(day.slice(0, 4)) + years)
        expect(later.slice(5) === day.slice(5) || day.endsWith('-02-29')).toBe(true)
      }),
    )
  })
})

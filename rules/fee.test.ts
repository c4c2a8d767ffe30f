import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addYears } from './ends.ts'
import { askedFee, feeOf, firstFees, isFree } from './fee.ts'
import { parseRules } from './rules.ts'

const read = (city: string) => parseRules(JSON.parse(readFileSync(new URL(`../cities/${city}/rules.json`, import.meta.url), 'utf8')))
const [chicago, hartford, newYork, sanFrancisco] = ['chicago', 'hartford', 'new-york', 'san-francisco'].map(read) as [
  ReturnType<typeof read>,
  ReturnType<typeof read>,
  ReturnType<typeof read>,
  ReturnType<typeof read>,
]
const today = '2026-11-28'
const born = (age: number) => addYears(today, -age)

describe('what a clerk asks for', () => {
  test('nothing where the first card is free', () => {
    for (const rules of [chicago, newYork, sanFrancisco]) {
      expect(askedFee(rules, 'first', born(40), today)).toBe(null)
      expect(isFree(rules)).toBe(true)
    }
  })

  test('in Hartford by age', () => {
    const asked = (age: number) => askedFee(hartford, 'first', born(age), today)
    expect([17, 18, 64, 65].map(age => asked(age)?.cents)).toEqual([1500, 2500, 2500, 1500])
    expect(asked(40)).toEqual({ cents: 2500, waiver: false })
  })

  test('for a lost card in New York, and it may be waived', () => {
    expect(askedFee(newYork, 'lost', born(40), today)).toEqual({ cents: 1000, waiver: true })
  })

  test('a new card for an old one has a price the city named, or none was named', () => {
    expect(askedFee(chicago, 'lost', born(40), today)).toEqual({ cents: null, waiver: false })
    expect(askedFee(hartford, 'renewal', born(40), today)).toEqual({ cents: 1500, waiver: false })
  })

  test('nothing before there is a birth date', () => {
    for (const birthDate of ['', '1990-13-01', 'soon']) expect(askedFee(hartford, 'first', birthDate, today)).toBe(null)
  })
})

describe('what a resident reads', () => {
  test('nothing where nobody of this kind pays', () => {
    for (const rules of [chicago, newYork, sanFrancisco]) for (const kind of rules.kinds) expect(firstFees(rules, kind)).toEqual([])
  })

  test('each price with its ages, none outside the kind', () => {
    const of = (id: string) => firstFees(hartford, hartford.kinds.find(kind => kind.id === id)!)
    expect(of('adult')).toEqual([
      { from: 18, to: 64, cents: 2500, waiver: false },
      { from: 65, to: null, cents: 1500, waiver: false },
    ])
    expect(of('kid')).toEqual([{ from: 0, to: 17, cents: 1500, waiver: false }])
  })

  test('is what the clerk will ask for, at every age', () => {
    const prices = fc.uniqueArray(fc.record({ from: fc.integer({ min: 0, max: 90 }), cents: fc.constantFrom(0, 500, 1000) }), {
      selector: row => row.from,
      maxLength: 5,
    })
    fc.assert(
      fc.property(prices, fc.integer({ min: 0, max: 100 }), (rows, age) => {
        const rest = { for: 'first' as const, waiver: false, status: 'unconfirmed' as const, source: [], note: '-' }
        const rules = { ...hartford, fees: rows.map(row => ({ ...row, ...rest })) }
        const kind = rules.kinds.find(one => age >= one.from && age <= (one.to ?? 130))!
        const said = firstFees(rules, kind).find(part => age >= part.from && age <= (part.to ?? 130))
        expect(said?.cents ?? 0).toBe(feeOf(rules, 'first', born(age), today)?.cents ?? 0)
      }),
    )
  })
})

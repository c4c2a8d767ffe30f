import languageTable from '@latchkey/cities/languages.json'
import { doubt } from '@latchkey/rules/refusal-text.ts'
import { needs } from '@latchkey/rules/rules.ts'
import { handInCells, languageCells, mostTens, unmetCells } from '@latchkey/wire/hand-in.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countLookHere, countUnmet, countVisit, newTally, noTally, type Tally, tensOf, told } from './tally.ts'

const startsAt = (start: number): Tally => newTally(length => new Uint8Array(length).fill(start))
const visits = (tally: Tally, count: number, language = 'en') => {
  let now = tally
  for (let one = 0; one < count; one++) now = countVisit(now, language)
  return now
}
const handed = (tally: Tally) => Object.fromEntries(handInCells.map((cell, at) => [cell, tensOf(tally)[at]! * 10]))

describe('what a desk hands in', () => {
  it('has a cell for each need, for doubt and for each language of the product', () => {
    expect([...unmetCells].sort()).toEqual([...needs, doubt].sort())
    expect([...languageCells].sort()).toEqual(Object.keys(languageTable).sort())
  })

  it('says of no cell that it was nobody or that it was everybody, whatever the number of visits', () => {
    for (let seen = 1; seen <= 60; seen++) {
      const fits = new Map<number, Set<number>>()
      for (let count = 0; count <= seen; count++)
        for (let start = 0; start < 10; start++) {
          const tens = told({ ...noTally, visits: seen }, start + count)
          fits.set(tens, (fits.get(tens) ?? new Set()).add(count))
        }
      for (const counts of fits.values()) expect(counts.size).toBeGreaterThan(1)
    }
  })

  it('is right on average: over the ten starts the tens add up to what was, where there were enough visits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), count => {
        const sum = Array.from({ length: 10 }, (_, start) => told({ ...noTally, visits: 200 }, start + count))
        expect(sum.reduce((all, tens) => all + tens, 0)).toBe(10 * count)
      }),
    )
  })

  it('is nothing of a desk that has had nine visits, whatever they were', () => {
    const nine = countUnmet(visits(startsAt(9), 9, 'am'), ['photo', 'doubt'])
    expect(Object.values(handed(nine)).every(tens => tens === 0)).toBe(true)
  })

  it('counts a need once a refusal, each language and look in its own cell, and nothing that has no cell', () => {
    let tally = visits(visits(startsAt(0), 20, 'uk'), 10, 'es')
    for (let one = 0; one < 10; one++) tally = countUnmet(tally, ['photo', 'photo', 'looked_twice'])
    for (let one = 0; one < 10; one++) tally = countLookHere(tally, one < 5 ? 5 : 9.9)
    tally = countVisit(tally, 'xx')
    const { 'languages.uk': uk, 'languages.es': es, 'unmet.photo': photo, 'second_looks_here.5': five, ...rest } = handed(tally)
    expect([uk, es, photo, five]).toEqual([20, 10, 10, 10])
    expect(Object.values(rest).every(tens => tens === 0)).toBe(true)
  })

  it('has one size and no cell above what the server takes', () => {
    const many = visits(startsAt(9), 1000)
    expect([tensOf(many).length, tensOf(noTally).length, Math.max(...tensOf(many))]).toEqual([
      handInCells.length,
      handInCells.length,
      mostTens,
    ])
  })
})

import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { changedSince, shownAgain } from './replace.ts'
import { parseRules, replaceReasons } from './rules.ts'

const rules = parseRules(JSON.parse(readFileSync(new URL('../cities/chicago/rules.json', import.meta.url), 'utf8')))

describe('what is shown again', () => {
  it('is everything where only a cancel code is brought, whatever the reason', () => {
    for (const reason of replaceReasons) expect(shownAgain(rules, 'adult', reason, false)).toEqual(['photo', 'birth_date', 'lives_here'])
  })

  it('is what the city asks for the reason when the sheet is here, never more than a first card', () => {
    expect(shownAgain(rules, 'adult', 'lost', true)).toEqual([])
    expect(shownAgain(rules, 'adult', 'name', true)).toEqual(['photo'])
    expect(shownAgain(rules, 'adult', 'address', true)).toEqual(['lives_here'])
    expect(shownAgain(rules, 'adult', 'gender', true)).toEqual([])
    expect(shownAgain(rules, 'adult', 'several', true)).toEqual(['photo', 'lives_here'])
    const strict = { ...rules, replace: rules.replace.map(row => ({ ...row, again: ['lives_here' as const, 'photo' as const] })) }
    expect(shownAgain(strict, 'adult', 'lost', true)).toEqual(['photo', 'lives_here'])
  })

  it('may be one row for whatever changed, and half of the rows are refused', () => {
    const without = rules.replace.filter(row => !['name', 'address', 'gender'].includes(row.id))
    const row = rules.replace.find(one => one.id === 'name')!
    const one = { ...rules, replace: [...without, { ...row, id: 'changed' as const }] }
    for (const reason of ['name', 'address', 'gender', 'several'] as const)
      expect(shownAgain(one, 'adult', reason, true)).toEqual(['photo'])
    const file = JSON.parse(readFileSync(new URL('../cities/chicago/rules.json', import.meta.url), 'utf8'))
    for (const replace of [without, [...without, row], [...one.replace, row], one.replace.slice(1)])
      expect(() => parseRules({ ...file, replace })).toThrow('malformed')
    expect(parseRules({ ...file, replace: one.replace }).replace).toEqual(one.replace)
  })

  it('is with a child always that the caretaker may', () => {
    expect(shownAgain(rules, 'kid', 'lost', true)).toEqual(['relationship'])
    expect(shownAgain(rules, 'kid', 'address', true)).toEqual(['relationship', 'lives_here'])
  })
})

describe('what changed since', () => {
  it('is told with the day itself and not before', () => {
    const changes = [
      { version: '2026-3', day: '2026-06-03', id: 'shelter_letters' },
      { version: '2026-2', day: '2026-06-02', id: 'bills' },
      { version: '2026-1', day: '2026-01-01', id: 'first' },
    ]
    const ids = (day: string) => changedSince({ ...rules, changes }, day).map(change => change.id)
    expect([ids('2026-06-02'), ids('2026-06-03'), ids('2026-06-04')]).toEqual([['shelter_letters', 'bills'], ['shelter_letters'], []])
  })
})

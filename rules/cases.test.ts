import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { textKeys } from '../cities/city.ts'
import { coverage, failedCases, parseCases } from './cases.ts'
import { checkCity } from './check-city.ts'
import { parseRules } from './rules.ts'

// biome-ignore lint/suspicious/noExplicitAny: tests break files in ways their types forbid
type Loose = any
const read = (name: string) => JSON.parse(readFileSync(new URL(`../cities/chicago/${name}`, import.meta.url), 'utf8')) as Loose
const rules = parseRules(read('rules.json'))
const cases = parseCases(rules, read('cases.json'))
const texts = { en: read('texts/en.json'), es: read('texts/es.json'), ar: read('texts/ar.json') }
const files = () => ({ rules: read('rules.json'), cases: read('cases.json'), texts: structuredClone(texts) as Loose })
const codesOf = (change: (all: Loose) => void) => {
  const all = files()
  change(all)
  return checkCity(all, textKeys)
}

describe('worked cases', () => {
  it.each<[string, (list: Loose) => void]>([
    ['malformed at cases.0.enough', list => (list[0].enough = 'yes')],
    ['malformed at cases.3.weather', list => (list[3].weather = 'rain')],
    ['doubled at cases.1.id', list => (list[1].id = list[0].id)],
    ['unknown_reference at cases.0.kind', list => (list[0].kind = 'giant')],
    ['unknown_reference at cases.1.papers', list => (list[1].papers = ['moon_rock'])],
    ['unknown_reference at cases.1.papers', list => (list[1].papers = ['caretaker.passport'])],
    ['unknown_reference at cases.0.source', list => (list[0].source = ['HEARSAY'])],
  ])('refuses: %s', (expected, change) => {
    const list = read('cases.json')
    change(list)
    expect(() => parseCases(rules, list)).toThrow(expected)
  })

  it('fail when a rule is changed under them, each with what was written and what came out', () => {
    const looser = { ...rules, papers: rules.papers.map(p => (p.id === 'state_id' ? { ...p, expiredOk: true as const } : p)) }
    expect(failedCases(looser, cases).map(one => [one.id, one.what, one.written, one.got])).toEqual([
      ['adult_state_id_past_its_end', 'enough', 'false', 'true'],
      ['adult_state_id_past_its_end', 'unmet', '["photo","birth_date"]', '[]'],
    ])
    const shorter = { ...rules, validity: rules.validity.map(row => (row.from === 14 ? { ...row, years: 3 } : row)) }
    expect(new Set(failedCases(shorter, cases).map(one => one.what))).toEqual(new Set(['years']))
    const dear = { ...rules, fees: rules.fees.map(row => ({ ...row, cents: 500 })) }
    expect(new Set(failedCases(dear, cases).map(one => one.what))).toEqual(new Set(['fee']))
    const row = { kind: 'kid', paper: null, status: 'unconfirmed' as const, source: [], note: '-' }
    const watched = failedCases({ ...rules, supervisorLook: [row] }, cases)
    expect(watched.every(one => one.what === 'supervisor' && one.id.startsWith('kid_'))).toBe(true)
    expect(watched.length).toBeGreaterThan(0)
  })

  it('leave a place open when the only case that decides it is taken away', () => {
    const left = cases.filter(one => one.id !== 'young_copy_of_the_form')
    const at = rules.papers.findIndex(paper => paper.id === 'caretaker_form')
    expect(coverage(rules, left).filter(one => one.yes === 0 || one.no === 0)).toMatchObject([{ place: `papers.${at}.forms`, no: 0 }])
  })
})

describe('a city before it is built', () => {
  it('is told every text that is missing, every case that fails, every place no case decides', () => {
    const found = codesOf(all => {
      delete all.texts.es['paper.passport.hint']
      all.texts.ar['kind.kid'] = ' '
      all.cases[0].unmet = []
      all.cases = all.cases.filter((one: Loose) => one.id !== 'senior_passport_and_bill')
    })
    expect(found.map(one => `${one.code} ${one.place}`)).toEqual([
      'missing_text texts/es.json paper.passport.hint',
      'missing_text texts/ar.json kind.kid',
      'case_failed cases.json adult_nothing: unmet is written as [] and comes out as ["photo","birth_date","lives_here"]',
      'uncovered validity.1: never true',
    ])
    for (const one of found) expect([one.says, one.mend].every(sentence => /^[A-Z].*\.$/.test(sentence))).toBe(true)
  })

  it('is told the first fault of rules or cases that cannot be read', () => {
    expect(codesOf(all => (all.rules.version = 1)).map(one => one.place)).toEqual(['version'])
    expect(codesOf(all => (all.cases = 'none'))[0]).toMatchObject({ code: 'malformed' })
  })
})

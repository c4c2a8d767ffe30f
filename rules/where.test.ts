import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { RulesFault } from './faults.ts'
import { parseRules } from './rules.ts'
import { parseWhere, type WhereRow } from './where.ts'

const read = (path: string) => JSON.parse(readFileSync(new URL(`../cities/${path}`, import.meta.url), 'utf8'))
const cities = readdirSync(new URL('../cities', import.meta.url), { withFileTypes: true }).filter(
  one => one.isDirectory() && one.name !== 'node_modules',
)
const rules = parseRules(read('chicago/rules.json'))
const rows = read('chicago/where.json') as WhereRow[]
const change = (at: number, more: object) => rows.map((row, index) => (index === at ? { ...row, ...more } : row))
const faultOf = (json: unknown) => {
  try {
    parseWhere(rules, json)
    return null
  } catch (fault) {
    return (fault as RulesFault).code
  }
}

describe('where papers come from', () => {
  it.each(cities.map(city => city.name))('%s has a row for each of its papers, and invents no office', city => {
    const where = parseWhere(parseRules(read(`${city}/rules.json`)), read(`${city}/where.json`))
    for (const row of where.values())
      if (row.status === 'unconfirmed') expect([row.office, row.cents, row.days]).toEqual([null, null, null])
  })

  it('refuses a row too many, too few, twice, of nothing, without a source, without a note, or with something more', () => {
    expect(faultOf(rows)).toBe(null)
    expect(faultOf(rows.slice(1))).toBe('malformed')
    expect(faultOf([...rows, rows[0]])).toBe('doubled')
    expect(faultOf(change(0, { paper: 'moon_rock' }))).toBe('unknown_reference')
    expect(faultOf(change(0, { status: 'confirmed-official', source: [] }))).toBe('unsourced')
    expect(faultOf(change(0, { note: null }))).toBe('unsourced')
    expect(faultOf(change(0, { source: ['NOWHERE'] }))).toBe('unknown_reference')
    expect(faultOf(change(0, { cents: 10.5 }))).toBe('malformed')
    expect(faultOf(change(0, { phone: '311' }))).toBe('malformed')
    for (const rubbish of [null, {}, 'where', [null], [[]]]) expect(faultOf(rubbish)).toBe('malformed')
  })

  it('says the place and never what stands there', () => {
    expect(() => parseWhere(rules, change(0, { note: null }))).toThrow(new RulesFault('unsourced', 'where state_id'))
  })
})

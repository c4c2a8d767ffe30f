import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { differences, inWords } from './diff.ts'
import { parseRules, type Rules } from './rules.ts'

const read = (name: string) => JSON.parse(readFileSync(new URL(`../cities/chicago/${name}`, import.meta.url), 'utf8'))
const rules = parseRules(read('rules.json'))
const texts = read('texts/en.json') as Record<string, string>
const words = (after: Rules, before = rules) => differences(before, after).map(one => inWords(one, key => texts[key] ?? key))
const paper = (id: string, more: Partial<Rules['papers'][number]>) => ({
  ...rules,
  papers: rules.papers.map(row => (row.id === id ? { ...row, ...more } : row)),
})

describe('what differs between two versions', () => {
  it('is nothing where only notes and sources do', () => {
    expect(words(rules)).toEqual([])
    expect(words(paper('passport', { note: 'Another note.', source: ['AXIOS'], status: 'partial' }))).toEqual([])
  })

  it('is said in words', () => {
    expect(words(paper('state_id', { expiredOk: 365 }))).toEqual([
      'paper: a state ID card: after its end was no longer good, is good for 365 days.',
    ])
    expect(words(paper('utility_bill', { maxAgeDays: 60 }))).toEqual([
      'paper: a bill for gas, light, water, phone or internet: oldest, in days was not said, is 60.',
    ])
    expect(words({ ...rules, papers: rules.papers.filter(row => row.id !== 'lease') })).toEqual(['no longer: paper: a lease.'])
    expect(words({ ...rules, mail: { ...rules.mail, open: true } })).toEqual(['rule: mail: was false, is true.'])
    expect(words({ ...rules, validity: rules.validity.map(row => (row.from === 65 ? { ...row, years: 10 } : row)) })).toEqual([
      'how long a card is good, from age: 65: years was without an end, is 10.',
    ])
    const adult = rules.kinds[0]!
    const wants = { any: [{ proof: 'photo' }, { caretaker: 'adult', needs: ['photo' as const] }] }
    const other = {
      ...rules,
      kinds: [{ ...adult, needs: [{ ...adult.needs[0]!, wants }, ...adult.needs.slice(1)] }, ...rules.kinds.slice(1)],
    }
    expect(words(other)).toEqual([
      'need: Me (18 or older), Photo: what it wants was a paper that gives photo, is one of (a paper that gives photo; a caretaker (Me (18 or older)) who shows Photo).',
    ])
  })

  it('from the version before has the new kinds of person and their papers', () => {
    const lines = words(rules, parseRules(read('earlier/2026-1.json')))
    expect(lines).toContain('new: kind of person: A child (13 or younger).')
    expect(lines).toContain('new: paper: the caretaker form.')
  })
})

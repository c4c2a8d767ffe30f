import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { differences, inWords, type Saying } from './diff.ts'
import { parseRules, type Rules } from './rules.ts'

const read = (name: string) => JSON.parse(readFileSync(new URL(`../cities/chicago/${name}`, import.meta.url), 'utf8'))
const rules = parseRules(read('rules.json'))
const saying = (code: string): Saying => {
  const city = read(`texts/${code}.json`) as Record<string, string>
  const said = JSON.parse(readFileSync(new URL(`../ui/languages/${code}/versions.json`, import.meta.url), 'utf8')) as Record<string, string>
  return {
    ids: code === 'en',
    city: key => city[key] ?? key,
    text: (id, values = {}) => said[id]!.replace(/\{(\w+)\}/g, (_, name) => String(values[name])),
  }
}
const words = (after: Rules, before = rules, code = 'en') => differences(before, after).map(one => inWords(one, saying(code)))
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
      'Paper: a state ID card. After its end: before not good, now good for so many days: 365.',
    ])
    expect(words(paper('utility_bill', { maxAgeDays: 60 }))).toEqual([
      'Paper: a bill for gas, light, water, phone or internet. Oldest, in days: before not said, now 60.',
    ])
    expect(words({ ...rules, papers: rules.papers.filter(row => row.id !== 'lease') })).toEqual(['No longer. Paper: a lease.'])
    expect(words({ ...rules, mail: { ...rules.mail, open: true } })).toEqual(['Cards by mail: before no, now yes.'])
    expect(words({ ...rules, validity: rules.validity.map(row => (row.from === 65 ? { ...row, years: 10 } : row)) })).toEqual([
      'How long the card is good, from age 65. Years: before without an end, now 10.',
    ])
    const adult = rules.kinds[0]!
    const wants = { any: [{ proof: 'photo' }, { caretaker: 'adult', needs: ['photo' as const] }] }
    const other = {
      ...rules,
      kinds: [{ ...adult, needs: [{ ...adult.needs[0]!, wants }, ...adult.needs.slice(1)] }, ...rules.kinds.slice(1)],
    }
    expect(words(other)).toEqual([
      'What must be shown: Me (18 or older), Photo. What it asks for: before a paper that shows: Photo, now one of (a paper that shows: Photo; a caretaker (Me (18 or older)) who shows: Photo).',
    ])
  })

  it('from the version before has the new kinds of person and their papers', () => {
    const lines = words(rules, parseRules(read('earlier/2026-1.json')))
    expect(lines).toContain('New. Kind of person: A child (13 or younger).')
    expect(lines).toContain('New. Paper: the caretaker form.')
  })

  it.each(['es', 'ar', 'zh', 'am'])('in %s names nothing by an id, and only says that something changed where it has no words', code => {
    const earlier = parseRules(read('earlier/2026-1.json'))
    const price = { for: 'lost' as const, from: 0, cents: 1250, waiver: true, status: 'unconfirmed' as const, source: [], note: '-' }
    const after = { ...rules, fees: [...rules.fees, price], chosenName: { ...rules.chosenName, value: 'papers' as const } }
    const lines = [...words(rules, earlier, code), ...words(after, rules, code)]
    expect(lines.filter(line => /[a-z]+_[a-z]+|\{|undefined|versions\./.test(line))).toEqual([])
    expect(new Set(lines).size).toBe(lines.length)
  })
})

import { readFileSync } from 'node:fs'
import { cityText } from '@latchkey/cities/city.ts'
import { expect, test } from 'vitest'
import { refusal } from './refusal.ts'
import { doubt, reasonLines, refusalText } from './refusal-text.ts'
import { parseRules } from './rules.ts'
import { parseWhere, type WhereRow } from './where.ts'

const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))
const rules = parseRules(read('../cities/chicago/rules.json'))
const where = parseWhere(rules, read('../cities/chicago/where.json'))
const languages = ['en', 'es', 'pl', 'zh', 'ar', 'fr', 'uk', 'tl', 'ur', 'am']
const texts = Object.fromEntries(languages.map(language => [language, read(`../cities/chicago/texts/${language}.json`)])) as never
const words = (language: string) => {
  const all = { ...read(`../ui/languages/${language}/visit.json`), ...read(`../ui/languages/${language}/refusal.json`) }
  return {
    text: (id: string, values: object = {}) => [all[id] ?? id, ...Object.values(values)].join(' '),
    city: (key: string) => cityText(texts, language, key),
    paper: (ref: string) =>
      cityText(texts, language, `paper.${ref.replace('caretaker.', '')}.short`) + (ref.includes('.') ? ' (caretaker)' : ''),
    list: (papers: string[]) => papers.join(' + '),
    money: (cents: number) => `$${cents / 100}`,
  }
}

test('in every language: a reason for each unticked need, what would mend it and where to get it, with no key left untranslated', () => {
  for (const language of languages) {
    for (const ticks of [{}, { photo: true, birth_date: true }, { lives_here: true }]) {
      const { unmet, mends } = refusal(rules, ticks)
      const read = refusalText(rules, where, words(language), [...unmet, doubt], mends)
      expect(read.reasons).toHaveLength(unmet.length + 1)
      expect(read.mends).toHaveLength(mends.length)
      expect(read.papers.map(paper => paper.ref).sort()).toEqual([...new Set(mends.flat())].sort())
      const lines = [
        read.title,
        ...read.reasons,
        read.any,
        ...read.mends,
        read.none,
        ...read.papers.flatMap(one => [one.name, one.hint, ...one.where]),
      ]
      for (const line of lines) {
        expect(line).not.toMatch(/\b(visit|refusal|reason|paper)\.[a-z_]/)
        expect(line).not.toBe('')
      }
    }
  }
})

test('one paper each is a list of papers; several together are lines', () => {
  const { text } = words('en')
  expect(refusalText(rules, where, words('en'), ['lives_here'], [['lease']]).any).toBe(text('visit.refused.any'))
  const both = refusalText(rules, where, words('en'), ['photo', 'lives_here'], [['passport', 'lease']])
  expect(both.any).toBe(text('visit.refused.sets'))
  expect(both.mends).toEqual(['Passport + Lease'])
})

test('a caretaker’s paper says whose it is, and comes from where anybody’s does', () => {
  const [paper] = refusalText(rules, where, words('en'), ['tie'], [['caretaker.lease']]).papers
  const [own] = refusalText(rules, where, words('en'), ['lives_here'], [['lease']]).papers
  expect(paper).toEqual({ ...own, ref: 'caretaker.lease', name: 'Lease (caretaker)' })
})

test('what is known of a paper is said; what is not is called not confirmed', () => {
  const { text } = words('en')
  const lines = (row: Partial<WhereRow>) => {
    const known = new Map([['lease', { ...where.get('lease')!, ...row }]])
    return refusalText(rules, known, words('en'), ['lives_here'], [['lease']]).papers[0]!.where.slice(1)
  }
  expect(lines({})).toEqual([text('refusal.unknown')])
  expect(lines({ cents: 0, days: 0 })).toEqual([text('refusal.free'), text('refusal.same_day')])
  expect(lines({ cents: 1050 })).toEqual([text('refusal.cost', { amount: '$10.5' }), text('refusal.unknown.days')])
  expect(lines({ days: 3, office: { name: 'Window 4', address: '' } })).toEqual([
    'Window 4',
    text('refusal.days', { days: 3 }),
    text('refusal.unknown.cost'),
  ])
  expect(text('refusal.unknown')).toMatch(/not confirmed/i)
})

test('a slip of other rules names only what this page has words for', () => {
  expect(reasonLines(rules, words('en'), ['lives_here', 'points_of_tomorrow'])).toHaveLength(1)
})

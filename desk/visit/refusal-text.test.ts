import { readFileSync } from 'node:fs'
import { cityText } from '@latchkey/cities/city.ts'
import { refusal } from '@latchkey/rules/refusal.ts'
import { parseRules } from '@latchkey/rules/rules.ts'
import { expect, test } from 'vitest'
import { refusalText } from './refusal-text.ts'

const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))
const rules = parseRules(read('../../cities/chicago/rules.json'))
const languages = ['en', 'es', 'ar']
const texts = Object.fromEntries(languages.map(language => [language, read(`../../cities/chicago/texts/${language}.json`)])) as never
const words = (language: string) => ({
  text: (id: string) => read(`../../ui/languages/${language}/visit.json`)[id] ?? id,
  city: (key: string) => cityText(texts, language, key),
  list: (papers: string[]) => papers.join(' + '),
})

test('in every language: a reason for each unticked need, and what would mend it, with no key left untranslated', () => {
  for (const language of languages) {
    for (const ticks of [{}, { photo: true, birth_date: true }, { lives_here: true }]) {
      const { unmet, mends } = refusal(rules, ticks)
      const read = refusalText(rules, words(language), unmet, mends)
      expect(read.reasons).toHaveLength(unmet.length)
      expect(read.mends).toHaveLength(mends.length)
      for (const line of [read.title, ...read.reasons, read.any, ...read.mends, read.none]) {
        expect(line).not.toMatch(/visit\.|reason\.|paper\./)
        expect(line).not.toBe('')
      }
    }
  }
})

test('one paper each is a list of papers; several together are lines', () => {
  const { text } = words('en')
  expect(refusalText(rules, words('en'), ['lives_here'], [['lease']]).any).toBe(text('visit.refused.any'))
  const both = refusalText(rules, words('en'), ['photo', 'lives_here'], [['passport', 'lease']])
  expect(both.any).toBe(text('visit.refused.sets'))
  expect(both.mends).toEqual(['Passport + Lease'])
})

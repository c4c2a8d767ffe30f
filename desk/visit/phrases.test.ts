import { readFileSync } from 'node:fs'
import { parseRules } from '@latchkey/rules/rules.ts'
import { expect, test } from 'vitest'
import { phraseAt, phrasesAt } from './phrases.ts'

const rules = parseRules(JSON.parse(readFileSync(new URL('../../cities/chicago/rules.json', import.meta.url), 'utf8')))

test('on a paper the first digits are about papers, on a face about faces', () => {
  expect(phraseAt(phrasesAt(rules, 'papers', 0), 1)?.id).toBe('glare')
  expect(phrasesAt(rules, 'papers', 0).every(phrase => phrase.about === 'paper')).toBe(true)
  expect(phraseAt(phrasesAt(rules, 'face', 0), 1)?.id).toBe('turn_head')
})

test('every phrase of the rules can be reached by [0] and one digit, on both', () => {
  for (const step of ['papers', 'face'] as const) {
    const reached = [0, 1, 2].flatMap(row => phrasesAt(rules, step, row)).map(phrase => phrase.number)
    expect(reached.toSorted((a, b) => a - b)).toEqual(rules.phrases.map(phrase => phrase.number))
    expect(phrasesAt(rules, step, 3)).toEqual(phrasesAt(rules, step, 0))
  }
})

test('a digit past the end of a row is nothing', () => {
  expect(phraseAt(phrasesAt(rules, 'papers', 2), 9)).toBe(null)
})

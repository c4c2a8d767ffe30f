import { readFileSync } from 'node:fs'
import { noLines } from '@latchkey/card/facts.ts'
import { parseRules } from '@latchkey/rules/rules.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextAsk } from './next-ask.ts'
import type { DeskPage, Shown } from './state.ts'

const rules = parseRules(JSON.parse(readFileSync(new URL('../../cities/chicago/rules.json', import.meta.url), 'utf8')))
const today = '2026-11-28'
const looks = { real: false, same_name: false, in_date: false }

const shown = (papers: string[], pages: Pick<DeskPage, 'purpose' | 'paper'>[], more: Partial<Shown> = {}) => ({
  answers: {
    language: 'es',
    kind: 'adult',
    name: 'A',
    nameLatin: null,
    birthDate: '1990-01-01',
    address: null,
    gender: null,
    emergencyContact: null,
    veteran: false,
    lines: noLines,
    papers,
  },
  pages: pages.map((page, at) => ({
    ...page,
    number: at + 1,
    side: page.paper === null ? 0 : 1,
    screen: false,
    picture: new Uint8Array(),
    looks,
    shared: false,
  })),
  ask: null,
  waiting: false,
  ...more,
})
const wants = (number: number | undefined) => rules.phrases.find(phrase => phrase.number === number)?.wants

test('papers as many as the needs want, then the card photo, then the turned face, then nothing', () => {
  const pages: Pick<DeskPage, 'purpose' | 'paper'>[] = []
  const asked: string[] = []
  for (;;) {
    const ask = nextAsk(rules, shown(['lease', 'passport', 'utility_bill'], pages), today)
    if (!ask) break
    const purpose = wants(ask.phrase)!
    asked.push(ask.paper ?? purpose)
    pages.push({ purpose, paper: ask.paper })
  }
  expect(asked).toEqual(['passport', 'utility_bill', 'portrait', 'turned'])
})

test('a paper for the veteran mark comes after those for the card, from whoever wants it alone', () => {
  const has = ['discharge_paper', 'passport', 'utility_bill']
  const seen = ['passport', 'utility_bill'].map(paper => ({ purpose: 'paper' as const, paper }))
  const { answers } = shown(has, [])
  const wish = { answers: { ...answers, veteran: true } }
  expect(nextAsk(rules, shown(has, [], wish), today)?.paper).toBe('passport')
  expect(nextAsk(rules, shown(has, seen, wish), today)?.paper).toBe('discharge_paper')
  expect(wants(nextAsk(rules, shown(has, seen), today)?.phrase)).toBe('portrait')
  expect(wants(nextAsk(rules, shown(has, [...seen, { purpose: 'paper', paper: 'discharge_paper' }], wish), today)?.phrase)).toBe('portrait')
})

test('a child’s papers, then the caretaker’s, then the faces; a baby turns no head', () => {
  for (const [birthDate, last] of [
    ['2025-01-01', ['portrait', 'caretaker']],
    ['2017-01-01', ['portrait', 'turned', 'caretaker']],
  ] as const) {
    const pages: Pick<DeskPage, 'purpose' | 'paper'>[] = []
    const asked: string[] = []
    for (;;) {
      const said = shown(['caretaker.lease', 'caretaker.passport', 'birth_certificate'], pages)
      const ask = nextAsk(rules, { ...said, answers: { ...said.answers, kind: 'kid', birthDate } }, today)
      if (!ask) break
      const purpose = wants(ask.phrase)!
      asked.push(ask.paper ?? purpose)
      pages.push({ purpose, paper: ask.paper })
    }
    expect(asked).toEqual(['birth_certificate', 'caretaker.passport', 'caretaker.lease', ...last])
  }
})

test('never over another request, nor while the resident needs a moment', () => {
  expect(nextAsk(rules, shown(['passport'], [], { ask: { phrase: 1, paper: 'passport' } }), today)).toBe(null)
  expect(nextAsk(rules, shown(['passport'], [], { waiting: true }), today)).toBe(null)
})

test('whatever a phone claims to have, the asking ends', () => {
  const known = rules.papers.map(paper => paper.id)
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...known), fc.string()), { maxLength: 20 }), papers => {
      const pages: Pick<DeskPage, 'purpose' | 'paper'>[] = []
      for (let tries = 0; tries < 20; tries++) {
        const ask = nextAsk(rules, shown(papers, pages), today)
        if (!ask) break
        pages.push({ purpose: wants(ask.phrase)!, paper: ask.paper })
      }
      expect(nextAsk(rules, shown(papers, pages), today)).toBe(null)
    }),
  )
})

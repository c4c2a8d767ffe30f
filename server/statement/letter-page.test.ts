import { expect, it } from 'vitest'
import { gradeOf } from '../../tools/reading-grade.mjs'
import { declarations } from '../record/declarations.ts'
import { recordTexts } from '../record/record-texts.ts'
import { type LetterState, renderLetter } from './letter-page.ts'
import { letterWords } from './words.ts'

const state: LetterState = {
  offered: Object.keys(letterWords),
  reviewed: [],
  cityName: '<i>Testville',
  cityTexts: { en: { 'other.mail': '<u>E-mail', 'other.mail.note': 'x' } },
  practice: false,
  otherRecords: [{ id: 'mail', known: false }],
  stated: true,
  today: '2026-11-23',
}

it('is one letter in every language, with nothing to fill in, nothing that runs, and no text taken for markup', () => {
  const html = renderLetter(state)
  expect(html).not.toMatch(/<script|<form|<input|<textarea|<select|<button|style=|\son\w+=|<i>|<u>/i)
  expect(renderLetter(state)).toBe(html)
  for (const [code, words] of Object.entries(letterWords)) {
    const part = new RegExp(`<main id="${code}"[\\s\\S]*?</main>`).exec(html)?.[0] ?? ''
    for (const text of [words.title, words.intro, words.nothing, words.whole]) expect(part).toContain(text.replaceAll("'", '&#39;'))
  }
})

it('names every declared thing, and what else the city keeps, marked where nobody has confirmed it', () => {
  const part = /<main id="en"[\s\S]*?<\/main>/.exec(renderLetter(state))?.[0] ?? ''
  for (const { name } of declarations) expect(part).toContain(`<li>${recordTexts.en.titles[name]}</li>`)
  expect(part).toContain(`&lt;u&gt;E-mail <em>${recordTexts.en.page.otherUnknown}</em>`)
  expect(renderLetter({ ...state, stated: false })).not.toContain('statement.pdf')
})

it('is written for everyone: no English sentence above grade 6', () => {
  for (const [id, text] of Object.entries(letterWords.en)) expect([id, Math.max(0, gradeOf(text)) <= 6]).toEqual([id, true])
})

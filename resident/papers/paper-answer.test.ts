import { readFileSync } from 'node:fs'
import { parseRules } from '@latchkey/rules/rules.ts'
import { describe, expect, it } from 'vitest'
import { paperAnswer } from './paper-answer.ts'

const rules = parseRules(JSON.parse(readFileSync(new URL('../../cities/chicago/rules.json', import.meta.url), 'utf8')))

describe('paperAnswer', () => {
  it('says what to show, what is spare, and what of it no text confirms', () => {
    expect(paperAnswer(rules, 'adult', ['lease', 'birth_certificate', 'passport'])).toMatchObject({
      show: ['passport', 'lease'],
      spare: ['birth_certificate'],
      missing: 0,
      unconfirmed: ['lease'],
    })
  })
  it('says how many are missing', () => {
    expect(paperAnswer(rules, 'adult', ['passport']).missing).toBe(1)
    expect(paperAnswer(rules, 'adult', []).missing).toBe(2)
    expect(paperAnswer(rules, 'adult', ['lease', 'birth_certificate'])).toMatchObject({ missing: 1, show: [], spare: [] })
  })
  it('leaves out papers that an older page knew', () => {
    expect(paperAnswer(rules, 'adult', ['moon_rock']).held).toEqual([])
  })
})

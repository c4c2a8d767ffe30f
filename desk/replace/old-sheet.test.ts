import { readFileSync } from 'node:fs'
import { encodeCode } from '@latchkey/card/code.ts'
import { encodeSheet } from '@latchkey/card/sheet.ts'
import type { Status } from '@latchkey/card/status-list.ts'
import {
  makeSpecimen,
  specimenCertificate,
  specimenCheck,
  specimenList,
  specimenNow,
  specimenRoot,
} from '@latchkey/card/vectors/specimen.ts'
import { parseRules } from '@latchkey/rules/rules.ts'
import { describe, expect, it } from 'vitest'
import { answersOf, forgetSheet, type OldSheet, readOldSheet } from './old-sheet.ts'

const rules = parseRules(JSON.parse(readFileSync(new URL('../../cities/chicago/rules.json', import.meta.url), 'utf8')))
const period = specimenCertificate()
const { sealed } = await makeSpecimen()
const real = (await makeSpecimen({ period: specimenCertificate('chicago') })).sealed
const sheet = encodeSheet(sealed)
const code = encodeCode(sealed, { face: true })
const at = (status: Status = 0, now = specimenNow) =>
  specimenCheck({ lists: new Map([[period.period, specimenList({ status })]]), now, builtAt: 0 })
const was = (old: OldSheet) => ('was' in old ? old.was : old.no)

describe('the sheet of a card that is to be replaced', () => {
  it('is read with its cancel code, also when the card has ended or was cancelled by its holder', async () => {
    const good = await readOldSheet(sheet, at())
    expect('content' in good && good.content.cancelCode).toBe(sealed.cancelCode)
    expect(was(good)).toBe('good')
    expect(was(await readOldSheet(sheet, at(1)))).toBe('cancelled')
    expect(was(await readOldSheet(sheet, at(0, specimenNow + 9 * 365 * 86_400)))).toBe('ended')
  })

  it('of a card that was replaced is the old sheet, and says so before anything is spent', async () => {
    expect(was(await readOldSheet(sheet, at(3)))).toBe('replaced')
  })

  it('without a list at hand is read all the same: the server knows whether the code was spent', async () => {
    expect(was(await readOldSheet(sheet, { ...at(), lists: new Map() }))).toBe('good')
  })

  it('that the city did not seal is named, and nothing of it is given', async () => {
    expect(await readOldSheet(sheet, { ...at(), periods: [] })).toEqual({ no: 'unknown_issuer' })
    expect(await readOldSheet(encodeSheet(real), at())).toEqual({ no: 'real' })
    expect(await readOldSheet(sheet, { ...at(), root: specimenRoot('chicago') })).toEqual({ no: 'practice' })
    expect(await readOldSheet(sheet.slice(1), at())).toEqual({ no: 'missing' })
    expect(await readOldSheet([code], at())).toEqual({ no: 'card_code' })
  })

  it('fills the form with its own facts, and is overwritten afterwards', async () => {
    const old = await readOldSheet(sheet, at())
    if (!('content' in old)) throw new Error('not read')
    const answers = answersOf(old.content, rules, 'es', '2026-11-28')
    const { facts } = sealed
    expect(answers).toMatchObject({ language: 'es', kind: 'adult', name: facts.name, birthDate: facts.birth_date, address: facts.address })
    expect(answers?.papers).toEqual([])
    const marked = answersOf({ ...old.content, front: { ...old.content.front, veteran: true } }, rules, 'es', '2026-11-28')
    expect([answers?.veteran, marked?.veteran]).toEqual([false, true])
    const bornOn = (birthDate: string) =>
      answersOf({ ...old.content, front: { ...old.content.front, birthDate } }, rules, 'es', '2026-11-28')?.kind
    expect([bornOn('2020-01-01'), bornOn('2010-01-01'), bornOn('1880-01-01')]).toEqual(['kid', 'young', undefined])
    forgetSheet(old.content)
    expect([...old.content.face, ...old.content.rest.print].every(byte => byte === 0)).toBe(true)
  })
})

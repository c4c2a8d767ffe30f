import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import chicago from '../cities/chicago/look.json' with { type: 'json' }
import { decodeBase45, encodeBase45 } from './base45.ts'
import { makeCancelCode } from './cancel-code.ts'
import type { CheckWith } from './check.ts'
import { addToSheet, checkSheet, isWhole, noSheet, type SheetSoFar } from './check-sheet.ts'
import { encodeCode } from './code.ts'
import { daysOf } from './days.ts'
import { parseLook } from './look.ts'
import { makePlates, plateCardOf } from './plates.ts'
import { encodeSheet, sheetPrefix } from './sheet.ts'
import { plateCardOfSheet } from './sheet-plates.ts'
import { listOldAfter } from './still-good.ts'
import { cancelKey, makeSpecimen, specimenCertificate, specimenCheck, specimenList, specimenNow, specimenRoot } from './vectors/specimen.ts'

const now = specimenNow
const list = specimenList
const period = specimenCertificate()
const real = specimenCertificate('chicago')
const at = specimenCheck
const atReal = (of: Partial<CheckWith> = {}) => specimenCheck(of, 'chicago')

const { sealed } = await makeSpecimen()
const texts = encodeSheet(sealed)
const realTexts = encodeSheet((await makeSpecimen({ period: real })).sealed)
const others = encodeSheet((await makeSpecimen({ index: 7 })).sealed)
const code = encodeCode(sealed, { face: true })
const look = parseLook(chicago)
const labels = {
  ...look.texts,
  title: 'City ID',
  city: 'Chicago',
  genders: { F: 'F', M: 'M', X: 'X' },
  codeComes: 'Comes later',
  practice: 'PRACTICE',
}
const no = (why: string) => ({ answer: 'no', why })
const changed = (text: string, at: number, byte: number) => {
  const bytes = decodeBase45(text.slice(sheetPrefix.length))
  bytes[at]! ^= byte
  return sheetPrefix + encodeBase45(bytes)
}

describe('collecting a sheet', () => {
  const collect = (read: readonly string[]) =>
    read.reduce<ReturnType<typeof addToSheet>>((before, text) => ('no' in before ? before : addToSheet(before, text)), noSheet)

  it('takes four in any order, and the same one as often as it is seen', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...texts, ...texts], { minLength: 8, maxLength: 8 }), read => {
        const all = collect(read) as SheetSoFar
        expect(all.numbers).toEqual([1, 2, 3, 4])
        expect(isWhole(all)).toBe(true)
        expect([...all.texts].sort()).toEqual([...texts].sort())
      }),
    )
  })

  it('says which numbers it has', () => {
    expect(collect([texts[2]!, texts[0]!])).toMatchObject({ numbers: [1, 3] })
    expect(isWhole(collect(texts.slice(1)) as SheetSoFar)).toBe(false)
  })

  it.each([
    ['a square of another sheet', [texts[0]!, others[1]!], 'mixed'],
    ['two squares with one number', [texts[0]!, changed(texts[0]!, 200, 1)], 'doubled'],
    ["a card's square", [texts[0]!, code], 'card_code'],
    ['a menu', ['https://example.org/menu'], 'other_code'],
    ['half a square', [texts[0]!.slice(0, 700)], 'damaged'],
    ['letters that no square has', [sheetPrefix + '~'.repeat(1455)], 'damaged'],
    ['a fifth square', [changed(texts[0]!, 8, 4)], 'damaged'],
  ])('names %s', (_, read, why) => {
    expect(collect(read)).toEqual({ no: why })
  })
})

describe('a sheet that is to be printed', () => {
  it('is a yes with everything the plates show', async () => {
    const answer = await checkSheet([...texts].reverse(), at())
    expect(answer).toMatchObject({
      answer: 'yes',
      practice: true,
      ends: '2029-11-23',
      technicalEnd: period.technicalEnd,
      listAt: now - 3600,
    })
    expect(await checkSheet(realTexts, atReal())).toMatchObject({ answer: 'yes', practice: false })
  })

  it.each([true, false])('gives the very plates of the sealed card, with the face in the code: %s', async face => {
    const answer = await checkSheet(texts, at())
    if (answer.answer !== 'yes') throw new Error('not read')
    const mine = plateCardOfSheet(answer.content, answer.technicalEnd, { face })
    expect(mine.code).toBe(encodeCode(sealed, { face }))
    const sealedOne = plateCardOf(sealed, period.technicalEnd, { face })
    for (const print of ['regular', 'large'] as const)
      expect(makePlates(mine, labels, look, { print })).toEqual(makePlates(sealedOne, labels, look, { print }))
  })

  it('is refused by name', async () => {
    const forged = encodeSheet((await makeSpecimen({ periodKey: 'thief' })).sealed)
    const otherName = encodeSheet({ ...sealed, facts: { ...sealed.facts, name: 'Somebody Else' } })
    const otherBack = encodeSheet({ ...sealed, facts: { ...sealed.facts, address: '1 Other Street' } })
    const fromCard = encodeSheet({ ...sealed, compactSheet: sealed.compactCard })
    const noCard = encodeSheet({ ...sealed, compactCard: sealed.compactSheet })
    const othersCancel = encodeSheet({ ...sealed, cancelCode: makeCancelCode(cancelKey, sealed.city, sealed.period, 7) })
    const after = (daysOf('2029-11-23') + 2) * 86_400
    const cases: [string, readonly string[], CheckWith, object][] = [
      ['no key of the period', forged, at(), no('changed')],
      ['another name', otherName, at(), no('changed')],
      ['another back', otherBack, at(), no('changed')],
      ['put together from a card', fromCard, at(), no('changed')],
      ['without the seal of a card', noCard, at(), no('changed')],
      ["another card's cancel code", othersCancel, at(), no('changed')],
      ['cancelled', texts, at({ lists: new Map([[11, list({ status: 1 })]]) }), no('cancelled')],
      ['cancelled by an old list', texts, at({ lists: new Map([[11, list({ status: 1, at: 1 })]]) }), no('cancelled')],
      ['replaced', texts, at({ lists: new Map([[11, list({ status: 3 })]]) }), no('replaced')],
      ['practice at a real desk', texts, atReal(), no('practice')],
      ['real at a practice desk', realTexts, at(), no('real')],
      ['another city', realTexts, atReal({ root: specimenRoot('boston') }), no('unknown_issuer')],
      ['a period nobody certified', texts, at({ periods: [specimenCertificate('chicago/practice', 12)] }), no('unknown_issuer')],
      ['ended', texts, at({ now: after, lists: new Map([[11, list({ at: after })]]) }), { ...no('expired'), endedOn: '2029-11-23' }],
      ['a clock before the build', texts, at({ builtAt: now + 1 }), no('phone_date')],
      ['a clock before the period', texts, at({ now: period.first - 1, builtAt: 0 }), no('phone_date')],
      ['a clock before its own list', texts, at({ lists: new Map([[11, list({ at: now + 2 * 86_400 })]]) }), no('phone_date')],
      ['three squares', texts.slice(1), at(), no('missing')],
      ['two sheets', [...texts.slice(1), others[0]!], at(), no('mixed')],
      ['one twice', [...texts.slice(1), texts[1]!], at(), no('doubled')],
      ["a card's square", [code], at(), no('card_code')],
      ['a changed square', [...texts.slice(1), changed(texts[0]!, 300, 1)], at(), no('damaged')],
    ]
    for (const [what, read, checkWith, answer] of cases) expect(await checkSheet(read, checkWith), what).toEqual(answer)
  })

  it('prints nothing by a list older than a week, or by none, and shows nothing of the person', async () => {
    const old = list({ at: now - listOldAfter - 1 })
    expect(await checkSheet(texts, at({ lists: new Map([[11, old]]) }))).toEqual({ answer: 'maybe', why: 'list_old', listAt: old.at })
    expect(await checkSheet(texts, at({ lists: new Map() }))).toEqual({ answer: 'maybe', why: 'list_old', listAt: null })
    const fresh = list({ at: now - listOldAfter })
    expect(await checkSheet(texts, at({ lists: new Map([[11, fresh]]) }))).toMatchObject({ answer: 'yes' })
  })

  it('has an answer for any handful of texts, and a yes for one sheet only', async () => {
    const text = fc.oneof(
      fc.constantFrom(...texts, code),
      fc.tuple(fc.constantFrom(...texts), fc.nat(969), fc.integer({ min: 1, max: 255 })).map(([one, at, byte]) => changed(one, at, byte)),
      fc.string().map(tail => sheetPrefix + tail),
      fc.string(),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(text, { maxLength: 5 }), async read => {
        const { answer } = await checkSheet(read, at())
        if (answer === 'yes') expect([...read].sort()).toEqual([...texts].sort())
        else expect(answer).toBe('no')
      }),
    )
  })
})

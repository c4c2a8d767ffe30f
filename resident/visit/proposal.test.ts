import { encodeAnswer, parseAnswer } from '@latchkey/card/answer.ts'
import { encodeFacts, noLines } from '@latchkey/card/facts.ts'
import { halves, holder, makeSpecimen, type Specimen, specimenFacts, specimenPictures } from '@latchkey/card/vectors/specimen.ts'
import { certify, encodeCertified } from '@latchkey/certificates/certified.ts'
import { encodePeriod, periodTag } from '@latchkey/certificates/period-certificate.ts'
import type { Answers } from '@latchkey/channel/messages.ts'
import { type MadeRoot, makeRoot } from '@latchkey/try/made-root.ts'
import { random, verify } from '@latchkey/ui/platform.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { changedFacts, type Draft, draftOf, isSameCard, readProposal, sealedOf, tidyAnswers, tidyTyped } from './proposal.ts'

let made: MadeRoot
let specimen: Specimen
let period: Uint8Array
let draft: Draft
const city = 'chicago/practice'
const rootOf = () => makeRoot({ city, threshold: 1, administrators: 1, rpId: 'localhost', origin: 'http://localhost:4400', random })
const certifiedBy = async (root: MadeRoot, of = specimen.period) =>
  encodeCertified(await certify(periodTag, encodePeriod(of), root.administrators))
const shown = { kind: 'card' as const, sd: halves.sd, facts: encodeFacts(specimenFacts), ...specimenPictures }

beforeAll(async () => {
  made = rootOf()
  specimen = await makeSpecimen()
  period = await certifiedBy(made)
  draft = draftOf(readProposal(shown, halves.th), halves.sp, holder)
})

describe('the yes', () => {
  test('names the request that the signer sealed', () => {
    expect(draft.requestHash).toEqual(specimen.requestHash)
  })
  test('to another letter, picture or half is a yes to something else', () => {
    const facts = encodeFacts({ ...specimenFacts, name: 'Amina Okafor-Lindqvis' })
    const others = [
      draftOf(readProposal({ ...shown, facts }, halves.th), halves.sp, holder),
      draftOf(readProposal(shown, halves.th), random(32), holder),
      draftOf(readProposal({ ...shown, sd: random(32) }, halves.th), halves.sp, holder),
      draftOf(readProposal(shown, random(32)), halves.sp, holder),
    ]
    for (const other of others) expect(other.requestHash).not.toEqual(draft.requestHash)
  })
  test('goes for a card of the very same bytes, whatever its salts', () => {
    expect(isSameCard(draft, readProposal({ ...shown, sd: random(32) }, random(32)))).toBe(true)
    const facts = encodeFacts({ ...specimenFacts, gender: null })
    expect(isSameCard(draft, readProposal({ ...shown, facts }, halves.th))).toBe(false)
    expect(isSameCard(draft, readProposal({ ...shown, print: shown.print.with(900, 1) }, halves.th))).toBe(false)
  })
  test('a card whose facts cannot be read is none', () => {
    for (const facts of [new Uint8Array(0), shown.facts.slice(1), Uint8Array.of(...shown.facts, 0)])
      expect(() => readProposal({ ...shown, facts }, halves.th)).toThrow('malformed')
  })
})

describe('the seal', () => {
  const answer = () => encodeAnswer(specimen.answer)

  test('of the card that was agreed is taken', async () => {
    const sealed = await sealedOf({ answer: answer(), period }, draft, made.root, verify)
    expect(sealed.facts).toEqual(specimenFacts)
  })

  test.each([
    [
      'other_request',
      'for another half than this phone opened',
      async () => ({ answer: answer(), period, draft: { ...draft, sp: random(32) } }),
    ],
    [
      'other_request',
      'for other facts than were shown',
      async () => ({ answer: answer(), period, draft: { ...draft, facts: encodeFacts({ ...specimenFacts, gender: null }) } }),
    ],
    [
      'not_an_administrator',
      'under a period of another root',
      async () => ({ answer: answer(), period: await certifiedBy(rootOf()), draft }),
    ],
    ['malformed', 'under a period that is none', async () => ({ answer: answer(), period: period.slice(1), draft })],
    ['malformed', 'cut short', async () => ({ answer: answer().slice(1), period, draft })],
    [
      'blank',
      'on a blank of another period key',
      async () => {
        const forged = await makeSpecimen({ periodKey: 'somebody else' })
        return { answer: encodeAnswer(forged.answer), period, draft }
      },
    ],
    [
      'signature',
      'with a compact seal of something else',
      async () => ({ answer: encodeAnswer({ ...parseAnswer(answer()), compactCard: random(64) }), period, draft }),
    ],
    [
      'cancel_other',
      'with the cancel code of another card',
      async () => ({
        answer: encodeAnswer({ ...parseAnswer(answer()), cancelCode: (await makeSpecimen({ index: 5 })).answer.cancelCode }),
        period,
        draft,
      }),
    ],
  ])('%s: %s', async (code, _, make) => {
    const { draft: mine, ...message } = await make()
    await expect(sealedOf(message, mine, made.root, verify)).rejects.toMatchObject({ code })
  })
})

describe('what differs from what was prepared', () => {
  const answers: Answers = {
    language: 'en',
    kind: 'adult',
    name: specimenFacts.name,
    nameLatin: null,
    birthDate: specimenFacts.birth_date,
    address: specimenFacts.address,
    gender: 'F',
    emergencyContact: specimenFacts.emergency_contact,
    veteran: false,
    lines: specimenFacts.lines,
    papers: [],
  }
  test('nothing, when it is the same in one spelling', () => {
    expect(changedFacts(specimenFacts, answers)).toEqual([])
    expect(changedFacts(specimenFacts, { ...answers, name: ` ${answers.name}  ` })).toEqual([])
    expect(changedFacts({ ...specimenFacts, address: null }, { ...answers, address: '' })).toEqual([])
  })
  test('each fact that says something else, also one that was left out', () => {
    expect(changedFacts({ ...specimenFacts, name: 'A', gender: null }, { ...answers, birthDate: '1987-09-03' })).toEqual([
      'name',
      'birth_date',
      'gender',
    ])
    expect(changedFacts(specimenFacts, { ...answers, address: null })).toEqual(['address'])
    // A mark that nobody asked for is as much a difference as one that was asked for and is not there.
    expect(changedFacts({ ...specimenFacts, veteran: true }, answers)).toEqual(['veteran'])
    expect(changedFacts(specimenFacts, { ...answers, veteran: true })).toEqual(['veteran'])
    expect(changedFacts({ ...specimenFacts, veteran: true }, { ...answers, veteran: true })).toEqual([])
    expect(
      changedFacts(specimenFacts, { ...answers, birthDate: '1987-03', lines: { ...noLines, library: answers.lines.library } }),
    ).toEqual(['birth_date', 'pharmacy'])
  })
  test('answers leave in one spelling', () => {
    expect(tidyAnswers({ ...answers, name: 'Ana\u0301 \t Li', nameLatin: '  ', address: 'a \r\n\n b' })).toMatchObject({
      name: 'Aná Li',
      nameLatin: null,
      address: 'a\nb',
    })
    expect(tidyTyped('  hola  ')).toBe('hola')
    expect(() => tidyTyped(' \n ')).toThrow('malformed')
    expect(() => tidyTyped('x'.repeat(281))).toThrow('too_long')
  })
})

import { readFileSync } from 'node:fs'
import { decodeFacts, noLines } from '@latchkey/card/facts.ts'
import { commitHalf } from '@latchkey/card/salts.ts'
import { specimenPictures, specimenPortrait } from '@latchkey/card/vectors/specimen.ts'
import type { Answers } from '@latchkey/channel/messages.ts'
import { draftOf, readProposal } from '@latchkey/resident/visit/proposal.ts'
import { parseRules } from '@latchkey/rules/rules.ts'
import { random } from '@latchkey/ui/platform.ts'
import { p256 } from '@noble/curves/nist.js'
import { describe, expect, test } from 'vitest'
import { agree, cardMessage, factsOf, type OfferedCard } from './offered-card.ts'

const rules = parseRules(JSON.parse(readFileSync(new URL('../../cities/chicago/rules.json', import.meta.url), 'utf8')))
const today = '2026-11-23'
const answers: Answers = {
  language: 'en',
  kind: 'adult',
  name: '  Ana   Li ',
  nameLatin: null,
  birthDate: '1990-05-01',
  address: ' 12 Elm Street \r\n Chicago ',
  gender: null,
  emergencyContact: '',
  veteran: false,
  lines: noLines,
  papers: [],
}
const holder = () => {
  const point = p256.getPublicKey(p256.utils.randomSecretKey(), false)
  return { x: point.slice(1, 33), y: point.slice(33) }
}
function offered(sp: Uint8Array): OfferedCard {
  const facts = factsOf(rules, answers, specimenPortrait, today, false)
  return { facts, pictures: specimenPictures, sd: random(32), th: random(32), half: { commit: commitHalf(sp), holder: holder() } }
}
/** What the phone makes of the message: the very code it runs. */
function phoneSays(card: OfferedCard, sp: Uint8Array, key = card.half!.holder) {
  const message = cardMessage(card)
  if (message.kind !== 'card') throw new Error('not a card')
  const { requestHash: hash } = draftOf(readProposal(message, card.th), sp, key)
  return { sp, requestHash: hash }
}

describe('facts by the rules', () => {
  test('one spelling, absent is null, the last day from the table', () => {
    expect(factsOf(rules, answers, specimenPortrait, today, false)).toEqual({
      name: 'Ana Li',
      name_latin: null,
      birth_date: '1990-05-01',
      portrait: specimenPortrait,
      ends: '2031-11-23',
      address: '12 Elm Street\nChicago',
      gender: null,
      emergency_contact: null,
      veteran: null,
      lines: noLines,
    })
  })
  test('the veteran mark for whoever wants it and showed what it wants, and for nobody else', () => {
    const of = (veteran: boolean, proven: boolean) => factsOf(rules, { ...answers, veteran }, specimenPortrait, today, proven).veteran
    expect([of(true, true), of(true, false), of(false, true), of(false, false)]).toEqual([true, null, null, null])
  })
  test('nothing that this city’s card does not show, whatever a phone sent', () => {
    const all = { ...answers, gender: 'X' as const, emergencyContact: 'Rosa', lines: { ...noLines, transit: '77' } }
    expect(factsOf(rules, all, specimenPortrait, today, false)).toMatchObject({
      gender: 'X',
      emergency_contact: 'Rosa',
      lines: { transit: '77' },
    })
    const few = { ...rules, choices: [], backLines: [] }
    const bare = { address: null, gender: null, emergency_contact: null, lines: noLines }
    expect(factsOf(few, all, specimenPortrait, today, false)).toMatchObject(bare)
  })
  test('a month or a year stays what it is, and counts as its last day', () => {
    const of = (birthDate: string) => factsOf(rules, { ...answers, birthDate }, specimenPortrait, today, false)
    expect([of('1990-05').birth_date, of('1990').birth_date]).toEqual(['1990-05', '1990'])
    expect([of('1961-11').ends, of('1961-10').ends]).toEqual(['2031-11-23', null])
  })
  test('lines are tidied, and empty ones are none', () => {
    const { lines } = factsOf(
      rules,
      { ...answers, lines: { library: ' 2  1182 ', transit: ' ', pharmacy: null } },
      specimenPortrait,
      today,
      false,
    )
    expect(lines).toEqual({ library: '2 1182', transit: null, pharmacy: null })
  })
  test.each([
    ['no letter in the name', { name: ' … ' }, 'name'],
    ['a day that does not exist', { birthDate: '1990-02-30' }, 'bad_date'],
    ['an address longer than the card', { address: 'x'.repeat(161) }, 'text'],
    ['a line longer than the card', { lines: { ...noLines, library: 'x'.repeat(41) } }, 'text'],
  ])('%s is a named fault', (_, change, code) => {
    expect(() => factsOf(rules, { ...answers, ...change }, specimenPortrait, today, false)).toThrow(code)
  })
})

describe('the yes', () => {
  test('holds when phone and desk have made the very same request', () => {
    const sp = random(32)
    const card = offered(sp)
    const yes = phoneSays(card, sp)
    const agreed = agree(card, yes)
    expect(agreed!.hash).toEqual(yes.requestHash)
    expect(agreed!.request.length).toBe(477)
  })

  test('does not hold for a half chosen after seeing the desk’s', () => {
    const card = offered(random(32))
    const other = random(32)
    expect(agree(card, phoneSays(card, other))).toBeNull()
  })

  test('does not hold for another request: another fact, key, transcript or half of the desk', () => {
    const sp = random(32)
    const card = offered(sp)
    const facts = { ...card.facts, name: 'Ana Lu' }
    const others: OfferedCard[] = [
      { ...card, facts },
      { ...card, sd: random(32) },
      { ...card, th: random(32) },
      { ...card, pictures: { ...card.pictures, face: card.pictures.face.with(500, card.pictures.face[500]! ^ 1) } },
    ]
    for (const other of others) expect(agree(card, phoneSays(other, sp))).toBeNull()
    expect(agree(card, phoneSays(card, sp, holder()))).toBeNull()
    expect(agree({ ...card, half: null }, phoneSays(card, sp))).toBeNull()
    expect(agree(card, phoneSays(card, sp))).not.toBeNull()
  })

  test('the message carries the facts in canonical bytes', () => {
    const message = cardMessage(offered(random(32)))
    if (message.kind !== 'card') throw new Error('not a card')
    expect(decodeFacts(message.facts).name).toBe('Ana Li')
  })
})

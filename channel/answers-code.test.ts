import { decodeBase45, encodeBase45 } from '@latchkey/card/base45.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answersMost, answersPrefix, encodeAnswersCode, readAnswersCode } from './answers-code.ts'
import { ChannelFault } from './faults.ts'
import { framesOfPhone } from './message-bytes.ts'
import type { Answers } from './messages.ts'

const maria: Answers = {
  language: 'es',
  kind: 'adult',
  name: 'María Fernanda Quispe Mamani',
  nameLatin: null,
  birthDate: '1990-05-01',
  address: '12 Elm Street, Apt 4\nChicago',
  gender: 'F',
  emergencyContact: null,
  veteran: false,
  lines: { library: null, transit: '7781 2204 9', pharmacy: null },
  papers: ['passport', 'lease'],
}
const words = (most: number) => fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: most }).map(text => text.normalize('NFC'))
const answers: fc.Arbitrary<Answers> = fc
  .record({
    language: fc.constantFrom('en', 'es', 'ar'),
    name: words(60),
    nameLatin: fc.option(words(60), { nil: null }),
    address: fc.option(words(100), { nil: null }),
    gender: fc.constantFrom('F' as const, 'M' as const, 'X' as const, null),
    emergencyContact: fc.option(words(60), { nil: null }),
    veteran: fc.boolean(),
    papers: fc.array(fc.stringMatching(/^[a-z][a-z0-9_]{0,20}$/), { maxLength: 10 }),
  })
  .map(some => ({ ...maria, ...some }))

const faultOf = (act: () => unknown) => {
  try {
    act()
  } catch (fault) {
    return fault instanceof ChannelFault ? fault.code : fault
  }
  return null
}

describe('the code of a printed form', () => {
  test('gives back what was printed, in characters that a square code holds well', () => {
    fc.assert(
      fc.property(answers, some => {
        const code = encodeAnswersCode(some)
        expect(code).toMatch(/^LK1A:[0-9A-Z $%*+\-./:]+$/)
        expect(readAnswersCode(code)).toEqual(some)
      }),
    )
  })

  test('carries the very bytes of a phone', () => {
    expect(decodeBase45(encodeAnswersCode(maria).slice(answersPrefix.length))).toEqual(
      framesOfPhone({ kind: 'answers', answers: maria })[0]!.body,
    )
  })

  test('whatever is read is the one writing of what it says', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(), (noise, at) => {
        const good = decodeBase45(encodeAnswersCode(maria).slice(answersPrefix.length))
        good.set(noise.subarray(0, Math.max(0, good.length - (at % good.length))), at % good.length)
        const text = answersPrefix + encodeBase45(good)
        const fault = faultOf(() => expect(encodeAnswersCode(readAnswersCode(text))).toBe(text))
        expect([null, 'malformed', 'too_long']).toContain(fault)
      }),
    )
  })

  test.each([
    ['nothing', ''],
    ['a card', 'LK1:AAAA'],
    ['the prefix alone', answersPrefix],
    ['small letters', encodeAnswersCode(maria).toLowerCase()],
    ['something left over', `${encodeAnswersCode(maria)}000`],
    ['cut', encodeAnswersCode(maria).slice(0, -3)],
    ['letters of no such code', `${answersPrefix}ñññ`],
  ])('refuses %s', (_, text) => expect(faultOf(() => readAnswersCode(text))).toBe('malformed'))

  test('a text longer than any form is refused before it is decoded', () => {
    expect(faultOf(() => readAnswersCode(answersPrefix + '0'.repeat(answersMost * 2)))).toBe('too_long')
  })

  test('answers that no code holds are not printed', () => {
    const long = { ...maria, name: 'ሀ'.repeat(200), nameLatin: 'x'.repeat(120), address: 'ሀ'.repeat(300) }
    expect(faultOf(() => encodeAnswersCode(long))).toBe('too_long')
  })
})

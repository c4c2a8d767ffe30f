import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answerLength, encodeAnswer, parseAnswer, type SealAnswer } from './answer.ts'
import { CardFault } from './faults.ts'
import { makeSpecimen } from './vectors/specimen.ts'

const { answer } = await makeSpecimen()
const codeOf = (bytes: Uint8Array) => {
  try {
    parseAnswer(bytes)
  } catch (fault) {
    return fault instanceof CardFault ? fault.code : 'other'
  }
  return 'none'
}

describe('answer', () => {
  it('comes back, and has one length for every index and certificate', async () => {
    expect(parseAnswer(encodeAnswer(answer))).toEqual(answer)
    const other = await makeSpecimen({ index: 3, certificate: new Uint8Array(600) })
    expect(encodeAnswer(other.answer)).toHaveLength(answerLength)
    expect(encodeAnswer(answer)).toHaveLength(answerLength)
  })

  it('refuses bytes behind it, a missing zero and a bit more', () => {
    const bytes = encodeAnswer(answer)
    const marked = bytes.slice()
    marked[answerLength - 1] = 1
    expect(codeOf(marked)).toBe('malformed')
    expect(codeOf(bytes.subarray(0, answerLength - 1))).toBe('malformed')
    expect(codeOf(new Uint8Array([...bytes, 0]))).toBe('malformed')
    expect(codeOf(new Uint8Array(answerLength))).toBe('malformed')
  })

  it('refuses to be written when it does not fit', () => {
    expect(() => encodeAnswer({ ...answer, jwt: 'a'.repeat(4000) })).toThrow('malformed')
  })

  it.each<[string, Partial<SealAnswer>, string]>([
    ['a token of two parts', { jwt: 'a.b' }, 'malformed'],
    ['a token of another alphabet', { jwt: answer.jwt.replace('.', '=.') }, 'malformed'],
    ['a short seal', { compactCard: new Uint8Array(63) }, 'malformed'],
    ['an index outside the list', { blank: { ...answer.blank, index: 2 ** 20 } }, 'malformed'],
    ['a period of three digits', { period: 100 }, 'malformed'],
    ['a cancel code with a letter', { cancelCode: answer.cancelCode.slice(1) + 'A' }, 'malformed'],
    [
      'a cancel code with a wrong digit',
      { cancelCode: answer.cancelCode.replace(/^\d/, digit => String((Number(digit) + 1) % 10)) },
      'cancel_code',
    ],
  ])('refuses %s', (_, change, code) => {
    expect(codeOf(encodeAnswer({ ...answer, ...change }))).toBe(code)
  })

  it('answers any bytes with a fault of the list', () => {
    const bytes = encodeAnswer(answer)
    fc.assert(
      fc.property(fc.nat(1900), fc.uint8Array({ minLength: 1, maxLength: 8 }), (at, noise) => {
        const changed = bytes.slice()
        changed.set(noise, at)
        expect(['none', 'malformed', 'cancel_code']).toContain(codeOf(changed))
      }),
    )
  })
})

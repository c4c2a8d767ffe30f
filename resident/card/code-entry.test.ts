import { makeCancelCode } from '@latchkey/card/cancel-code.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { groupTyped, readEntry } from './code-entry.ts'

const code = makeCancelCode(new Uint8Array(32).fill(7), 'chicago/practice', 11, 123_456)
const easternArabic = (digits: string) => digits.replace(/\d/g, digit => String.fromCharCode(0x660 + Number(digit)))

describe('readEntry', () => {
  it('counts what is missing, while it is being typed', () => {
    expect(readEntry('  ')).toEqual({ state: 'empty' })
    expect(readEntry(code.slice(0, 5))).toEqual({ state: 'short', left: 19 })
    expect(readEntry(code + '0')).toEqual({ state: 'long' })
    expect(readEntry(code.slice(0, 5) + 'O')).toEqual({ state: 'letters' })
  })

  it('reads the code as it stands on paper, with the digits of any keyboard', () => {
    for (const typed of [code, groupTyped(code), code.replace(/(.{4})/g, '$1-'), easternArabic(code)]) {
      expect(readEntry(typed)).toMatchObject({ state: 'whole', code: { digits: code, period: 11, index: 123_456 } })
    }
  })

  it('refuses every single wrong digit and every swap of two neighbours, before anything is sent', () => {
    fc.assert(
      fc.property(fc.nat(23), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const wrong = code.slice(0, at) + ((Number(code[at]) + by) % 10) + code.slice(at + 1)
        expect(readEntry(wrong).state).toBe('wrong')
      }),
    )
    for (let at = 0; at < 23; at++) {
      if (code[at] === code[at + 1]) continue
      expect(readEntry(code.slice(0, at) + code[at + 1] + code[at] + code.slice(at + 2)).state).toBe('wrong')
    }
  })

  it('never throws, whatever is typed', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), typed => void expect(readEntry(typed).state).toBeTypeOf('string')))
  })
})

describe('groupTyped', () => {
  it('sets spaces as on the sheet and none at the end', () => {
    expect(groupTyped('12345678')).toBe('1234 5678')
    expect(groupTyped('123-4 56')).toBe('1234 56')
    expect(groupTyped('')).toBe('')
  })
})

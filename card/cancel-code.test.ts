import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { groupCancelCode, macMatches, makeCancelCode, parseCancelCode } from './cancel-code.ts'
import type { CardFault } from './faults.ts'
import { cancelKey } from './vectors/specimen.ts'

const city = 'chicago/practice'
const card = fc.tuple(fc.nat(99), fc.nat(2 ** 20 - 1))
const made = (period: number, index: number) => makeCancelCode(cancelKey, city, period, index)

describe('cancel code', () => {
  it('comes back with its period and index, however it was typed', () => {
    fc.assert(
      fc.property(card, ([period, index]) => {
        const digits = made(period, index)
        const typed = ` ${groupCancelCode(digits).join(' - ')}\n`
        expect(parseCancelCode(typed)).toEqual({ period, index, mac: digits.slice(9, 23), digits })
        expect(macMatches(cancelKey, city, parseCancelCode(digits))).toBe(true)
      }),
    )
  })

  it('is read from Arabic and Persian keyboards', () => {
    const digits = made(11, 654_321)
    const typed = (zero: number) => digits.replace(/\d/g, digit => String.fromCharCode(zero + Number(digit)))
    expect(parseCancelCode(typed(0x660)).digits).toBe(digits)
    expect(parseCancelCode(typed(0x6f0)).digits).toBe(digits)
  })

  it('catches every single wrong digit and every swap of neighbours', () => {
    const digits = made(11, 654_321)
    for (let at = 0; at < 24; at++) {
      for (let other = 0; other < 10; other++) {
        if (String(other) === digits[at]) continue
        expect(() => parseCancelCode(digits.slice(0, at) + other + digits.slice(at + 1))).toThrow('cancel_code')
      }
      const [a, b] = [digits[at], digits[at + 1]]
      if (b === undefined || a === b) continue
      expect(() => parseCancelCode(digits.slice(0, at) + b + a + digits.slice(at + 2))).toThrow('cancel_code')
    }
  })

  it('is right for one card, one city and one key only', () => {
    const code = parseCancelCode(made(11, 654_321))
    expect(macMatches(cancelKey, city, { ...code, index: 654_322 })).toBe(false)
    expect(macMatches(cancelKey, city, { ...code, period: 12 })).toBe(false)
    expect(macMatches(cancelKey, 'chicago', code)).toBe(false)
    expect(macMatches(new Uint8Array(32), city, code)).toBe(false)
    expect(macMatches(cancelKey, city, { ...code, mac: code.mac.slice(1) })).toBe(false)
  })

  it('refuses an index outside the list, and makes none', () => {
    expect(() => made(100, 0)).toThrow('malformed')
    expect(() => made(0, 2 ** 20)).toThrow('malformed')
    expect(() => makeCancelCode(new Uint8Array(31), city, 0, 0)).toThrow('malformed')
    // 1 048 576 with a right check digit: the first of those that no list has.
    const codes = Array.from({ length: 10 }, (_, digit) => `11${2 ** 20}00000000000000${digit}`)
    for (const code of codes) expect(() => parseCancelCode(code)).toThrow('cancel_code')
  })

  it('answers any text with a code or its one fault', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^\d{24}$/)), typed => {
        try {
          expect(parseCancelCode(typed).digits).toHaveLength(24)
        } catch (fault) {
          expect((fault as CardFault).code).toBe('cancel_code')
        }
      }),
    )
  })
})

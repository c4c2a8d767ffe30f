import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toText } from './edge.ts'
import { Fault } from './faults.ts'
import { encodeNumberCode, readNumberCode } from './number-code.ts'
import type { Number as Given } from './waiting.ts'

const two = (most: number) => fc.integer({ min: 1, max: most }).map(value => String(value).padStart(2, '0'))
const given: fc.Arbitrary<Given> = fc.record({
  way: fc.constantFrom('phone' as const, 'counter' as const),
  day: fc.tuple(fc.integer({ min: 2020, max: 2099 }), two(12), two(28)).map(parts => parts.join('-')),
  n: fc.integer({ min: 1, max: 99_999 }),
  mac: fc.uint8Array({ minLength: 16, maxLength: 16 }).map(toText),
})
const example: Given = { way: 'counter', day: '2026-11-28', n: 417, mac: toText(Uint8Array.from({ length: 16 }, (_, at) => at)) }

function refusal(text: string): string {
  try {
    readNumberCode(text)
    return 'read'
  } catch (problem) {
    return problem instanceof Fault ? problem.code : 'another error'
  }
}

describe('the code of a number', () => {
  it('is read back whole, for every number', () => {
    fc.assert(fc.property(given, number => void expect(readNumberCode(encodeNumberCode(number))).toEqual(number)))
  })

  it('has one length and only characters that a QR code packs tightly', () => {
    fc.assert(fc.property(given, number => void expect(encodeNumberCode(number)).toMatch(/^[0-9A-Z $%*+\-./:]{45}$/)))
  })

  it('is the text of the protocol page', () => {
    expect(encodeNumberCode(example)).toBe('LK1N:C2026112800417AAAQEAYEAUDAOCAJBIFQYDIOB4')
  })

  it('has one spelling: any text that is read is what the same number would be written as', () => {
    const near = fc
      .tuple(given, fc.nat(44), fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'))
      .map(([number, at, other]) => encodeNumberCode(number).slice(0, at) + other + encodeNumberCode(number).slice(at + 1))
    fc.assert(
      fc.property(near, text => {
        if (refusal(text) === 'read') expect(encodeNumberCode(readNumberCode(text))).toBe(text)
        else expect(refusal(text)).toBe('malformed')
      }),
    )
  })

  it('refuses whatever else is held before the camera', () => {
    const good = encodeNumberCode(example)
    const others = ['', good.slice(0, -1), `${good}A`, ` ${good}`, `${good}\n`, good.toLowerCase(), good.replace('LK1N:', 'LK1:')]
    const zero = good.replace('00417', '00000')
    const spare = good.slice(0, -1) + '5'
    for (const text of [...others, zero, spare]) expect(refusal(text)).toBe('malformed')
    fc.assert(fc.property(fc.string(), text => void expect(refusal(text)).toBe('malformed')))
    fc.assert(fc.property(fc.string({ maxLength: 60 }), text => void expect(refusal(`LK1N:${text}`)).toBe('malformed')))
  })

  it('writes nothing that is no number', () => {
    for (const wrong of [{ n: 0 }, { n: 100_000 }, { mac: 'AAAA' }, { day: 'today' }, { way: 'post' as never }]) {
      expect(() => encodeNumberCode({ ...example, ...wrong })).toThrow('malformed')
    }
  })
})

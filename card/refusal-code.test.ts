import fc from 'fast-check'
import { expect, it } from 'vitest'
import { CardFault } from './faults.ts'
import { encodeRefusalCode, readRefusalCode, refusalMost } from './refusal-code.ts'

it('reads the bytes it was made of, up to the largest, in letters a code has', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: refusalMost, size: 'max' }), slip => {
      const code = encodeRefusalCode(slip)
      expect(code).toMatch(/^LK1R:[0-9A-Z $%*+\-./:]+$/)
      expect(code.length).toBeLessThanOrEqual(2520)
      expect(Buffer.compare(readRefusalCode(code), slip)).toBe(0)
    }),
    { numRuns: 30 },
  )
})

it('is never another code, and no text is too long to be looked at', () => {
  expect(() => encodeRefusalCode(new Uint8Array(refusalMost + 1))).toThrow(new CardFault('malformed'))
  for (const text of ['LK1:ABC', 'LK1S:ABC', 'LK1N:ABC', 'LK1A:ABC', '', 'lk1r:ABC'])
    expect(() => readRefusalCode(text)).toThrow(new CardFault('other_code'))
  for (const text of ['LK1R:', 'LK1R:A', 'LK1R:abc', `LK1R:${'A'.repeat(30_000)}`])
    expect(() => readRefusalCode(text)).toThrow(new CardFault('code_short'))
})

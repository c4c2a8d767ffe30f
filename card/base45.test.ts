import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeBase45, encodeBase45 } from './base45.ts'
import { CardFault } from './faults.ts'

// RFC 9285 §4.3 and §4.4
const published = [
  ['AB', 'BB8'],
  ['Hello!!', '%69 VD92EX0'],
  ['base-45', 'UJCLQE7W581'],
  ['ietf!', 'QED8WEX0'],
] as const

describe('base45', () => {
  it.each(published)('writes and reads the published example %s', (text, encoded) => {
    expect(encodeBase45(new TextEncoder().encode(text))).toBe(encoded)
    expect(new TextDecoder().decode(decodeBase45(encoded))).toBe(text)
  })

  it('gives back every byte string', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), bytes => {
        expect(decodeBase45(encodeBase45(bytes))).toEqual(bytes)
      }),
    )
  })

  it('reads any text as bytes whose text it is, or refuses it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9A-Z $%*+./:-]*$/)), text => {
        try {
          expect(encodeBase45(decodeBase45(text))).toBe(text)
        } catch (fault) {
          expect(fault).toBeInstanceOf(CardFault)
          expect((fault as CardFault).code).toBe('code_short')
        }
      }),
    )
  })

  it.each(['GGW', ':::', '::', 'A', 'ab0', 'ÄB8'])('refuses %s', text => {
    expect(() => decodeBase45(text)).toThrow('code_short')
  })
})

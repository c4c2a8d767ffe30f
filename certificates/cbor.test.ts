import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeCbor, encodeCbor } from './cbor.ts'
import { CertificateFault } from './faults.ts'
import { tagged, taggedHash } from './tagged.ts'

const hex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'))
const plainText = fc.string({ unit: 'binary' })
const value = fc.letrec(tie => ({
  one: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, false),
    fc.maxSafeInteger(),
    plainText,
    fc.uint8Array({ maxLength: 300 }),
    fc.array(tie('one'), { maxLength: 5 }),
  ),
})).one
const array = fc.array(value, { maxLength: 6 }).filter(depthOf)

function depthOf(one: unknown, depth = 0): boolean {
  return !Array.isArray(one) || (depth < 8 && one.every(item => depthOf(item, depth + 1)))
}

describe('deterministic CBOR', () => {
  it('reads back what it wrote, to the byte', () => {
    fc.assert(
      fc.property(array, one => {
        expect(decodeCbor(encodeCbor(one))).toEqual(one)
      }),
    )
  })

  it('accepts of all byte strings only those it would write itself', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.uint8Array({ maxLength: 40 }), array.map(encodeCbor)),
        fc.integer({ min: 0, max: 60 }),
        fc.nat(255),
        (bytes, at, byte) => {
          const changed = Uint8Array.from(bytes)
          if (at < changed.length) changed[at] = byte
          try {
            expect(encodeCbor(decodeCbor(changed))).toEqual(changed)
          } catch (error) {
            expect(error).toBeInstanceOf(CertificateFault)
          }
        },
      ),
      { numRuns: 2000 },
    )
  })

  const refused = {
    nothing: '',
    'a byte left over': '80f600',
    'an indefinite array': '9ff6ff',
    'indefinite text': '817f6161ff',
    'a number in a longer form': '811801',
    'a length in a longer form': '815801aa',
    'a map': '81a0',
    'a map with a key': '81a1616101',
    'a fraction': '81fb3ff8000000000000',
    'a whole number as a float': '81f93c00',
    'not a number': '81f97e00',
    undefined: '81f7',
    'a tag': '81c100',
    'a simple value': '81e0',
    'a number beyond 2^53': '811b0020000000000000',
    'text that is no UTF-8': '8161ff',
    'half a character': '8163eda080',
    'nine arrays deep': '818181818181818181f6',
    'sixty thousand arrays deep': '81'.repeat(60_000),
    'an array of four thousand million': '9affffffff',
    'a byte string longer than the bytes': '8143aabb',
  }
  for (const [what, bytes] of Object.entries(refused)) {
    it(`refuses ${what}`, () => expect(() => decodeCbor(hex(bytes))).toThrow(new CertificateFault('malformed')))
  }

  it('writes no fraction, no map, no undefined and no half character', () => {
    for (const one of [[1.5], [{}], [undefined], ['\ud800'], [Number.NaN], [2 ** 53], [1n], [new Map()]]) {
      expect(() => encodeCbor(one)).toThrow(new CertificateFault('malformed'))
    }
  })
})

describe('tagged messages', () => {
  it('are the tag in ASCII, then the array', () => {
    expect(Buffer.from(tagged('latchkey/blank/v1', ['chicago', 11])).toString('latin1')).toBe('latchkey/blank/v1\x82\x67chicago\x0b')
  })

  it('of two purposes are never the same bytes, not even when one tag begins like the other', () => {
    const tag = fc.constantFrom('latchkey/clerk/v1', 'latchkey/clerk/v10', 'latchkey/clerk/v', 'latchkey/desk/v1')
    fc.assert(
      fc.property(tag, array, tag, array, (a, left, b, right) => {
        const same = a === b && Buffer.compare(encodeCbor(left), encodeCbor(right)) === 0
        expect(Buffer.compare(taggedHash(a, left), taggedHash(b, right)) === 0).toBe(same)
      }),
    )
  })
})

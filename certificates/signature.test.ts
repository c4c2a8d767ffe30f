import { p256 } from '@noble/curves/nist.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CertificateFault } from './faults.ts'
import { derSignature, rawSignature } from './signature.ts'

const number = fc
  .tuple(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.nat(31))
  .map(([bytes, zeros]) => bytes.map((byte, at) => (at < zeros ? 0 : byte)))
  .filter(bytes => bytes.some(byte => byte !== 0))

describe('the DER of a signature', () => {
  it('holds r and s of every length, one spelling each', () => {
    fc.assert(
      fc.property(number, number, (r, s) => {
        const raw = Uint8Array.of(...r, ...s)
        expect(rawSignature(derSignature(raw))).toEqual(raw)
      }),
    )
  })

  it('is what noble and OpenSSL write', async () => {
    const scalar = p256.utils.randomSecretKey(new Uint8Array(48).fill(9))
    const message = new TextEncoder().encode('the same message')
    const signature = p256.Signature.fromBytes(p256.sign(message, scalar))
    expect(derSignature(signature.toBytes('compact'))).toEqual(signature.toBytes('der'))
    expect(rawSignature(signature.toBytes('der'))).toEqual(signature.toBytes('compact'))
  })

  const ones = '01'.repeat(32)
  const refused = {
    nothing: '',
    'no sequence': `31440220${ones}0220${ones}`,
    'a byte left over': `30440220${ones}0220${ones}00`,
    'a byte left over inside': `30450220${ones}0220${ones}00`,
    'a short sequence': `30430220${ones}0220${ones}`,
    'a long-form length': `3081440220${ones}0220${ones}`,
    'a negative r': `30440220ff${ones.slice(2)}0220${ones}`,
    'a zero that the sign does not need': `3045022100${ones}0220${ones}`,
    'an r of no bytes': `302402000220${ones}`,
    'an r of zero': `30250201000220${ones}`,
    'an s of zero': `30250220${ones}020100`,
    'an r of 33 bytes': `3045022101${ones}0220${ones}`,
    'an r that reaches beyond the end': `30060204010101`,
    'only r': `30220220${ones}`,
    'another tag for s': `30440220${ones}0320${ones}`,
  }
  for (const [what, hex] of Object.entries(refused)) {
    it(`refuses ${what}`, () =>
      expect(() => rawSignature(Uint8Array.from(Buffer.from(hex, 'hex')))).toThrow(new CertificateFault('malformed')))
  }

  it('throws nothing but the fault, whatever the bytes, and accepts only its own spelling', () => {
    const any = fc.oneof(fc.uint8Array({ maxLength: 80 }), fc.tuple(number, number, fc.nat(71), fc.nat(255)).map(changed))
    fc.assert(
      fc.property(any, bytes => {
        try {
          expect(derSignature(rawSignature(bytes))).toEqual(bytes)
        } catch (error) {
          expect(error).toEqual(new CertificateFault('malformed'))
        }
      }),
      { numRuns: 2000 },
    )
  })
})

function changed([r, s, at, byte]: [Uint8Array, Uint8Array, number, number]): Uint8Array {
  const der = derSignature(Uint8Array.of(...r, ...s))
  if (at < der.length) der[at] = byte
  return der
}

import { p256 } from '@noble/curves/nist.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CertificateFault } from './faults.ts'
import { compress, decompress, isPoint } from './p256.ts'

const key = fc.uint8Array({ minLength: 48, maxLength: 48 }).map(seed => p256.getPublicKey(p256.utils.randomSecretKey(seed), false))

describe('points of P-256', () => {
  it('are the same point after being compressed and decompressed', () => {
    fc.assert(
      fc.property(key, one => {
        expect(decompress(compress(one))).toEqual(one)
      }),
      { numRuns: 30 },
    )
  })

  it('agree with the key that OpenSSL derives', async () => {
    const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign'])
    const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
    expect(isPoint(raw)).toBe(true)
    expect(decompress(compress(raw))).toEqual(raw)
  })

  it('are not: a point off the curve, infinity, a compressed, hybrid, short or long form', () => {
    const good = p256.getPublicKey(p256.utils.randomSecretKey(new Uint8Array(48).fill(7)), false)
    const off = Uint8Array.from(good)
    off[64] = (off[64] ?? 0) ^ 1
    const hybrid = Uint8Array.from(good)
    hybrid[0] = 6
    for (const bad of [
      off,
      hybrid,
      compress(good),
      good.subarray(1),
      Uint8Array.of(0),
      new Uint8Array(65),
      Uint8Array.of(...good, 0),
      new Uint8Array(),
    ]) {
      expect(isPoint(bad)).toBe(false)
      expect(() => compress(bad)).toThrow(new CertificateFault('point'))
    }
    for (const bad of [good, new Uint8Array(33), new Uint8Array(33).fill(255), Uint8Array.of(0), new Uint8Array()]) {
      expect(() => decompress(bad)).toThrow(new CertificateFault('point'))
    }
  })

  it('never throw anything but the fault, whatever the bytes', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 70 }),
          fc.uint8Array({ minLength: 33, maxLength: 33 }).map(b => b.with(0, 2)),
        ),
        bytes => {
          try {
            expect(compress(decompress(bytes))).toEqual(bytes)
          } catch (error) {
            expect(error).toEqual(new CertificateFault('point'))
          }
        },
      ),
    )
  })
})

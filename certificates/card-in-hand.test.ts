import { createSoftwarePasskey } from '@latchkey/try/authenticator.ts'
import { makeRoot } from '@latchkey/try/made-root.ts'
import { random, verify } from '@latchkey/ui/platform.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { indexes } from './blank.ts'
import { type CardInHand, cardInHandTag, encodeCardInHand, parseCardInHand, verifyCardInHand } from './card-in-hand.ts'
import { decodeCbor, encodeCbor } from './cbor.ts'
import { certify, encodeCertified, parseCertified } from './certified.ts'
import { deskTag } from './desk.ts'
import { CertificateFault, type CertificateFaultCode } from './faults.ts'
import type { Passkey } from './passkey.ts'

const fault = (code: CertificateFaultCode) => new CertificateFault(code)
const origin = 'http://localhost:4400'
const { root } = makeRoot({ city: 'chicago', threshold: 2, administrators: 2, rpId: 'localhost', origin, random })
const passkeyOf = (seed: number, from = origin) =>
  createSoftwarePasskey({
    privateKey: new Uint8Array(32).fill(seed),
    credentialId: new Uint8Array(32).fill(seed),
    rpId: 'localhost',
    origin: from,
  })
const clerk = passkeyOf(7)
const said: CardInHand = {
  city: 'chicago',
  period: 11,
  blank: { index: 403, key: new Uint8Array(33).fill(2), signature: new Uint8Array(64).fill(9) },
}
const sign = async (changes: Partial<CardInHand> = {}, passkeys: Passkey[] = [clerk], tag = cardInHandTag) =>
  encodeCertified(await certify(tag, encodeCardInHand({ ...said, ...changes }), passkeys))

describe('a card in hand', () => {
  it('is said by one touch of the clerk whose desk it is', async () => {
    await expect(verifyCardInHand(root, clerk, await sign(), verify)).resolves.toEqual(said)
  })

  it('names the card by its blank and nothing of what the card says', () => {
    expect(decodeCbor(encodeCardInHand(said))).toEqual([1, 'chicago', 11, 403, said.blank.key, said.blank.signature])
  })

  it('is worth nothing from another clerk, from two, or from the right one beside a stranger', async () => {
    const other = passkeyOf(8)
    await expect(verifyCardInHand(root, clerk, await sign({}, [other]), verify)).rejects.toEqual(fault('assertion_passkey'))
    await expect(verifyCardInHand(root, clerk, await sign({}, [clerk, other]), verify)).rejects.toEqual(fault('malformed'))
    await expect(verifyCardInHand(root, clerk, await sign({}, [clerk, clerk]), verify)).rejects.toEqual(fault('malformed'))
    // Another key under the same credential.
    const pretender = createSoftwarePasskey({
      privateKey: new Uint8Array(32).fill(8),
      credentialId: clerk.credentialId,
      rpId: 'localhost',
      origin,
    })
    await expect(verifyCardInHand(root, clerk, await sign({}, [pretender]), verify)).rejects.toEqual(fault('signature'))
  })

  it('made for another city, on another page, or as another statement ends nothing', async () => {
    await expect(verifyCardInHand(root, clerk, await sign({ city: 'chicago/practice' }), verify)).rejects.toEqual(fault('other_city'))
    const elsewhere = passkeyOf(7, 'https://elsewhere.example')
    await expect(verifyCardInHand(root, clerk, await sign({}, [elsewhere]), verify)).rejects.toEqual(fault('assertion_origin'))
    await expect(verifyCardInHand(root, clerk, await sign({}, [clerk], deskTag), verify)).rejects.toEqual(fault('assertion_challenge'))
  })

  it('with one byte changed afterwards is about another card, which nobody touched a key for', async () => {
    const { assertions } = parseCertified(await sign())
    for (const changes of [
      { period: 12 },
      { blank: { ...said.blank, index: 404 } },
      { blank: { ...said.blank, key: said.blank.key.with(0, 3) } },
      { blank: { ...said.blank, signature: said.blank.signature.with(63, 8) } },
    ]) {
      const changed = encodeCertified({ body: encodeCardInHand({ ...said, ...changes }), assertions })
      await expect(verifyCardInHand(root, clerk, changed, verify)).rejects.toEqual(fault('assertion_challenge'))
    }
  })

  it('refuses leftovers, short keys, other versions and indexes that no list has', () => {
    const { index, key, signature } = said.blank
    const bodies: unknown[][] = [
      [1, 'chicago', 11, index, key, signature, 0],
      [1, 'chicago', 11, index, key],
      [2, 'chicago', 11, index, key, signature],
      [1, 'Chicago!', 11, index, key, signature],
      [1, 'chicago', 11, indexes, key, signature],
      [1, 'chicago', -1, index, key, signature],
      [1, 'chicago', 11, index, key.slice(1), signature],
      [1, 'chicago', 11, index, key, signature.slice(1)],
    ]
    for (const body of bodies) expect(() => parseCardInHand(encodeCbor(body as never))).toThrow(fault('malformed'))
    expect(() => parseCardInHand(Uint8Array.of(...encodeCardInHand(said), 0))).toThrow(fault('malformed'))
  })

  it('throws nothing but its fault, whatever the bytes, and accepts only its own spelling', () => {
    const own = encodeCardInHand(said)
    const any = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.tuple(fc.nat(own.length - 1), fc.nat(255)).map(([at, byte]) => own.with(at, byte)),
    )
    fc.assert(
      fc.property(any, bytes => {
        try {
          expect(encodeCardInHand(parseCardInHand(bytes))).toEqual(bytes)
        } catch (error) {
          expect(error).toEqual(fault('malformed'))
        }
      }),
    )
  })
})

import { createHash } from 'node:crypto'
import { base64urlnopad } from '@scure/base'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeCancelCode } from './cancel-code.ts'
import { claims } from './facts.ts'
import { CardFault, cardFaults } from './faults.ts'
import { compareBytes, requestHash } from './request.ts'
import { encodeSealed, parseSealed, type SealedCard, verifySealed } from './sealed.ts'
import { bytesOf, cancelKey, keyOf, makeSpecimen, specimenCertificate, verify } from './vectors/specimen.ts'

const { sealed, request, requestHash: agreed, period } = await makeSpecimen()

async function faultOf(of: SealedCard, expected: Partial<Parameters<typeof verifySealed>[1]> = {}): Promise<string> {
  try {
    await verifySealed(of, { requestHash: agreed, period, verify, ...expected })
  } catch (fault) {
    if (fault instanceof CardFault) return fault.code
    throw fault
  }
  return 'none'
}

const payloadOf = (jwt: string) => JSON.parse(Buffer.from(jwt.split('.')[1]!, 'base64url').toString()) as Record<string, unknown>

/** The blank's own key signs a text of the attacker's choice: a signer that was replaced. */
async function signedAs(payload: unknown, header = JSON.parse(Buffer.from(sealed.jwt.split('.')[0]!, 'base64url').toString()) as unknown) {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const input = `${encode(header)}.${encode(payload)}`
  return { ...sealed, jwt: `${input}.${base64urlnopad.encode(await keyOf('blank').sign(Buffer.from(input)))}` }
}

describe('a sealed card', () => {
  it('is accepted, and comes back from what the phone keeps', async () => {
    expect(await faultOf(sealed)).toBe('none')
    const bytes = encodeSealed(sealed)
    expect(parseSealed(bytes)).toEqual(sealed)
    expect(await faultOf(parseSealed(bytes))).toBe('none')
  })

  it('says only what the template says: issuer, type, dates of the period, index, holder and nine digests', () => {
    expect(Object.keys(payloadOf(sealed.jwt))).toEqual(['iss', 'vct', 'iat', 'exp', 'cnf', 'status', '_sd_alg', 'person'])
    expect(payloadOf(sealed.jwt)).toMatchObject({
      iss: 'https://id.example',
      vct: 'urn:latchkey:card:1',
      iat: period.first,
      exp: period.technicalEnd,
      status: { status_list: { idx: 654_321, uri: period.listAddress } },
      _sd_alg: 'sha-256',
    })
    expect((payloadOf(sealed.jwt).person as { _sd: string[] })._sd).toHaveLength(9)
  })

  const shorterName = { ...sealed.facts, name: 'Amina Okafor' }
  it.each<[string, Partial<SealedCard>, string]>([
    ['a fact that nobody said yes to', { facts: { ...sealed.facts, gender: 'X' } }, 'malformed'],
    ['a fact left out of the digests', { facts: shorterName, disclosures: sealed.disclosures }, 'malformed'],
    [
      'salts of another visit',
      { salts: { ...sealed.salts, compact: { ...sealed.salts.compact, rest: new Uint8Array(16) } } },
      'other_request',
    ],
    ['another city', { city: 'boston' }, 'wrong_period'],
    ['another period', { period: 12 }, 'wrong_period'],
    ['a token that is none', { jwt: 'a.b.c' }, 'malformed'],
    ['a blank of another index', { blank: { ...sealed.blank, index: 1 } }, 'not_template'],
    ['a blank that the period did not sign', { blank: { ...sealed.blank, signature: new Uint8Array(64) } }, 'blank'],
    ['a blank with another key', { blank: { ...sealed.blank, key: keyOf('thief').compressed } }, 'blank'],
    ['the two compact seals swapped', { compactCard: sealed.compactSheet, compactSheet: sealed.compactCard }, 'signature'],
    ['no seal for the sheet', { compactSheet: new Uint8Array(64) }, 'signature'],
    ['the cancel code of another card', { cancelCode: makeCancelCode(cancelKey, period.city, period.period, 5) }, 'cancel_other'],
    ['a mistyped cancel code', { cancelCode: '0'.repeat(23) + '1' }, 'cancel_code'],
  ])('is refused with %s', async (_, change, code) => {
    expect(await faultOf({ ...sealed, ...change })).toBe(code)
  })

  it('is refused when both sides agreed on something else', async () => {
    expect(await faultOf(sealed, { requestHash: bytesOf('other') })).toBe('other_request')
    expect(await faultOf(sealed, { period: specimenCertificate('chicago/practice', 12) })).toBe('wrong_period')
    expect(await faultOf(sealed, { period: { ...period, technicalEnd: period.technicalEnd + 1 } })).toBe('not_template')
  })

  it('is refused when the signer put anything else into the token', async () => {
    const payload = payloadOf(sealed.jwt)
    const { exp: _, ...withoutEnd } = payload
    const swapped = Object.fromEntries(Object.entries(payload).reverse())
    for (const changed of [
      { ...payload, desk: '7' },
      withoutEnd,
      swapped,
      { ...payload, iat: period.first + 1 },
      { ...payload, sub: null },
    ]) {
      expect(await faultOf(await signedAs(changed))).toBe('not_template')
    }
    expect(await faultOf(await signedAs({ ...payload, cnf: { jwk: { kty: 'EC', crv: 'P-256', x: 'AA' } } }))).toBe('not_template')
    const thief = keyOf('thief').publicKey
    const jwk = { kty: 'EC', crv: 'P-256', x: base64urlnopad.encode(thief.slice(1, 33)), y: base64urlnopad.encode(thief.slice(33)) }
    expect(await faultOf(await signedAs({ ...payload, cnf: { jwk } }))).toBe('other_request')
    expect(await faultOf(await signedAs(payload, { alg: 'ES256', typ: 'dc+sd-jwt' }))).toBe('not_template')
    expect(await faultOf(await signedAs(payload, { alg: 'ES256', typ: 'JWT', x5c: ['AAAA'] }))).toBe('not_template')
  })

  it('is refused when the token was signed by another key, or its certificate is for another key', async () => {
    const broken = { ...sealed, jwt: sealed.jwt.slice(0, -86) + base64urlnopad.encode(new Uint8Array(64).fill(1)) }
    expect(await faultOf(broken)).toBe('signature')
    const other = await makeSpecimen({ certificate: new Uint8Array(300) })
    expect(await faultOf(other.sealed, { requestHash: other.requestHash })).toBe('blank_certificate')
  })

  it.each(['exp', 'cnf', 'status', 'vct', 'over_21', '__proto__'])(
    'is refused by phone and desk alike when a digest hides %s',
    async name => {
      // A dishonest desk puts this digest into its request, a dishonest phone into its hash: the other one computes its own.
      const hidden = Buffer.from(JSON.stringify([Buffer.alloc(16).toString('base64url'), name, 'x'])).toString('base64url')
      const digest = new Uint8Array(createHash('sha256').update(hidden).digest())
      const sd = [...request.sd.slice(1), digest].sort(compareBytes)
      const asked = { ...request, sd }
      expect(requestHash(asked)).not.toEqual(agreed)
      const person = { _sd: sd.map(one => base64urlnopad.encode(one)) }
      const token = await signedAs({ ...payloadOf(sealed.jwt), person })
      expect(await faultOf(token)).toBe('not_template')
      expect(await faultOf(token, { requestHash: requestHash(asked) })).toBe('other_request')
    },
  )

  it('opens the nine claims in order', () => {
    const names = sealed.disclosures.map(one => (JSON.parse(Buffer.from(one, 'base64url').toString()) as string[])[1])
    expect(names).toEqual(claims)
  })

  it('answers any changed bytes with a fault of the list, and never verifies', async () => {
    const bytes = encodeSealed(sealed)
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.uint8Array({ minLength: 1, maxLength: 6 }), async (at, noise) => {
        const changed = bytes.slice()
        changed.set(noise.subarray(0, bytes.length - at), at)
        if (changed.every((byte, place) => byte === bytes[place])) return
        let code = 'none'
        try {
          code = await faultOf(parseSealed(changed))
        } catch (fault) {
          if (!(fault instanceof CardFault)) throw fault
          code = fault.code
        }
        expect(code in cardFaults).toBe(true)
      }),
    )
  })

  it('of before there was a veteran mark is read from where a phone kept it, and kept as it was', () => {
    // As it was written then: 1 in front, eight claims, eleven salts.
    const before = {
      ...sealed,
      salts: { ...sealed.salts, sdJwt: sealed.salts.sdJwt.slice(0, -1) },
      disclosures: sealed.disclosures.slice(0, -1),
    }
    const bytes = encodeSealed(before)
    expect(bytes.subarray(0, 2)).toEqual(Uint8Array.of(0x8b, 1))
    expect(bytes.length).toBe(encodeSealed(sealed).length - 16 - 1)
    expect(parseSealed(bytes)).toEqual(before)
    for (const other of [encodeSealed(sealed).with(1, 1), bytes.with(1, 2), bytes.with(1, 3)])
      expect(() => parseSealed(new Uint8Array(other))).toThrow('malformed')
  })

  it('is not read from bytes that were changed in shape', () => {
    const bytes = encodeSealed(sealed)
    expect(() => parseSealed(bytes.subarray(1))).toThrow('malformed')
    expect(() => parseSealed(new Uint8Array([...bytes, 0]))).toThrow('malformed')
    expect(() => parseSealed(new Uint8Array(24_001))).toThrow('malformed')
  })
})

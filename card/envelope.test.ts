import { encodeCbor } from '@latchkey/certificates/cbor.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  approvalChallenge,
  type EnvelopeContent,
  encLength,
  encodeEnvelope,
  parseEnvelope,
  splitSealed,
  xWingKeyLength,
} from './envelope.ts'
import type { CardFault } from './faults.ts'
import { encodeRequest } from './request.ts'
import { makeSpecimen } from './vectors/specimen.ts'

const { request, requestHash } = await makeSpecimen()
const assertion = {
  credentialId: new Uint8Array(32),
  authenticatorData: new Uint8Array(37),
  clientDataJSON: new Uint8Array(150),
  signature: new Uint8Array(71),
}
const content: EnvelopeContent = {
  request: encodeRequest(request),
  answerKey: new Uint8Array(xWingKeyLength),
  assertion,
  clerk: new Uint8Array(400),
  notAfter: 1_800_000_000,
}

describe('envelope', () => {
  it('comes back', () => {
    expect(parseEnvelope(encodeEnvelope(content))).toEqual(content)
  })

  it.each<[string, Partial<EnvelopeContent>]>([
    ['a request that is longer', { request: new Uint8Array(444) }],
    ['an answer key of another length', { answerKey: new Uint8Array(32) }],
    ['an assertion without a credential', { assertion: { ...assertion, credentialId: new Uint8Array() } }],
    ['an assertion with a long signature', { assertion: { ...assertion, signature: new Uint8Array(73) } }],
    ['a huge clerk certificate', { clerk: new Uint8Array(8193) }],
    ['a time before 1970', { notAfter: -1 }],
  ])('refuses %s', (_, change) => {
    expect(() => parseEnvelope(encodeEnvelope({ ...content, ...change }))).toThrow('malformed')
  })

  it('answers any changed bytes with content or malformed', () => {
    const bytes = encodeEnvelope(content)
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.uint8Array({ minLength: 1, maxLength: 6 }), (at, noise) => {
        const changed = bytes.slice()
        changed.set(noise.subarray(0, bytes.length - at), at)
        try {
          expect(encodeEnvelope(parseEnvelope(changed))).toEqual(changed)
        } catch (fault) {
          expect((fault as CardFault).code).toBe('malformed')
        }
      }),
    )
  })

  it('refuses one place more', () => {
    expect(() => parseEnvelope(encodeCbor([content.request, content.answerKey, [], content.clerk, 1, null]))).toThrow('malformed')
    expect(() => parseEnvelope(new Uint8Array(14_001))).toThrow('malformed')
  })

  it('is cut behind the encapsulated key, and never too short to hold anything', () => {
    const { enc, ct } = splitSealed(new Uint8Array(encLength + 17))
    expect([enc.length, ct.length]).toEqual([encLength, 17])
    expect(() => splitSealed(new Uint8Array(encLength + 16))).toThrow('malformed')
  })

  it('is approved for one signer, one request, one answer key and one time', () => {
    const approval = { signerKey: new Uint8Array(1216), requestHash, answerKey: content.answerKey, notAfter: content.notAfter }
    const other = Uint8Array.of(1)
    const all = [
      approval,
      { ...approval, signerKey: other },
      { ...approval, requestHash: other },
      { ...approval, answerKey: other },
      { ...approval, notAfter: 1 },
    ].map(one => Buffer.from(approvalChallenge(one)).toString('hex'))
    expect(new Set(all).size).toBe(5)
  })
})

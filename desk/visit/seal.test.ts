import { answerLength } from '@latchkey/card/answer.ts'
import { type EnvelopeContent, envelopeInfo, splitSealed } from '@latchkey/card/envelope.ts'
import { closeAnswer, createOneUseKey } from '@latchkey/signer/open.ts'
import { random } from '@latchkey/ui/platform.ts'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { ml_kem768_x25519 } from '@noble/post-quantum/hybrid.js'
import fc from 'fast-check'
import * as hpke from 'hpke'
import { beforeAll, describe, expect, test } from 'vitest'
import { type AnswerKey, closeEnvelope, makeAnswerKey, openAnswer } from './seal.ts'

let key: AnswerKey
let content: EnvelopeContent
beforeAll(async () => {
  key = await makeAnswerKey(random)
  content = {
    request: random(477),
    answerKey: key.publicKey,
    assertion: { credentialId: random(32), authenticatorData: random(37), clientDataJSON: random(120), signature: random(70) },
    clerk: random(600),
    notAfter: 1_795_000_060,
  }
})

describe('the envelope', () => {
  test('opens at the signer it was closed to, and at no other', async () => {
    const signer = await createOneUseKey()
    const envelope = await closeEnvelope(signer.publicKey, content)
    expect(await signer.open(envelope)).toEqual(content)
    await expect((await createOneUseKey()).open(envelope)).rejects.toThrow('envelope')
  })

  test('opens with a second stack: HPKE of another library, X-Wing of a third', async () => {
    const { publicKey, secretKey } = ml_kem768_x25519.keygen(random(32))
    const suite = new hpke.CipherSuite(xWingOf(secretKey), hpke.KDF_HKDF_SHA256, hpke.AEAD_AES_256_GCM)
    const { enc, ct } = splitSealed(await closeEnvelope(publicKey, content))
    const recipient = await suite.SetupRecipient(await suite.DeserializePrivateKey(secretKey), enc, { info: utf8ToBytes(envelopeInfo) })
    const opened = await recipient.Open(ct)
    expect(opened.length).toBeGreaterThan(477 + 1216)
  })

  test('is not closed to a key that is none', async () => {
    for (const bad of [new Uint8Array(0), new Uint8Array(1215), new Uint8Array(1216).fill(0xff)])
      await expect(closeEnvelope(bad, content)).rejects.toThrow('malformed')
  })

  test('has one length for one clerk, whatever is asked for', async () => {
    const signer = await createOneUseKey()
    const lengths = await Promise.all(
      [1, 2, 3].map(async () => (await closeEnvelope(signer.publicKey, { ...content, request: random(477) })).length),
    )
    expect(new Set(lengths).size).toBe(1)
  })
})

describe('the answer', () => {
  test('opens with the key of this approval only', async () => {
    const answer = random(answerLength)
    const closed = await closeAnswer(key.publicKey, answer)
    expect(await openAnswer(key, closed)).toEqual(answer)
    await expect(openAnswer(await makeAnswerKey(random), closed)).rejects.toThrow('malformed')
  })

  test('of another length than every answer is no answer', async () => {
    await expect(openAnswer(key, await closeAnswer(key.publicKey, random(answerLength - 1)))).rejects.toThrow('malformed')
  })

  test('changed anywhere, or any other bytes: refused by name', async () => {
    const closed = await closeAnswer(key.publicKey, random(answerLength))
    await fc.assert(
      fc.asyncProperty(fc.nat(closed.length - 1), fc.nat(7), async (at, bit) => {
        await expect(
          openAnswer(
            key,
            closed.map((byte, i) => (i === at ? byte ^ (1 << bit) : byte)),
          ),
        ).rejects.toThrow('malformed')
      }),
      { numRuns: 20 },
    )
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), async bytes => {
        await expect(openAnswer(key, bytes)).rejects.toThrow('malformed')
      }),
      { numRuns: 20 },
    )
  })
})

function xWingOf(secretKey: Uint8Array): hpke.KEMFactory {
  const key: hpke.Key = { type: 'private', extractable: false, algorithm: { name: 'X-Wing' } }
  const not = () => Promise.reject(new Error('not needed here'))
  return () => ({
    id: 0x647a,
    type: 'KEM',
    name: 'X-Wing',
    Nsecret: 32,
    Nenc: 1120,
    Npk: 1216,
    Nsk: 32,
    DeriveKeyPair: not,
    GenerateKeyPair: not,
    SerializePublicKey: not,
    DeserializePublicKey: not,
    SerializePrivateKey: not,
    DeserializePrivateKey: async () => key,
    Encap: not,
    Decap: async enc => ml_kem768_x25519.decapsulate(enc, secretKey),
  })
}

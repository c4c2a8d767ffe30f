import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'
import { XWing } from '@hpke/hybridkem-x-wing'
import { answerInfo, type EnvelopeContent, envelopeInfo, parseEnvelope, splitSealed } from '@latchkey/card/envelope.ts'
import type { PooledBlank } from '@latchkey/card/pipe.ts'
import { poolInfo } from '@latchkey/certificates/blank.ts'
import { sameBytes } from '@latchkey/certificates/cbor.ts'
import { p256 } from '@noble/curves/nist.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { asFault, SignerFault } from './faults.ts'

/** HPKE (RFC 9180), base mode, X-Wing / HKDF-SHA256 / AES-256-GCM: the desk's end of the same calls is desk/visit/seal.ts. */
const suite = new CipherSuite({ kem: new XWing(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })
/** The suite that blanks' one-time keys are closed with (certificates/x509/make.ts). */
const poolSuite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })

/** A key pair that exists in this process, once. */
export interface OneUseKey {
  /** X-Wing, 1216 bytes. */
  publicKey: Uint8Array
  /** Opens the envelope closed to it. @throws SignerFault `envelope` */
  open(envelope: Uint8Array): Promise<EnvelopeContent>
}

/**
 * A key that was tried once, on nothing: what is closed to it opens again. The first time costs this process three times as much as every later one, and now
 * nobody waits.
 * @throws SignerFault `envelope`
 */
export async function createOneUseKey(): Promise<OneUseKey> {
  const pair = await suite.kem.generateKeyPair()
  const [nothing, info] = [new Uint8Array(32), utf8ToBytes(envelopeInfo)]
  const { enc, ct } = await suite.seal({ recipientPublicKey: pair.publicKey, info }, nothing)
  const opened = await suite.open({ recipientKey: pair, enc, info }, ct)
  if (!sameBytes(new Uint8Array(opened), nothing)) throw new SignerFault('envelope')
  return {
    publicKey: new Uint8Array(await suite.kem.serializePublicKey(pair.publicKey)),
    open: envelope =>
      asFault('envelope', async () => {
        const { enc, ct } = splitSealed(envelope)
        const content = await suite.open({ recipientKey: pair, enc, info: utf8ToBytes(envelopeInfo) }, ct)
        return parseEnvelope(new Uint8Array(content))
      }),
  }
}

/** Closes the answer to the desk's one-use key: enc 1120 ‖ ct. @throws SignerFault `envelope` for a key that is none */
export function closeAnswer(answerKey: Uint8Array, answer: Uint8Array): Promise<Uint8Array> {
  return asFault('envelope', async () => {
    const recipientPublicKey = await suite.kem.deserializePublicKey(answerKey)
    const { enc, ct } = await suite.seal({ recipientPublicKey, info: utf8ToBytes(answerInfo) }, answer)
    return concatBytes(new Uint8Array(enc), new Uint8Array(ct))
  })
}

/**
 * Opens the blank's one-time key. The serving process says which blank: a scalar that does not belong to the key on the blank would
 * make a card that no verifier takes.
 * @returns 32 bytes, the private scalar
 * @throws SignerFault `pool_blank`
 */
export function openOneTimeKey(poolPrivate: Uint8Array, blank: PooledBlank): Promise<Uint8Array> {
  return asFault('pool_blank', async () => {
    const recipientKey = await poolSuite.kem.deserializePrivateKey(poolPrivate)
    const [enc, ct] = [blank.closed.subarray(0, 65), blank.closed.subarray(65)]
    const scalar = new Uint8Array(await poolSuite.open({ recipientKey, enc, info: utf8ToBytes(poolInfo) }, ct))
    if (!sameBytes(p256.getPublicKey(scalar, true), blank.key)) throw new SignerFault('pool_blank')
    return scalar
  })
}

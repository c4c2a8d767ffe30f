/**
 * Desk: the two HPKE messages of the seal (PROTOCOL §5). The envelope goes to the one-use key of a signer, the answer comes back to the
 * one-use key made here; the server between them carries ciphertext. The signer's end of the same calls is signer/open.ts.
 */
import { Aes256Gcm, CipherSuite, HkdfSha256 } from '@hpke/core'
import { XWing } from '@hpke/hybridkem-x-wing'
import { answerLength } from '@latchkey/card/answer.ts'
import { answerInfo, type EnvelopeContent, encodeEnvelope, envelopeInfo, splitSealed } from '@latchkey/card/envelope.ts'
import { CardFault } from '@latchkey/card/faults.ts'
import type { Random } from '@latchkey/certificates/ports.ts'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'

const kem = new XWing()
/** Base mode, X-Wing / HKDF-SHA256 / AES-256-GCM. */
const suite = new CipherSuite({ kem, kdf: new HkdfSha256(), aead: new Aes256Gcm() })

/** One approval's key: the signer closes its answer to it, so that nobody between can read or swap it. */
export interface AnswerKey {
  /** X-Wing, 1,216 bytes; part of what the passkey approves. */
  publicKey: Uint8Array
  privateKey: CryptoKey
}

export async function makeAnswerKey(random: Random): Promise<AnswerKey> {
  const seed = random(32)
  const pair = await kem.generateKeyPairDerand(seed.slice())
  seed.fill(0)
  return { publicKey: new Uint8Array(await kem.serializePublicKey(pair.publicKey)), privateKey: pair.privateKey }
}

/**
 * Closes request, answer key and approval to the leased signer: enc 1120 ‖ ct.
 * @param signerKey X-Wing, 1,216 bytes, from the server: whoever holds it, it is part of what the passkey approved
 * @throws CardFault `malformed` for a key that is none
 */
export async function closeEnvelope(signerKey: Uint8Array, content: EnvelopeContent): Promise<Uint8Array> {
  try {
    const recipientPublicKey = await kem.deserializePublicKey(plain(signerKey))
    const { enc, ct } = await suite.seal({ recipientPublicKey, info: plain(utf8ToBytes(envelopeInfo)) }, plain(encodeEnvelope(content)))
    return concatBytes(new Uint8Array(enc), new Uint8Array(ct))
  } catch (cause) {
    if (cause instanceof CardFault) throw cause
    throw new CardFault('malformed')
  }
}

/** @returns the answer's 4,096 bytes (card/answer.ts) @throws CardFault `malformed` for anything not closed to this key by this protocol */
export async function openAnswer(key: AnswerKey, answer: Uint8Array): Promise<Uint8Array> {
  const { enc, ct } = splitSealed(answer)
  let opened: Uint8Array
  try {
    const recipient = { recipientKey: key.privateKey, enc: plain(enc), info: plain(utf8ToBytes(answerInfo)) }
    opened = new Uint8Array(await suite.open(recipient, plain(ct)))
  } catch {
    throw new CardFault('malformed')
  }
  if (opened.length !== answerLength) throw new CardFault('malformed')
  return opened
}

// The library reads the whole buffer behind a view: it must get exactly the bytes meant.
const plain = (bytes: Uint8Array): ArrayBuffer => bytes.slice().buffer as ArrayBuffer

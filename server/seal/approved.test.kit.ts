/** The desk's end of the seal for tests: approves by a software passkey and closes the envelope (desk/visit/ does the same with a person). */
import { Aes256Gcm, CipherSuite, HkdfSha256 } from '@hpke/core'
import { XWing } from '@hpke/hybridkem-x-wing'
import { answerInfo, approvalChallenge, encodeEnvelope, envelopeInfo, splitSealed } from '@latchkey/card/envelope.ts'
import { encodeRequest } from '@latchkey/card/request.ts'
import { makeSpecimen } from '@latchkey/card/vectors/specimen.ts'
import type { MadePerson } from '@latchkey/try/made-root.ts'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'

const suite = new CipherSuite({ kem: new XWing(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })

export interface Approved {
  envelope: Uint8Array
  /** Opens the answer; its plaintext is padded to 4,096 bytes (card/answer.ts). */
  open(answer: Uint8Array): Promise<Uint8Array>
}

export async function approve(person: MadePerson, signerKey: Uint8Array, notAfter: number): Promise<Approved> {
  const { request, requestHash } = await makeSpecimen()
  const pair = await suite.kem.generateKeyPair()
  const answerKey = new Uint8Array(await suite.kem.serializePublicKey(pair.publicKey))
  const assertion = await person.passkey.assert(approvalChallenge({ signerKey, requestHash, answerKey, notAfter }))
  const content = encodeEnvelope({ request: encodeRequest(request), answerKey, assertion, clerk: person.certified, notAfter })
  const recipientPublicKey = await suite.kem.deserializePublicKey(signerKey)
  const { enc, ct } = await suite.seal({ recipientPublicKey, info: utf8ToBytes(envelopeInfo) }, content)
  return {
    envelope: concatBytes(new Uint8Array(enc), new Uint8Array(ct)),
    open: async answer => {
      const { enc, ct } = splitSealed(answer)
      return new Uint8Array(await suite.open({ recipientKey: pair, enc, info: utf8ToBytes(answerInfo) }, ct))
    },
  }
}

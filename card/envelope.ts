import type { Assertion } from '@latchkey/certificates/assertion.ts'
import { largestAssertion } from '@latchkey/certificates/assertion.ts'
import { encodeCbor } from '@latchkey/certificates/cbor.ts'
import { bytes, type Field, moment } from '@latchkey/certificates/fields.ts'
import { taggedHash } from '@latchkey/certificates/tagged.ts'
import { CardFault } from './faults.ts'
import { readFields } from './read-array.ts'
import { requestLength } from './request.ts'

/**
 * The byte layouts of the seal's two HPKE messages (PROTOCOL §5). Desk and signer make the HPKE calls themselves; here is only
 * what is inside and what the info strings are.
 *
 *   envelope = enc 1120 ‖ ct of CBOR [request 477, answer key 1216, [credential id, authenticator data, client data, signature], clerk, not after]
 *   answer   = enc 1120 ‖ ct of 4096 (answer.ts), tag 16 included behind it
 */
export interface EnvelopeContent {
  /** Exact bytes of `encodeRequest`. */
  request: Uint8Array
  /** The desk's one-use X-Wing public key, 1,216 bytes: the answer is closed to it. */
  answerKey: Uint8Array
  /** The clerk's approval over `approvalChallenge`. */
  assertion: Assertion
  /** The certified clerk certificate, exact bytes. */
  clerk: Uint8Array
  /** Seconds since 1970. */
  notAfter: number
}

type EnvelopeFields = [Uint8Array, Uint8Array, [Uint8Array, Uint8Array, Uint8Array, Uint8Array], Uint8Array, number]

export const envelopeInfo = 'latchkey/envelope/v1'
export const answerInfo = 'latchkey/answer/v1'

/** X-Wing: encapsulated key and public key. Bytes. */
export const encLength = 1120
export const xWingKeyLength = 1216

/** Largest clerk certificate anybody sends. Bytes. */
const clerkMost = 8192

const assertionField: Field<[Uint8Array, Uint8Array, Uint8Array, Uint8Array]> = (
  value,
): value is [Uint8Array, Uint8Array, Uint8Array, Uint8Array] =>
  Array.isArray(value) &&
  value.length === 4 &&
  bytes(1, largestAssertion.credentialId)(value[0]) &&
  bytes(37, largestAssertion.authenticatorData)(value[1]) &&
  bytes(1, largestAssertion.clientDataJSON)(value[2]) &&
  bytes(8, largestAssertion.signature)(value[3])

export function encodeEnvelope({ request, answerKey, assertion, clerk, notAfter }: EnvelopeContent): Uint8Array {
  const { credentialId, authenticatorData, clientDataJSON, signature } = assertion
  return encodeCbor([request, answerKey, [credentialId, authenticatorData, clientDataJSON, signature], clerk, notAfter])
}

/** The signer: a desk wrote these bytes. Shapes only; `parseRequest` and the certificates say the rest. @throws CardFault `malformed` */
export function parseEnvelope(encoded: Uint8Array): EnvelopeContent {
  if (encoded.length > 14_000) throw new CardFault('malformed')
  const [request, answerKey, assertion, clerk, notAfter] = readFields<EnvelopeFields>(encoded, [
    bytes(requestLength),
    bytes(xWingKeyLength),
    assertionField,
    bytes(64, clerkMost),
    moment,
  ])
  const [credentialId, authenticatorData, clientDataJSON, signature] = assertion
  return { request, answerKey, assertion: { credentialId, authenticatorData, clientDataJSON, signature }, clerk, notAfter }
}

/** enc ‖ ct → its two parts. @throws CardFault `malformed` */
export function splitSealed(message: Uint8Array): { enc: Uint8Array; ct: Uint8Array } {
  if (message.length <= encLength + 16) throw new CardFault('malformed')
  return { enc: message.slice(0, encLength), ct: message.slice(encLength) }
}

/**
 * What the clerk's passkey signs, 32 bytes. The signer's one-use key stands for the room, so the signer never learns the room;
 * the answer key keeps a relay from having the answer closed to itself.
 */
export function approvalChallenge(approval: {
  signerKey: Uint8Array
  requestHash: Uint8Array
  answerKey: Uint8Array
  notAfter: number
}): Uint8Array {
  const { signerKey, requestHash, answerKey, notAfter } = approval
  return taggedHash('latchkey/approve/v1', [signerKey, requestHash, answerKey, notAfter])
}

import type { Assertion } from '@latchkey/certificates/assertion.ts'

/**
 * The byte layouts of the seal's two HPKE messages (PROTOCOL §5). Desk and signer make the HPKE calls themselves; here is only
 * what is inside and what the info strings are.
 *
 *   envelope = enc 1120 ‖ ct of CBOR [request 443, answerKey 1216, [credentialId, authenticatorData, clientDataJSON, signature], clerk, notAfter]
 *   answer   = enc 1120 ‖ ct of 4096 + 16
 */
export interface EnvelopeContent {
  /** Exact bytes of `encodeRequest`. */
  request: Uint8Array
  /** The desk's one-use X-Wing public key, 1216 bytes: the answer is closed to it. */
  answerKey: Uint8Array
  /** The clerk's approval over `approvalChallenge`. */
  assertion: Assertion
  /** The certified clerk certificate, exact bytes. */
  clerk: Uint8Array
  /** Seconds since 1970. */
  notAfter: number
}

export const envelopeInfo = 'latchkey/envelope/v1'
export const answerInfo = 'latchkey/answer/v1'
/** X-Wing: encapsulated key and public key. Bytes. */
export const encLength = 1120
export const xWingKeyLength = 1216

export declare function encodeEnvelope(content: EnvelopeContent): Uint8Array
/** @throws CardFault `malformed` */
export declare function parseEnvelope(bytes: Uint8Array): EnvelopeContent
/** enc ‖ ct → its two parts. @throws CardFault `malformed` */
export declare function splitSealed(bytes: Uint8Array): { enc: Uint8Array; ct: Uint8Array }
/** What the clerk's passkey signs: the one-use signer key stands for the room, so the signer never learns it. */
export declare function approvalChallenge(approval: {
  signerKey: Uint8Array
  requestHash: Uint8Array
  answerKey: Uint8Array
  notAfter: number
}): Uint8Array

import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { type Assertion, largestAssertion, verifyAssertion } from './assertion.ts'
import { encodeCbor, sameBytes } from './cbor.ts'
import { CertificateFault } from './faults.ts'
import { bytes, checkFields, type Field, readFields } from './fields.ts'
import type { Passkey } from './passkey.ts'
import type { Verify } from './ports.ts'
import type { Root } from './root.ts'

/** A statement as exact bytes, and the assertions made over it. CBOR [body, [[credentialId, authenticatorData, clientDataJSON, signature], …]]. */
export interface Certified {
  body: Uint8Array
  assertions: Assertion[]
}

/** Largest certified statement on any wire. Bytes. */
export const largestCertified = 8192
const mostAssertions = 16

const assertionFields: [Field<Uint8Array>, Field<Uint8Array>, Field<Uint8Array>, Field<Uint8Array>] = [
  bytes(1, largestAssertion.credentialId),
  bytes(37, largestAssertion.authenticatorData),
  bytes(1, largestAssertion.clientDataJSON),
  bytes(8, largestAssertion.signature),
]
const isList: Field<unknown[]> = (value): value is unknown[] => Array.isArray(value) && value.length >= 1 && value.length <= mostAssertions
const isArray: Field<unknown[]> = (value): value is unknown[] => Array.isArray(value)

/** The four byte strings of an assertion, in the order in which every message of ours carries them. */
export function assertionToFields(assertion: Assertion): Uint8Array[] {
  return [assertion.credentialId, assertion.authenticatorData, assertion.clientDataJSON, assertion.signature]
}

/** The reverse for a value out of decoded CBOR. @throws CertificateFault `malformed` */
export function assertionFromFields(value: unknown): Assertion {
  if (!isArray(value)) throw new CertificateFault('malformed')
  const [credentialId, authenticatorData, clientDataJSON, signature] = checkFields(value, assertionFields)
  return { credentialId, authenticatorData, clientDataJSON, signature }
}

export function encodeCertified(certified: Certified): Uint8Array {
  return encodeCbor([certified.body, certified.assertions.map(assertionToFields)])
}

/** @throws CertificateFault `malformed` */
export function parseCertified(encoded: Uint8Array): Certified {
  const [body, list] = readFields<[Uint8Array, unknown[]]>(encoded, largestCertified, [bytes(1, 4096), isList])
  return { body, assertions: list.map(assertionFromFields) }
}

/** What an assertion over a statement answers: SHA-256(tag ‖ body), 32 bytes. */
export function certifiedChallenge(tag: string, body: Uint8Array): Uint8Array {
  return sha256(concatBytes(utf8ToBytes(tag), body))
}

/** Asks each passkey in turn to sign the statement; a person who refuses ends it with the passkey's own error. */
export async function certify(tag: string, body: Uint8Array, passkeys: Passkey[]): Promise<Certified> {
  const challenge = certifiedChallenge(tag, body)
  const assertions: Assertion[] = []
  for (const passkey of passkeys) assertions.push(await passkey.assert(challenge))
  return { body, assertions }
}

/**
 * Checks that administrators of this root signed the statement. Every assertion must hold, also the ones beyond the threshold;
 * different people are counted afterwards, by alias: the same passkey twice, or two passkeys of one person, are one.
 * @param threshold of different administrators; `root.threshold` for clerks and periods, 1 for the ways in
 * @throws CertificateFault `not_an_administrator`, `too_few` and those of `verifyAssertion`
 */
export async function verifyCertified(root: Root, tag: string, certified: Certified, threshold: number, verify: Verify): Promise<void> {
  const challenge = certifiedChallenge(tag, certified.body)
  const people = new Set<string>()
  for (const assertion of certified.assertions) {
    const administrator = root.administrators.find(one => sameBytes(one.credentialId, assertion.credentialId))
    if (administrator === undefined) throw new CertificateFault('not_an_administrator')
    await verifyAssertion(assertion, expectedOf(root, administrator.publicKey, challenge), verify)
    people.add(administrator.alias)
  }
  if (people.size < threshold) throw new CertificateFault('too_few')
}

/** What an assertion must be for this root: shared by administrators' statements, a clerk's desk key and a clerk's approval. */
export function expectedOf(root: Root, publicKey: Uint8Array, challenge: Uint8Array) {
  return { publicKey, rpId: root.rpId, origins: root.origins, challenge, allowBackupEligible: root.practice }
}

import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { base64urlnopad, utf8 } from '@scure/base'
import { decode } from 'cborg'
import { sameBytes } from './cbor.ts'
import { CertificateFault } from './faults.ts'
import { isPoint } from './p256.ts'
import type { Verify } from './ports.ts'
import { anyLocalPort } from './root.ts'
import { rawSignature } from './signature.ts'

/** What a passkey gives (WebAuthn Level 3 §5.2.2), byte for byte; the signature is DER as WebAuthn has it. */
export interface Assertion {
  credentialId: Uint8Array
  authenticatorData: Uint8Array
  clientDataJSON: Uint8Array
  signature: Uint8Array
}

export interface ExpectedAssertion {
  /** 65 bytes, uncompressed. */
  publicKey: Uint8Array
  rpId: string
  origins: string[]
  /** 32 bytes. */
  challenge: Uint8Array
  /** True in practice only: a passkey that copies itself between devices can be used by whoever holds the cloud account. */
  allowBackupEligible: boolean
}

/** Largest parts of an assertion anyone reads. Bytes. */
export const largestAssertion = { credentialId: 512, authenticatorData: 512, clientDataJSON: 2048, signature: 72 }

const userPresent = 0x01
const userVerified = 0x04
const backupEligible = 0x08
const backedUp = 0x10
const attestedData = 0x40
const extensionData = 0x80

/**
 * Checks one assertion as WebAuthn Level 3 §7.2 says, without the steps that need a log-in session: there is none. The signature counter is
 * not looked at (a stored counter would be a record of when a clerk worked, PROTOCOL §8). Every byte may come from an attacker.
 * The credential id is not looked at: the caller chose `publicKey` by it or compares it itself.
 * @throws CertificateFault `malformed`, `assertion_*`, `point`, `signature`; nothing about the signature is known before `signature`
 */
export async function verifyAssertion(assertion: Assertion, expected: ExpectedAssertion, verify: Verify): Promise<void> {
  if (assertion.clientDataJSON.length > largestAssertion.clientDataJSON) throw new CertificateFault('malformed')
  checkClientData(assertion.clientDataJSON, expected)
  checkAuthenticatorData(assertion.authenticatorData, expected)
  const signature = rawSignature(assertion.signature)
  if (!isPoint(expected.publicKey)) throw new CertificateFault('point')
  // §7.2 step 20: over authData ‖ hash, both as received and never as parsed.
  const message = concatBytes(assertion.authenticatorData, sha256(assertion.clientDataJSON))
  if (!(await verify(expected.publicKey, message, signature))) throw new CertificateFault('signature')
}

function checkClientData(clientDataJSON: Uint8Array, { challenge, origins }: ExpectedAssertion): void {
  const data = parseJson(clientDataJSON)
  if (data.type !== 'webauthn.get') throw new CertificateFault('assertion_type')
  if (data.challenge !== base64urlnopad.encode(challenge)) throw new CertificateFault('assertion_challenge')
  const { origin } = data
  if (typeof origin !== 'string' || !origins.some(one => isSameOrigin(one, origin))) throw new CertificateFault('assertion_origin')
  if ((data.crossOrigin !== undefined && data.crossOrigin !== false) || data.topOrigin !== undefined)
    throw new CertificateFault('assertion_cross_origin')
}

function checkAuthenticatorData(data: Uint8Array, { rpId, allowBackupEligible }: ExpectedAssertion): void {
  // rpIdHash 32 ‖ flags 1 ‖ counter 4 ‖ extensions, and nothing else (§6.1).
  if (data.length < 37 || data.length > largestAssertion.authenticatorData) throw new CertificateFault('malformed')
  const flags = data[32] ?? 0
  if (!sameBytes(data.subarray(0, 32), sha256(utf8ToBytes(rpId)))) throw new CertificateFault('assertion_place')
  if (!(flags & userPresent)) throw new CertificateFault('assertion_absent')
  if (!(flags & userVerified)) throw new CertificateFault('assertion_unverified')
  if (flags & backedUp && !(flags & backupEligible)) throw new CertificateFault('malformed')
  if (flags & backupEligible && !allowBackupEligible) throw new CertificateFault('assertion_copied')
  if (flags & attestedData) throw new CertificateFault('malformed')
  const rest = data.subarray(37)
  if (flags & extensionData ? !isOneMap(rest) : rest.length > 0) throw new CertificateFault('malformed')
}

/** Extension outputs are nobody's business here, but they must be exactly one CBOR map: nothing may hide behind them. */
function isOneMap(bytes: Uint8Array): boolean {
  try {
    return decode(bytes, { strict: true, useMaps: true, allowIndefinite: false, rejectDuplicateMapKeys: true }) instanceof Map
  } catch {
    return false
  }
}

function isSameOrigin(allowed: string, origin: string): boolean {
  return allowed === origin || (allowed === anyLocalPort && /^http:\/\/localhost:[1-9]\d{0,4}$/.test(origin))
}

function parseJson(bytes: Uint8Array): Record<string, unknown> {
  let value: unknown
  try {
    const text = utf8.encode(bytes)
    if (sameBytes(utf8.decode(text), bytes)) value = JSON.parse(text)
  } catch {
    // V8's message quotes what it read.
    throw new CertificateFault('malformed')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new CertificateFault('malformed')
  return value as Record<string, unknown>
}

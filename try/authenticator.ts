import type { Assertion } from '@latchkey/certificates/assertion.ts'
import type { Passkey } from '@latchkey/certificates/passkey.ts'
import { derSignature } from '@latchkey/certificates/signature.ts'
import { p256 } from '@noble/curves/nist.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { base64urlnopad } from '@scure/base'

export interface SoftwarePasskey {
  /** 32 bytes: a P-256 scalar that is no secret. */
  privateKey: Uint8Array
  credentialId: Uint8Array
  rpId: string
  /** What stands in clientDataJSON: the page that would have asked. */
  origin: string
}

/** User present, user verified; neither copied nor copyable. */
const flags = 0x05

/**
 * A passkey in software, for practice, drill and tests: the bytes are those of WebAuthn (Level 3 §6.1, §5.8.1) and pass the very checks that
 * a real one passes. It asks nobody, so its keys must be public ones; a real root never lists them. Runs in browser and Node.
 * Signatures are deterministic (RFC 6979): the same statement has the same bytes every time.
 */
export function createSoftwarePasskey({ privateKey, credentialId, rpId, origin }: SoftwarePasskey): Passkey {
  const authenticatorData = concatBytes(sha256(utf8ToBytes(rpId)), Uint8Array.of(flags, 0, 0, 0, 0))
  return {
    credentialId,
    publicKey: p256.getPublicKey(privateKey, false),
    async assert(challenge): Promise<Assertion> {
      const clientData = { type: 'webauthn.get', challenge: base64urlnopad.encode(challenge), origin, crossOrigin: false }
      const clientDataJSON = utf8ToBytes(JSON.stringify(clientData))
      const raw = p256.sign(concatBytes(authenticatorData, sha256(clientDataJSON)), privateKey)
      return { credentialId, authenticatorData, clientDataJSON, signature: derSignature(raw) }
    },
  }
}

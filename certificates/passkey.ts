import type { Assertion } from './assertion.ts'

/**
 * The port that makes assertions. In a browser it is the person's own passkey (ui/passkey.ts); in practice, drill and tests a
 * software one (try/authenticator.ts). The caller trusts it to ask the person and to verify them: what comes back is checked anyway.
 */
export interface Passkey {
  credentialId: Uint8Array
  /** 65 bytes, uncompressed. */
  publicKey: Uint8Array
  /** @param challenge 32 bytes: the hash of tag ‖ exact bytes of what is being signed */
  assert(challenge: Uint8Array): Promise<Assertion>
}

/** Desk: where passkeys come from: the browser's own, or in practice a software one that only `try/` contains. */
import type { Passkey } from '@latchkey/certificates/passkey.ts'
import { createPasskey, passkeyOf } from '@latchkey/ui/passkey.ts'

export interface PasskeyProvider {
  /** Makes a passkey for a member of staff. `name` is their alias. @throws PasskeyFault */
  create(options: { rpId: string; rpName: string; name: string; refuseBackup: boolean }): Promise<Passkey>
  /** A passkey that exists; null when this provider surely does not have it. */
  of(known: { credentialId: Uint8Array; publicKey: Uint8Array; rpId: string }): Passkey | null
}

/** navigator.credentials. Whether a key is at hand is known only when it is touched. */
export const browserPasskeys: PasskeyProvider = { create: createPasskey, of: passkeyOf }

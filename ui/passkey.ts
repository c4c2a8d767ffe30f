/** A person's own passkey, in their key or phone (WebAuthn Level 3), behind the port that certificates/ knows. */
import type { Passkey } from '@latchkey/certificates/passkey.ts'
import { random } from './platform.ts'

export const passkeyFaults = {
  no_passkeys: 'This browser has no passkeys.',
  not_touched: 'The key was not touched in time, or the person said no.',
  not_p256: 'The key cannot sign with P-256, the one signature this system knows.',
  not_verified: 'The key did not check who touches it.',
  backed_up: 'The key copies itself to other devices.',
} as const
export type PasskeyFaultCode = keyof typeof passkeyFaults

export class PasskeyFault extends Error {
  readonly code: PasskeyFaultCode
  constructor(code: PasskeyFaultCode, cause?: unknown) {
    super(passkeyFaults[code], { cause })
    this.name = 'PasskeyFault'
    this.code = code
  }
}

const plain = (bytes: Uint8Array) => bytes as Uint8Array<ArrayBuffer>
/** SubjectPublicKeyInfo of an uncompressed P-256 point: this header, then the 65 bytes (RFC 5480). */
const spkiHeader = [48, 89, 48, 19, 6, 7, 42, 134, 72, 206, 61, 2, 1, 6, 8, 42, 134, 72, 206, 61, 3, 1, 7, 3, 66, 0]

/** The 65-byte point inside a P-256 SubjectPublicKeyInfo. Throws PasskeyFault not_p256 for anything else. */
export function pointOfSpki(spki: Uint8Array): Uint8Array {
  const header = spkiHeader.every((byte, at) => spki[at] === byte)
  if (!header || spki.length !== spkiHeader.length + 65 || spki[spkiHeader.length] !== 4) throw new PasskeyFault('not_p256')
  return spki.slice(spkiHeader.length)
}

async function ask<T extends AuthenticatorResponse>(run: () => Promise<Credential | null>): Promise<{ id: Uint8Array; response: T }> {
  if (!navigator.credentials || typeof PublicKeyCredential === 'undefined') throw new PasskeyFault('no_passkeys')
  let credential: PublicKeyCredential | null
  try {
    credential = (await run()) as PublicKeyCredential | null
  } catch (cause) {
    throw new PasskeyFault('not_touched', cause)
  }
  if (!credential) throw new PasskeyFault('not_touched')
  return { id: new Uint8Array(credential.rawId), response: credential.response as T }
}

/** A passkey that exists: asks the person for a touch at every `assert`. User verification is required, nothing else may answer. */
export function passkeyOf(known: { credentialId: Uint8Array; publicKey: Uint8Array; rpId: string }): Passkey {
  const { credentialId, publicKey, rpId } = known
  return {
    credentialId,
    publicKey,
    async assert(challenge) {
      const { response } = await ask<AuthenticatorAssertionResponse>(() =>
        navigator.credentials.get({
          publicKey: {
            challenge: plain(challenge),
            rpId,
            allowCredentials: [{ type: 'public-key', id: plain(credentialId) }],
            userVerification: 'required',
            timeout: 120_000,
          },
        }),
      )
      return {
        credentialId,
        authenticatorData: new Uint8Array(response.authenticatorData),
        clientDataJSON: new Uint8Array(response.clientDataJSON),
        signature: new Uint8Array(response.signature),
      }
    },
  }
}

/**
 * Makes a passkey for a member of staff. `name` is their alias in the office, never a resident's.
 * @param options.refuseBackup true outside practice: a key that copies itself is refused here, before anyone certifies it
 * @throws PasskeyFault
 */
export async function createPasskey(options: { rpId: string; rpName: string; name: string; refuseBackup?: boolean }): Promise<Passkey> {
  const { id, response } = await ask<AuthenticatorAttestationResponse>(() =>
    navigator.credentials.create({
      publicKey: {
        // Nobody checks an attestation, so the challenge only has to be there.
        challenge: plain(random(32)),
        rp: { id: options.rpId, name: options.rpName },
        user: { id: plain(random(16)), name: options.name, displayName: options.name },
        pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
        authenticatorSelection: { userVerification: 'required', residentKey: 'discouraged' },
        attestation: 'none',
        timeout: 120_000,
      },
    }),
  )
  const spki = response.getPublicKey()
  if (!spki) throw new PasskeyFault('not_p256')
  // WebAuthn §6.1: the flags stand behind the 32-byte hash of the rpId.
  const flags = new Uint8Array(response.getAuthenticatorData())[32] ?? 0
  if (!(flags & 0x04)) throw new PasskeyFault('not_verified')
  if (options.refuseBackup && flags & 0x08) throw new PasskeyFault('backed_up')
  return passkeyOf({ credentialId: id, publicKey: pointOfSpki(new Uint8Array(spki)), rpId: options.rpId })
}

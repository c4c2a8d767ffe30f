import { certify, encodeCertified } from '@latchkey/certificates/certified.ts'
import { clerkTag, encodeClerk, type Role } from '@latchkey/certificates/clerk.ts'
import { deskTag, encodeDesk } from '@latchkey/certificates/desk.ts'
import type { Passkey } from '@latchkey/certificates/passkey.ts'
import type { Random } from '@latchkey/certificates/ports.ts'
import { parseRoot, type Root, rootJson } from '@latchkey/certificates/root.ts'
import { p256 } from '@noble/curves/nist.js'
import { createSoftwarePasskey } from './authenticator.ts'

/** A person of a made root. */
export interface MadePerson {
  passkey: Passkey
  /** The certified clerk certificate, exact bytes. */
  certified: Uint8Array
  /** One touch at sign-in: the certified desk key, exact bytes. */
  openDesk(deskKey65: Uint8Array, from: number, to: number): Promise<Uint8Array>
}

export interface MadeRoot {
  root: Root
  administrators: Passkey[]
  /** Certifies somebody by the threshold of administrators. */
  person(alias: string, role: Role, from: number, to: number): Promise<MadePerson>
}

/**
 * A root made in the run with software passkeys, for tests, journeys and the drill. Its keys are in this process only; whether it is practice
 * is said by its city, as for any root.
 * @param administrators how many, aliases `a`, `b`, …
 * @param origin the page its passkeys would be used on
 */
export function makeRoot(made: {
  city: string
  threshold: number
  administrators: number
  rpId: string
  origin: string
  random: Random
}): MadeRoot {
  const { city, threshold, rpId, origin, random } = made
  const makePasskey = () =>
    createSoftwarePasskey({ privateKey: p256.utils.randomSecretKey(random(48)), credentialId: random(32), rpId, origin })
  const administrators = Array.from({ length: made.administrators }, makePasskey)
  const listed = administrators.map(({ credentialId, publicKey }, at) => ({ alias: String.fromCharCode(97 + at), credentialId, publicKey }))
  const practice = city.endsWith('/practice')
  // Through the reader of root files, so that a made root can be nothing that a city's file could not be.
  const root = parseRoot(rootJson({ city, practice, threshold, rpId, origins: [origin], administrators: listed }))
  return {
    root,
    administrators,
    async person(alias, role, from, to) {
      const passkey = makePasskey()
      const { credentialId, publicKey } = passkey
      const body = encodeClerk({ city, alias, role, credentialId, publicKey, from, to })
      return {
        passkey,
        certified: encodeCertified(await certify(clerkTag, body, administrators.slice(0, threshold))),
        async openDesk(deskKey, first, last) {
          return encodeCertified(await certify(deskTag, encodeDesk({ city, alias, deskKey, from: first, to: last }), [passkey]))
        },
      }
    },
  }
}

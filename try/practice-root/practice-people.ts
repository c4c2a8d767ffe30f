import { certify, encodeCertified } from '@latchkey/certificates/certified.ts'
import { clerkTag, encodeClerk, type Role } from '@latchkey/certificates/clerk.ts'
import type { Passkey } from '@latchkey/certificates/passkey.ts'
import { periodFirst, periodLast, periodOf } from '@latchkey/certificates/period.ts'
import { base64urlnopad } from '@scure/base'
import { createSoftwarePasskey } from '../authenticator.ts'
import keys from './keys.json'

/** The practice clerks: *Clerk 7* and *Clerk 14*, supervisor 2, and counsel 9. */
export const practiceAliases = ['7', '14', '2', '9'] as const
export type PracticeAlias = (typeof practiceAliases)[number]

interface PublicPrivateKey {
  credentialId: string
  privateKey: string
}

/** One origin for all: a practice root takes every port of this computer, and the certificates keep the same bytes on each. */
const passkeyOf = ({ credentialId, privateKey }: PublicPrivateKey): Passkey =>
  createSoftwarePasskey({
    privateKey: base64urlnopad.decode(privateKey),
    credentialId: base64urlnopad.decode(credentialId),
    rpId: 'localhost',
    origin: 'http://localhost:4400',
  })

/** The passkeys of both practice administrators: as many as the practice root's threshold. */
export const practiceAdministrators = (): Passkey[] => keys.administrators.map(passkeyOf)

/** The passkey of a practice clerk. */
export const practicePasskey = (alias: PracticeAlias): Passkey => passkeyOf(personOf(alias))

export const practiceRole = (alias: PracticeAlias): Role => personOf(alias).role as Role

/**
 * The certified clerk certificate of a practice clerk, exact bytes: valid from the first second of the quarter `now` lies in to the last of the next
 * one. Signatures are deterministic, so everyone who makes it in the same quarter makes the same bytes.
 * @param city of the practice root, `chicago/practice`
 */
export async function practiceClerk(city: string, alias: PracticeAlias, now: number): Promise<Uint8Array> {
  const { credentialId, publicKey } = practicePasskey(alias)
  const quarter = periodOf(now)
  const [from, to] = [periodFirst(quarter), periodLast(quarter + 1)]
  const body = encodeClerk({ city, alias, role: practiceRole(alias), credentialId, publicKey, from, to })
  return encodeCertified(await certify(clerkTag, body, practiceAdministrators()))
}

function personOf(alias: PracticeAlias) {
  const person = keys.clerks.find(one => one.alias === alias)
  if (person === undefined) throw new Error('no such practice clerk')
  return person
}

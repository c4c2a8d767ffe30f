/** Counsel's desk: who may sit here, and what they sign. Certified counsel and the administrators of the root; who of these sees anything the server decides. */
import { certify, encodeCertified } from '@latchkey/certificates/certified.ts'
import { verifyClerk } from '@latchkey/certificates/clerk.ts'
import { encodeLegalAct, legalTag } from '@latchkey/certificates/legal-act.ts'
import type { Passkey } from '@latchkey/certificates/passkey.ts'
import type { Verify } from '@latchkey/certificates/ports.ts'
import type { Root } from '@latchkey/certificates/root.ts'
import { toBytes } from '@latchkey/wire/edge.ts'
import { type LegalRequest, type LegalSaid, saysOf } from '@latchkey/wire/legal.ts'
import type { State } from '@latchkey/wire/settings.ts'
import type { PasskeyProvider } from '../passkey-provider.ts'

export interface LegalPerson {
  role: 'counsel' | 'administrator'
  alias: string
  /** One person may have several; the first that is at hand signs. */
  passkeys: Passkey[]
}

/** @param clerks the server's list, not believed: a certificate that does not verify is nobody */
export async function legalPeople(options: {
  root: Root
  clerks: State['clerks']
  keys: PasskeyProvider
  now: number
  verify: Verify
}): Promise<LegalPerson[]> {
  const { root, clerks, keys, now, verify } = options
  const counsel: LegalPerson[] = []
  for (const one of clerks.filter(({ role }) => role === 'counsel')) {
    try {
      const clerk = await verifyClerk(root, toBytes(one.certified), now, verify)
      const passkey = clerk.role === 'counsel' ? keys.of({ ...clerk, rpId: root.rpId }) : null
      if (passkey) counsel.push({ role: 'counsel', alias: clerk.alias, passkeys: [passkey] })
    } catch {
      // Forged, ended or of another city: nobody who may sit here.
    }
  }
  const administrators = [...new Set(root.administrators.map(({ alias }) => alias))].flatMap((alias): LegalPerson[] => {
    const passkeys = root.administrators
      .filter(one => one.alias === alias)
      .flatMap(({ credentialId, publicKey }) => keys.of({ credentialId, publicKey, rpId: root.rpId }) ?? [])
    return passkeys.length > 0 ? [{ role: 'administrator', alias, passkeys }] : []
  })
  const byName = (a: LegalPerson, b: LegalPerson) => a.alias.localeCompare(b.alias, 'en', { numeric: true })
  return [...counsel.sort(byName), ...administrators.sort(byName)]
}

export const samePerson = (a: Pick<LegalPerson, 'role' | 'alias'>, b: Pick<LegalPerson, 'role' | 'alias'>): boolean =>
  a.role === b.role && a.alias === b.alias

/** Of several passkeys of one person whichever answers. */
export const anyOf = ({ passkeys }: LegalPerson): Passkey => ({
  ...(passkeys[0] as Passkey),
  async assert(challenge) {
    let fault: unknown = new Error('no key')
    for (const passkey of passkeys) {
      try {
        return await passkey.assert(challenge)
      } catch (problem) {
        fault = problem
      }
    }
    throw fault
  },
})

/**
 * One touch of each, in their order.
 * @param seen the request as it was seen; null for a look and for one that has just come
 * @returns exact bytes of the certified statement
 * @throws the passkey's own fault; then nothing was signed
 */
export async function signLegal(options: {
  root: Root
  nonce: Uint8Array
  people: readonly LegalPerson[]
  said: LegalSaid
  seen: Pick<LegalRequest, 'number' | 'standing'> | null
}): Promise<Uint8Array> {
  const { root, nonce, people, said, seen } = options
  const body = encodeLegalAct({
    city: root.city,
    nonce,
    act: said.act,
    number: seen?.number ?? 0,
    standing: seen ? toBytes(seen.standing) : new Uint8Array(8),
    says: saysOf(said),
  })
  return encodeCertified(await certify(legalTag, body, people.map(anyOf)))
}

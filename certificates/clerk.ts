import { encodeCbor } from './cbor.ts'
import { parseCertified, verifyCertified } from './certified.ts'
import { CertificateFault } from './faults.ts'
import { aliasName, bytes, cityName, exactly, moment, point, readFields } from './fields.ts'
import type { Verify } from './ports.ts'
import type { Root } from './root.ts'

export const clerkTag = 'latchkey/clerk/v1'

/** The four roles of DESIGN §2. */
export const roles = ['clerk', 'supervisor', 'administrator', 'counsel'] as const
export type Role = (typeof roles)[number]

/** Administrators say: this passkey is the clerk with this alias, from then to then. Seen by phone, server and signer; names no person. */
export interface ClerkCertificate {
  city: string
  /** What residents see: `14` is read as *Clerk 14*. */
  alias: string
  role: Role
  credentialId: Uint8Array
  /** 65 bytes, uncompressed. */
  publicKey: Uint8Array
  /** First and last second of validity, since 1970. */
  from: number
  to: number
}

type ClerkFields = [1, string, string, Role, Uint8Array, Uint8Array, number, number]

/** The statement's exact bytes: CBOR [1, city, alias, role, credentialId, publicKey, from, to]. */
export function encodeClerk(clerk: ClerkCertificate): Uint8Array {
  const { city, alias, role, credentialId, publicKey, from, to } = clerk
  const body = encodeCbor([1, city, alias, role, credentialId, publicKey, from, to])
  parseClerk(body)
  return body
}

/** Reads the statement without checking who signed it. @throws CertificateFault `malformed` */
export function parseClerk(body: Uint8Array): ClerkCertificate {
  const [, city, alias, role, credentialId, publicKey, from, to] = readFields<ClerkFields>(body, 1024, [
    exactly(1),
    cityName,
    aliasName,
    exactly(...roles),
    bytes(1, 512),
    point,
    moment,
    moment,
  ])
  if (to < from) throw new CertificateFault('malformed')
  return { city, alias, role, credentialId, publicKey, from, to }
}

/**
 * Anyone: does this clerk certificate follow from the root, and is it valid at `now`? `now` null skips the dates: for history.
 * @throws CertificateFault `malformed`, `other_city`, `not_an_administrator`, `too_few`, `assertion_*`, `signature`, `not_yet`, `ended`
 */
export async function verifyClerk(root: Root, certified: Uint8Array, now: number | null, verify: Verify): Promise<ClerkCertificate> {
  const statement = parseCertified(certified)
  const clerk = parseClerk(statement.body)
  if (clerk.city !== root.city) throw new CertificateFault('other_city')
  await verifyCertified(root, clerkTag, statement, root.threshold, verify)
  if (now !== null && now < clerk.from) throw new CertificateFault('not_yet')
  if (now !== null && now > clerk.to) throw new CertificateFault('ended')
  return clerk
}

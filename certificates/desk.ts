import { verifyAssertion } from './assertion.ts'
import { encodeCbor, sameBytes } from './cbor.ts'
import { certifiedChallenge, expectedOf, parseCertified } from './certified.ts'
import { type ClerkCertificate, verifyClerk } from './clerk.ts'
import { CertificateFault } from './faults.ts'
import { aliasName, cityName, exactly, moment, point, readFields } from './fields.ts'
import type { Verify } from './ports.ts'
import type { Root } from './root.ts'

export const deskTag = 'latchkey/desk/v1'

/** Longest life of a desk key, seconds: a working day. */
export const longestDesk = 12 * 3600

/** One touch of the clerk at sign-in: this key, which lives in the page's memory only, speaks for my desk today. It approves nothing. */
export interface DeskCertificate {
  city: string
  alias: string
  /** 65 bytes, uncompressed. */
  deskKey: Uint8Array
  from: number
  to: number
}

type DeskFields = [1, string, string, Uint8Array, number, number]

/** The statement's exact bytes: CBOR [1, city, alias, deskKey, from, to]. */
export function encodeDesk(desk: DeskCertificate): Uint8Array {
  const body = encodeCbor([1, desk.city, desk.alias, desk.deskKey, desk.from, desk.to])
  parseDesk(body)
  return body
}

/** Reads the statement without checking who signed it. @throws CertificateFault `malformed`, `too_long` */
export function parseDesk(body: Uint8Array): DeskCertificate {
  const [, city, alias, deskKey, from, to] = readFields<DeskFields>(body, 512, [exactly(1), cityName, aliasName, point, moment, moment])
  if (to < from) throw new CertificateFault('malformed')
  if (to - from > longestDesk) throw new CertificateFault('too_long')
  return { city, alias, deskKey, from, to }
}

/**
 * Phone and server: does this desk key follow from the root through this clerk, at `now`? Only clerks and supervisors have desks.
 * @param now null skips the dates; a phone whose clock is wrong passes the moment the server told it
 * @throws CertificateFault as `verifyClerk`, and `role`, `alias`, `assertion_passkey`, `too_long`
 */
export async function verifyDesk(
  root: Root,
  clerkCertified: Uint8Array,
  deskCertified: Uint8Array,
  now: number | null,
  verify: Verify,
): Promise<{ clerk: ClerkCertificate; deskKey: Uint8Array; to: number }> {
  const clerk = await verifyClerk(root, clerkCertified, now, verify)
  if (clerk.role !== 'clerk' && clerk.role !== 'supervisor') throw new CertificateFault('role')
  const statement = parseCertified(deskCertified)
  const desk = parseDesk(statement.body)
  if (desk.city !== root.city) throw new CertificateFault('other_city')
  if (desk.alias !== clerk.alias) throw new CertificateFault('alias')
  const [assertion] = statement.assertions
  if (assertion === undefined || statement.assertions.length !== 1) throw new CertificateFault('malformed')
  if (!sameBytes(assertion.credentialId, clerk.credentialId)) throw new CertificateFault('assertion_passkey')
  await verifyAssertion(assertion, expectedOf(root, clerk.publicKey, certifiedChallenge(deskTag, statement.body)), verify)
  if (now !== null && now < desk.from) throw new CertificateFault('not_yet')
  if (now !== null && now > desk.to) throw new CertificateFault('ended')
  return { clerk, deskKey: desk.deskKey, to: Math.min(desk.to, clerk.to) }
}

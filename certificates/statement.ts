import { verifyAssertion } from './assertion.ts'
import { encodeCbor, sameBytes } from './cbor.ts'
import { type Certified, certifiedChallenge, expectedOf, parseCertified } from './certified.ts'
import { type ClerkCertificate, verifyClerk } from './clerk.ts'
import { CertificateFault } from './faults.ts'
import { aliasName, bytes, cityName, exactly, moment, readFields } from './fields.ts'
import type { Verify } from './ports.ts'
import type { Root } from './root.ts'

export const askStatementTag = 'latchkey/statement-ask/v1'
export const statementTag = 'latchkey/statement/v1'

/** Counsel asks the server for a statement of what it holds, now. */
export interface AskStatement {
  city: string
  alias: string
  /** 16 bytes of the server, used once. */
  nonce: Uint8Array
}

/** Counsel says: the statement with this hash is what the system gave me then. Whether it is complete is a custodian's word, by hand. */
export interface SignedStatement {
  city: string
  alias: string
  /** SHA-256 of the statement's JSON. */
  hash: Uint8Array
  /** Seconds since 1970. */
  at: number
}

/** The ask's exact bytes: CBOR [1, city, alias, nonce 16]. */
export function encodeAskStatement({ city, alias, nonce }: AskStatement): Uint8Array {
  const body = encodeCbor([1, city, alias, nonce])
  parseAskStatement(body)
  return body
}

/** Reads the ask without checking who signed it. @throws CertificateFault `malformed` */
export function parseAskStatement(body: Uint8Array): AskStatement {
  const [, city, alias, nonce] = readFields<[1, string, string, Uint8Array]>(body, 256, [exactly(1), cityName, aliasName, bytes(16)])
  return { city, alias, nonce }
}

/** The signed statement's exact bytes: CBOR [1, city, alias, hash 32, at]. */
export function encodeSignedStatement({ city, alias, hash, at }: SignedStatement): Uint8Array {
  const body = encodeCbor([1, city, alias, hash, at])
  parseSignedStatement(body)
  return body
}

/** Reads it without checking who signed. @throws CertificateFault `malformed` */
export function parseSignedStatement(body: Uint8Array): SignedStatement {
  const [, city, alias, hash, at] = readFields<[1, string, string, Uint8Array, number]>(body, 256, [
    exactly(1),
    cityName,
    aliasName,
    bytes(32),
    moment,
  ])
  return { city, alias, hash, at }
}

/**
 * Server: does this city's counsel ask, with one touch? Whether the nonce is fresh and the city still stands by the certificate is looked at by the caller.
 * @throws CertificateFault as `verifyClerk`, and `role`, `alias`, `assertion_*`
 */
export async function verifyAskStatement(
  root: Root,
  clerkCertified: Uint8Array,
  certified: Uint8Array,
  now: number,
  verify: Verify,
): Promise<AskStatement> {
  const statement = parseCertified(certified)
  const said = parseAskStatement(statement.body)
  if (said.city !== root.city) throw new CertificateFault('other_city')
  await ofCounsel(root, clerkCertified, statement, { tag: askStatementTag, alias: said.alias, now }, verify)
  return said
}

/**
 * Anyone: did this city's counsel sign the statement with this hash? The certificate is looked at for the moment that was signed, so that it can be checked for ever.
 * @throws CertificateFault as `verifyAskStatement`
 */
export async function verifySignedStatement(
  root: Root,
  clerkCertified: Uint8Array,
  certified: Uint8Array,
  verify: Verify,
): Promise<SignedStatement> {
  const statement = parseCertified(certified)
  const said = parseSignedStatement(statement.body)
  if (said.city !== root.city) throw new CertificateFault('other_city')
  await ofCounsel(root, clerkCertified, statement, { tag: statementTag, alias: said.alias, now: said.at }, verify)
  return said
}

/** One assertion, of the passkey that administrators certified as this counsel's. */
async function ofCounsel(
  root: Root,
  clerkCertified: Uint8Array,
  statement: Certified,
  { tag, alias, now }: { tag: string; alias: string; now: number },
  verify: Verify,
): Promise<ClerkCertificate> {
  const clerk = await verifyClerk(root, clerkCertified, now, verify)
  if (clerk.role !== 'counsel') throw new CertificateFault('role')
  if (clerk.alias !== alias) throw new CertificateFault('alias')
  const [assertion] = statement.assertions
  if (assertion === undefined || statement.assertions.length !== 1) throw new CertificateFault('malformed')
  if (!sameBytes(assertion.credentialId, clerk.credentialId)) throw new CertificateFault('assertion_passkey')
  await verifyAssertion(assertion, expectedOf(root, clerk.publicKey, certifiedChallenge(tag, statement.body)), verify)
  return clerk
}

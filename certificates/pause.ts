import { verifyAssertion } from './assertion.ts'
import { encodeCbor, sameBytes } from './cbor.ts'
import { certifiedChallenge, expectedOf, parseCertified } from './certified.ts'
import type { ClerkCertificate } from './clerk.ts'
import { CertificateFault } from './faults.ts'
import { bytes, cityName, exactly, type Field, orNull, readFields, text, whole } from './fields.ts'
import type { Verify } from './ports.ts'
import type { Root } from './root.ts'

export const pauseTag = 'latchkey/pause/v1'

/**
 * A supervisor closes one way in for the rest of the day, or takes that back. It can only take away from what administrators have opened: nothing
 * in it opens what they have closed, and it ends with the day by itself.
 */
export interface Pause {
  city: string
  /** 16 bytes of the server, used once. */
  nonce: Uint8Array
  way: 'phone' | 'counter' | 'event'
  /** The empty text for phone visits, which have no site. */
  site: string
  /** 8 bytes of the server, as the supervisor saw the way in: of two who saw the same only the first is right. */
  standing: Uint8Array
  /** False takes the pause back. */
  on: boolean
  /** Number of the phrase that pages show; null when the pause is taken back. */
  notice: number | null
}

type Fields = [1, string, Uint8Array, Pause['way'], string, Uint8Array, 0 | 1, number | null]

const siteId = text(/^[a-z][a-z0-9_]*$/, 40)
const siteOrNone: Field<string> = (value): value is string => value === '' || siteId(value)

/** The statement's exact bytes: CBOR [1, city, nonce 16, way, site, standing 8, on 0|1, notice|null]. */
export function encodePause({ city, nonce, way, site, standing, on, notice }: Pause): Uint8Array {
  const body = encodeCbor([1, city, nonce, way, site, standing, on ? 1 : 0, notice])
  parsePause(body)
  return body
}

/** Reads the statement without checking who signed it. @throws CertificateFault `malformed` */
export function parsePause(body: Uint8Array): Pause {
  const [, city, nonce, way, site, standing, on, notice] = readFields<Fields>(body, 512, [
    exactly(1),
    cityName,
    bytes(16),
    exactly('phone', 'counter', 'event'),
    siteOrNone,
    bytes(8),
    exactly(0, 1),
    orNull(whole(99)),
  ])
  // Phone visits are at no site, and every page says why a way in is closed.
  if ((site === '') !== (way === 'phone') || (notice !== null) !== (on === 1)) throw new CertificateFault('malformed')
  return { city, nonce, way, site, standing, on: on === 1, notice }
}

/**
 * Server: did this desk's clerk say so, fresh and with one touch? Whether they are a supervisor is looked at by the caller, who has certified them.
 * @param clerk of the desk that says it, verified at sign-in
 * @param nonce the one the server gave and has now crossed out
 * @throws CertificateFault `malformed`, `other_city`, `stale`, `assertion_*`, `signature`
 */
export async function verifyPause(
  root: Root,
  clerk: Pick<ClerkCertificate, 'credentialId' | 'publicKey'>,
  certified: Uint8Array,
  nonce: Uint8Array,
  verify: Verify,
): Promise<Pause> {
  const statement = parseCertified(certified)
  const said = parsePause(statement.body)
  if (said.city !== root.city) throw new CertificateFault('other_city')
  if (!sameBytes(said.nonce, nonce)) throw new CertificateFault('stale')
  const [assertion] = statement.assertions
  if (assertion === undefined || statement.assertions.length !== 1) throw new CertificateFault('malformed')
  if (!sameBytes(assertion.credentialId, clerk.credentialId)) throw new CertificateFault('assertion_passkey')
  await verifyAssertion(assertion, expectedOf(root, clerk.publicKey, certifiedChallenge(pauseTag, statement.body)), verify)
  return said
}

import { encodeCbor, sameBytes } from './cbor.ts'
import { parseCertified, verifyCertified } from './certified.ts'
import { CertificateFault } from './faults.ts'
import { bytes, cityName, exactly, type Field, moment, orNull, readFields, text, whole } from './fields.ts'
import type { Verify } from './ports.ts'
import type { Root } from './root.ts'

export const actTag = 'latchkey/act/v2'

/** The law that lets a way in keep nothing, as the city has settled it. Published; names an office, not a resident. */
export interface Authority {
  citation: string
  text: string
  /** YYYY-MM-DD. */
  date: string
  settledBy: string
}

/** One site of a way in, as the administrator saw it. Two who act at once saw the same, and only one of them still stands on it. */
export interface SeenSite {
  /** The site's id; the empty text for phone visits, which have no site. */
  site: string
  /** 8 bytes of the server that change with everything an act can change. */
  standing: Uint8Array
}

/** An administrator opens or closes a way in, at one site or several, now or at a moment. */
export interface WayAct {
  act: 'way'
  city: string
  /** 16 bytes of the server, used once: an act cannot be sent again tomorrow. */
  nonce: Uint8Array
  way: 'phone' | 'counter' | 'event'
  /** In the order of their sites, none twice: on a day of snow one touch closes every counter. */
  sites: SeenSite[]
  open: boolean
  /** Number of the phrase that pages show, or null for none. */
  notice: number | null
  /** The site it has moved to, or null. */
  to: string | null
  /** Recorded together with the opening; null leaves what is recorded. */
  authority: Authority | null
  /** When it takes effect, seconds since 1970; null is now. */
  at: number | null
}

export type Act = WayAct

type Seen = [string, Uint8Array]
type ActFields = [2, string, Uint8Array, 'way', WayAct['way'], Seen[], 0 | 1, number | null, string | null, unknown[] | null, number | null]

const line = text(/^[^\p{Cc}\p{Cs}]+$/u, 500)
const date = text(/^\d{4}-\d{2}-\d{2}$/, 10)
const authorityFields: [Field<string>, Field<string>, Field<string>, Field<string>] = [line, line, date, line]
const isAuthority: Field<unknown[]> = (value): value is unknown[] =>
  Array.isArray(value) && value.length === 4 && authorityFields.every((field, at) => field(value[at]))

const mostSites = 64
const siteId = text(/^[a-z][a-z0-9_]*$/, 40)
const seenBytes = bytes(8)
const isSeen = (value: unknown): value is Seen =>
  Array.isArray(value) && value.length === 2 && (value[0] === '' || siteId(value[0])) && seenBytes(value[1])
/** One spelling of one act: each site once, in the order of their ids. */
const areSeen: Field<Seen[]> = (value): value is Seen[] =>
  Array.isArray(value) &&
  value.length >= 1 &&
  value.length <= mostSites &&
  value.every(isSeen) &&
  value.every(([site], at, all) => at === 0 || (all[at - 1] as Seen)[0] < site)

/**
 * The statement's exact bytes: CBOR [2, city, nonce, 'way', way, [[site, standing 8], …], open 0|1, notice|null, to|null,
 * [citation, text, date, settledBy]|null, at|null].
 */
export function encodeAct(act: Act): Uint8Array {
  const { city, nonce, way, open, notice, to, authority, at } = act
  const law = authority && [authority.citation, authority.text, authority.date, authority.settledBy]
  const sites = act.sites.map(({ site, standing }) => [site, standing])
  const body = encodeCbor([2, city, nonce, 'way', way, sites, open ? 1 : 0, notice, to, law, at])
  parseAct(body)
  return body
}

/** Reads the statement without checking who signed it. @throws CertificateFault `malformed` */
export function parseAct(body: Uint8Array): Act {
  const [, city, nonce, act, way, seen, open, notice, to, law, at] = readFields<ActFields>(body, 4096, [
    exactly(2),
    cityName,
    bytes(16),
    exactly('way'),
    exactly('phone', 'counter', 'event'),
    areSeen,
    exactly(0, 1),
    orNull(whole(99)),
    orNull(siteId),
    orNull(isAuthority),
    orNull(moment),
  ])
  // Phone visits are at no site and go nowhere; a counter or an event is somewhere.
  if (seen.some(([site]) => (site === '') !== (way === 'phone')) || (to !== null && (way === 'phone' || open === 1)))
    throw new CertificateFault('malformed')
  const sites = seen.map(([site, standing]) => ({ site, standing }))
  const [citation, words, day, settledBy] = (law ?? []) as string[]
  const authority = law === null ? null : { citation: citation!, text: words!, date: day!, settledBy: settledBy! }
  return { act, city, nonce, way, sites, open: open === 1, notice, to, authority, at }
}

/**
 * Server: is this act of an administrator fresh and signed?
 * @param nonce the one the server gave and has now crossed out
 * @param threshold of different administrators; 1 for a way in
 * @throws CertificateFault `malformed`, `other_city`, `stale`, `not_an_administrator`, `too_few`, `assertion_*`, `signature`
 */
export async function verifyAct(root: Root, certified: Uint8Array, nonce: Uint8Array, threshold: number, verify: Verify): Promise<Act> {
  const statement = parseCertified(certified)
  const act = parseAct(statement.body)
  if (act.city !== root.city) throw new CertificateFault('other_city')
  if (!sameBytes(act.nonce, nonce)) throw new CertificateFault('stale')
  await verifyCertified(root, actTag, statement, threshold, verify)
  return act
}

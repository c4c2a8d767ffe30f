import { encodeCbor, sameBytes } from './cbor.ts'
import { parseCertified, verifyCertified } from './certified.ts'
import { CertificateFault } from './faults.ts'
import { bytes, cityName, exactly, type Field, moment, orNull, readFields, text, whole } from './fields.ts'
import type { Verify } from './ports.ts'
import type { Root } from './root.ts'

export const actTag = 'latchkey/act/v1'

/** The law that lets a way in keep nothing, as the city has settled it. Published; names an office, not a resident. */
export interface Authority {
  citation: string
  text: string
  /** YYYY-MM-DD. */
  date: string
  settledBy: string
}

/** An administrator opens or closes a way in, now or at a moment. */
export interface WayAct {
  act: 'way'
  city: string
  /** 16 bytes of the server, used once: an act cannot be sent again tomorrow. */
  nonce: Uint8Array
  way: 'phone'
  open: boolean
  /** Number of the phrase that every page shows, or null for none. */
  notice: number | null
  /** Recorded together with the opening; null leaves what is recorded. */
  authority: Authority | null
  /** When it takes effect, seconds since 1970; null is now. */
  at: number | null
}

export type Act = WayAct

type ActFields = [1, string, Uint8Array, 'way', 'phone', 0 | 1, number | null, unknown[] | null, number | null]

const line = text(/^[^\p{Cc}\p{Cs}]+$/u, 500)
const date = text(/^\d{4}-\d{2}-\d{2}$/, 10)
const authorityFields: [Field<string>, Field<string>, Field<string>, Field<string>] = [line, line, date, line]
const isAuthority: Field<unknown[]> = (value): value is unknown[] =>
  Array.isArray(value) && value.length === 4 && authorityFields.every((field, at) => field(value[at]))

/** The statement's exact bytes: CBOR [1, city, nonce, 'way', way, open 0|1, notice|null, [citation, text, date, settledBy]|null, at|null]. */
export function encodeAct(act: Act): Uint8Array {
  const { city, nonce, way, open, notice, authority, at } = act
  const law = authority && [authority.citation, authority.text, authority.date, authority.settledBy]
  const body = encodeCbor([1, city, nonce, 'way', way, open ? 1 : 0, notice, law, at])
  parseAct(body)
  return body
}

/** Reads the statement without checking who signed it. @throws CertificateFault `malformed` */
export function parseAct(body: Uint8Array): Act {
  const [, city, nonce, act, way, open, notice, law, at] = readFields<ActFields>(body, 4096, [
    exactly(1),
    cityName,
    bytes(16),
    exactly('way'),
    exactly('phone'),
    exactly(0, 1),
    orNull(whole(99)),
    orNull(isAuthority),
    orNull(moment),
  ])
  const [citation, words, day, settledBy] = (law ?? []) as string[]
  const authority = law === null ? null : { citation: citation!, text: words!, date: day!, settledBy: settledBy! }
  return { act, city, nonce, way, open: open === 1, notice, authority, at }
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

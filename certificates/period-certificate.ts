import { encodeCbor } from './cbor.ts'
import { parseCertified, verifyCertified } from './certified.ts'
import { CertificateFault } from './faults.ts'
import { bytes, cityName, exactly, moment, point, readFields, text, whole } from './fields.ts'
import { lastPeriod, periodFirst, periodLast } from './period.ts'
import type { Verify } from './ports.ts'
import type { Root } from './root.ts'

export const periodTag = 'latchkey/period/v1'

/** Administrators say: cards of this quarter are signed by blanks of this key, and these are their dates and their cancelled list. */
export interface PeriodCertificate {
  city: string
  /** 0…99 (period.ts). */
  period: number
  /** 65 bytes: the key that signs blanks. It is never on the server. */
  key: Uint8Array
  /** SHA-256 of the period's X.509 certificate, DER: ties the standard header to this statement. */
  x509Hash: Uint8Array
  /** First and last second of the quarter, since 1970: `iat` of every card is `first`. */
  first: number
  last: number
  /** Last second of any card of the period: `exp`. */
  technicalEnd: number
  /** Where the cancelled list of the period is: `status.status_list.uri`. */
  listAddress: string
  /** 65 bytes: the key that signs the cancelled list. The server holds it; it can cancel and un-cancel, it can make no card. */
  listKey: Uint8Array
}

type PeriodFields = [1, string, number, Uint8Array, Uint8Array, number, number, number, string, Uint8Array]

/** The statement's exact bytes: CBOR [1, city, period, key, x509Hash, first, last, technicalEnd, listAddress, listKey]. */
export function encodePeriod(period: PeriodCertificate): Uint8Array {
  const { city, key, x509Hash, first, last, technicalEnd, listAddress, listKey } = period
  const body = encodeCbor([1, city, period.period, key, x509Hash, first, last, technicalEnd, listAddress, listKey])
  parsePeriod(body)
  return body
}

/** Reads the statement without checking who signed it. @throws CertificateFault `malformed`, `dates` */
export function parsePeriod(body: Uint8Array): PeriodCertificate {
  const [, city, period, key, x509Hash, first, last, technicalEnd, listAddress, listKey] = readFields<PeriodFields>(body, 1024, [
    exactly(1),
    cityName,
    whole(lastPeriod),
    point,
    bytes(32),
    moment,
    moment,
    moment,
    text(/^https?:\/\/[a-z0-9.-]+(:\d{1,5})?(\/[A-Za-z0-9._~-]+)*$/, 200),
    point,
  ])
  // Dates are of the quarter and of nothing smaller: a period made for one afternoon would mark its cards.
  if (first !== periodFirst(period) || last !== periodLast(period) || technicalEnd < last) throw new CertificateFault('dates')
  return { city, period, key, x509Hash, first, last, technicalEnd, listAddress, listKey }
}

/**
 * Anyone: does this period follow from the root? Whether it has begun or ended is for the caller: a verifier accepts cards of old periods.
 * @throws CertificateFault `malformed`, `dates`, `other_city`, `not_an_administrator`, `too_few`, `assertion_*`, `signature`
 */
export async function verifyPeriod(root: Root, certified: Uint8Array, verify: Verify): Promise<PeriodCertificate> {
  const statement = parseCertified(certified)
  const period = parsePeriod(statement.body)
  if (period.city !== root.city) throw new CertificateFault('other_city')
  await verifyCertified(root, periodTag, statement, root.threshold, verify)
  return period
}

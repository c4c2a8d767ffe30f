import { sha256 } from '@noble/hashes/sha2.js'
import { certify, encodeCertified } from '../certified.ts'
import type { Passkey } from '../passkey.ts'
import { periodFirst, periodLast, periodTechnicalEnd, technicalYears } from '../period.ts'
import { encodePeriod, periodTag } from '../period-certificate.ts'
import type { Random } from '../ports.ts'
import { type MadeBlank, makeBlanks, makePeriodCertificate } from './make.ts'

export interface StockOrder {
  city: string
  period: number
  /** Where the cancelled list of this period will be. */
  listAddress: string
  /** 65 bytes each: the server's list key and pool key, as its settings' state tells them. */
  listKey: Uint8Array
  poolKey: Uint8Array
  /** How many blanks: whole pools. */
  count: number
  /** Of as many administrators as the root's threshold asks for. */
  passkeys: Passkey[]
  random: Random
}

export interface Stock {
  /** The period certificate as exact bytes of certified.ts. */
  certified: Uint8Array
  /** The period's X.509 certificate, DER. */
  x509: Uint8Array
  blanks: MadeBlank[]
}

/**
 * Administrator's page: a period with its blanks, whole. The period's key is made here, cannot be exported, signs the blanks and is
 * dropped when this returns: nobody can ever make another blank of the period, the city included. So the order is the whole stock of the quarter.
 * The administrators are asked before the blanks are made, so that a refusal costs nothing.
 */
export async function makeStock(order: StockOrder, onProgress?: (done: number) => void): Promise<Stock> {
  const { city, period, listAddress, listKey, poolKey, count, passkeys, random } = order
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])
  const technicalEnd = periodTechnicalEnd(period, technicalYears)
  const x509 = await makePeriodCertificate({ city, period, technicalEnd, keys })
  const body = encodePeriod({
    city,
    period,
    key: new Uint8Array(await crypto.subtle.exportKey('raw', keys.publicKey)),
    x509Hash: sha256(x509),
    first: periodFirst(period),
    last: periodLast(period),
    technicalEnd,
    listAddress,
    listKey,
  })
  const certified = encodeCertified(await certify(periodTag, body, passkeys))
  const blanks = await makeBlanks({ city, period, technicalEnd, keys, count, poolKey, random, taken: new Set() }, onProgress)
  return { certified, x509, blanks }
}

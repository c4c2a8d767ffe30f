import { sha256 } from '@noble/hashes/sha2.js'
import { hexToBytes } from '@noble/hashes/utils.js'
import { indexes } from '../blank.ts'
import { sameBytes } from '../cbor.ts'
import { CertificateFault } from '../faults.ts'
import { isPoint } from '../p256.ts'
import type { PeriodCertificate } from '../period-certificate.ts'
import type { Verify } from '../ports.ts'
import { rawSignature } from '../signature.ts'
import { spkiHead } from '../spki.ts'
import { createDerReader } from './der.ts'

/** What a blank's X.509 certificate says; nothing of it is trusted before `verifyBlankCertificate`. */
export interface BlankCertificate {
  /** 2^20 + index. */
  serial: number
  /** 65 bytes, uncompressed one-time key. */
  key65: Uint8Array
  /** The signed bytes. */
  tbs: Uint8Array
  /** 64 bytes, r ‖ s. */
  signature: Uint8Array
  /** 20 bytes: finds the period certificate among those a verifier holds. */
  authorityKeyId: Uint8Array
  /** Issuer name and dates as DER: those of the period's own certificate. */
  issuer: Uint8Array
  validity: Uint8Array
}

/** What a period's X.509 certificate says. */
export interface PeriodX509 {
  key65: Uint8Array
  /** 20 bytes. */
  subjectKeyId: Uint8Array
  subject: Uint8Array
  validity: Uint8Array
}

const sequence = 0x30
const version3 = hexToBytes('a003020102')
const ecdsaSha256 = hexToBytes('300a06082a8648ce3d040302')
/** Extensions as DER, critical where RFC 5280 §4.2.1 asks for it; only the 20 bytes of the key identifier are free. */
const digitalSignature = hexToBytes('300e0603551d0f0101ff040403020780')
const authorityKeyIdHead = hexToBytes('301f0603551d23041830168014')
const authorityOnly = hexToBytes('30120603551d130101ff040830060101ff020100')
const keyCertSign = hexToBytes('300e0603551d0f0101ff040403020204')
const subjectKeyIdHead = hexToBytes('301d0603551d0e04160414')

/**
 * Reads a blank's certificate of exactly the shape that `makeBlanks` writes: anything more, less or in another order is refused,
 * because each freedom in a header would be a place for a mark. It comes out of a presentation: anybody's bytes.
 * @throws CertificateFault `x509`, `point`
 */
export function readBlankCertificate(der: Uint8Array): BlankCertificate {
  const { tbs, signature, serial, issuer, validity, key65, extensions } = readCertificate(der)
  if (serial.length !== 3) throw new CertificateFault('x509')
  const number = serial.reduce((sum, byte) => sum * 256 + byte, 0)
  if (number < indexes || number >= 2 * indexes) throw new CertificateFault('x509')
  extensions.fixed(digitalSignature)
  extensions.fixed(authorityKeyIdHead)
  const authorityKeyId = extensions.rest(20)
  return { serial: number, key65, tbs, signature, authorityKeyId, issuer, validity }
}

/** Reads a period's certificate of exactly the shape that `makePeriodCertificate` writes. @throws CertificateFault `x509`, `point` */
export function readPeriodX509(der: Uint8Array): PeriodX509 {
  const { subject, validity, key65, extensions } = readCertificate(der)
  extensions.fixed(authorityOnly)
  extensions.fixed(keyCertSign)
  extensions.fixed(subjectKeyIdHead)
  return { key65, subjectKeyId: extensions.rest(20), subject, validity }
}

/**
 * Verifier: the period's X.509 certificate is the certified one, and the blank's was signed by its key.
 * @param periodDer the period's X.509, found by the blank's `authorityKeyId` among those the verifier holds, never out of a token
 * @returns the blank's index and one-time key
 * @throws CertificateFault `x509`, `point`, `blank`
 */
export async function verifyBlankCertificate(period: PeriodCertificate, periodDer: Uint8Array, blankDer: Uint8Array, verify: Verify) {
  if (!sameBytes(sha256(periodDer), period.x509Hash)) throw new CertificateFault('x509')
  const parent = readPeriodX509(periodDer)
  const blank = readBlankCertificate(blankDer)
  const follows =
    sameBytes(parent.key65, period.key) &&
    sameBytes(parent.subjectKeyId, blank.authorityKeyId) &&
    sameBytes(parent.subject, blank.issuer) &&
    sameBytes(parent.validity, blank.validity)
  if (!follows) throw new CertificateFault('x509')
  if (!(await verify(period.key, blank.tbs, blank.signature))) throw new CertificateFault('blank')
  return { index: blank.serial - indexes, key65: blank.key65 }
}

/**
 *   SEQ { SEQ tbs { [0] v3, INTEGER serial, ecdsa-with-SHA256, issuer, validity, subject, SPKI 91, [3] { SEQ extensions } },
 *         ecdsa-with-SHA256, BIT STRING { 00, SEQ { INTEGER r, INTEGER s } } }
 */
function readCertificate(der: Uint8Array) {
  if (der.length > 800) throw new CertificateFault('x509')
  const outer = createDerReader(der)
  const certificate = createDerReader(outer.content(sequence))
  outer.end()
  const tbs = certificate.whole(sequence)
  certificate.fixed(ecdsaSha256)
  const bits = certificate.content(0x03)
  certificate.end()
  if (bits[0] !== 0) throw new CertificateFault('x509')
  const inner = createDerReader(createDerReader(tbs).content(sequence))
  inner.fixed(version3)
  const serial = inner.content(0x02)
  inner.fixed(ecdsaSha256)
  const issuer = inner.whole(sequence)
  const validity = inner.whole(sequence)
  const subject = inner.whole(sequence)
  const spki = inner.whole(sequence)
  const holder = createDerReader(inner.content(0xa3))
  inner.end()
  const list = holder.content(sequence)
  holder.end()
  const key65 = spki.subarray(spkiHead.length)
  if (!sameBytes(spki.subarray(0, spkiHead.length), spkiHead)) throw new CertificateFault('x509')
  if (!isPoint(key65)) throw new CertificateFault('point')
  return { tbs, signature: signatureOf(bits.subarray(1)), serial, issuer, validity, subject, key65, extensions: createDerReader(list) }
}

function signatureOf(der: Uint8Array): Uint8Array {
  try {
    return rawSignature(der)
  } catch {
    throw new CertificateFault('x509')
  }
}

import 'reflect-metadata'
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'
import { p256 } from '@noble/curves/nist.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import * as x509 from '@peculiar/x509'
import { blankMessage, indexes, poolInfo } from '../blank.ts'
import { CertificateFault } from '../faults.ts'
import { compress } from '../p256.ts'
import { periodFirst } from '../period.ts'
import type { Random } from '../ports.ts'
import { spkiOf } from '../spki.ts'
import { readBlankCertificate } from './read.ts'

/** What every certificate of a period follows from: no moment, no name and no counter of anybody's work enters it. */
export interface PeriodStock {
  city: string
  period: number
  /** Last second of any card of the period. */
  technicalEnd: number
  /** The period's key pair; the private half lives in the administrator's page or in hardware, never on the server. */
  keys: { publicKey: CryptoKey; privateKey: CryptoKey }
}

/** One blank as the server stores it (wire/settings.ts has it as text). */
export interface MadeBlank {
  index: number
  /** X.509, DER. */
  certificate: Uint8Array
  /** 64 bytes, r ‖ s, of the period's key over `blankMessage`. */
  signature: Uint8Array
  /** 33 bytes, compressed one-time key. */
  key: Uint8Array
  /** enc 65 ‖ ciphertext 48: the one-time private scalar, closed to the pool key. */
  closed: Uint8Array
}

const ecdsa = { name: 'ECDSA', hash: 'SHA-256' }

/**
 * Administrator's page: the period's own X.509 certificate, DER: self-signed, SKI, CA, keyCertSign. Its SHA-256 goes into the
 * period certificate. Standard headers find it by its key identifier; it is never inside a token (HAIP 1.0 §6.1.1).
 */
export async function makePeriodCertificate(stock: PeriodStock): Promise<Uint8Array> {
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    // Never 0: RFC 5280 §4.1.2.2, and x509 would draw 16 random bytes instead.
    serialNumber: (stock.period + 1).toString(16).padStart(2, '0'),
    name: issuerName(stock),
    ...dates(stock),
    signingAlgorithm: ecdsa,
    keys: stock.keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
      await x509.SubjectKeyIdentifierExtension.create(stock.keys.publicKey),
    ],
  })
  return new Uint8Array(certificate.rawData)
}

/**
 * Administrator's page: `count` blanks, each an index that no other blank of the period has, a one-time key, and two signatures of the
 * period's key: one as X.509 for standard headers, one raw for the compact code. The one-time scalar leaves this function only
 * closed to `poolKey`.
 * @param poolKey 65 bytes; its private half is with the server but not in its database
 * @param taken indexes of earlier pools of this period; this call adds its own
 * @param onProgress after each blank: how many are done
 */
export async function makeBlanks(
  stock: PeriodStock & { count: number; poolKey: Uint8Array; random: Random; taken: Set<number> },
  onProgress: (done: number) => void = () => {},
): Promise<MadeBlank[]> {
  const { random, taken } = stock
  if (taken.size + stock.count > indexes) throw new CertificateFault('malformed')
  const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })
  const recipientPublicKey = await suite.kem.deserializePublicKey(stock.poolKey)
  const authority = await x509.AuthorityKeyIdentifierExtension.create(stock.keys.publicKey)
  const usage = new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true)
  const info = utf8ToBytes(poolInfo)
  const blanks: MadeBlank[] = []
  while (blanks.length < stock.count) {
    const index = drawIndex(random)
    if (taken.has(index)) continue
    taken.add(index)
    const scalar = p256.utils.randomSecretKey(random(48))
    const key65 = p256.getPublicKey(scalar, false)
    const key = compress(key65)
    const certificate = await x509.X509CertificateGenerator.create({
      // Always three bytes, never 0: the serial's length says nothing about the index.
      serialNumber: (indexes + index).toString(16),
      issuer: issuerName(stock),
      subject: `CN=${stock.city} card`,
      ...dates(stock),
      signingAlgorithm: ecdsa,
      publicKey: spkiOf(key65),
      signingKey: stock.keys.privateKey,
      extensions: [usage, authority],
    })
    const message = blankMessage(stock.city, stock.period, index, key)
    const signature = new Uint8Array(await crypto.subtle.sign(ecdsa, stock.keys.privateKey, new Uint8Array(message)))
    const { enc, ct } = await suite.seal({ recipientPublicKey, info }, scalar)
    scalar.fill(0)
    const blank = {
      index,
      certificate: new Uint8Array(certificate.rawData),
      signature,
      key,
      closed: concatBytes(new Uint8Array(enc), new Uint8Array(ct)),
    }
    readBlankCertificate(blank.certificate)
    blanks.push(blank)
    onProgress(blanks.length)
  }
  return blanks
}

/** 20 bits of 24: every index equally likely. */
function drawIndex(random: Random): number {
  const [a = 0, b = 0, c = 0] = random(3)
  return ((a << 16) | (b << 8) | c) & (indexes - 1)
}

function issuerName({ city, period }: PeriodStock): string {
  return `CN=${city} period ${period}`
}

/** The whole life of the period's cards, for the period and each blank alike: a blank made in August says July like all others. */
function dates({ period, technicalEnd }: PeriodStock) {
  return { notBefore: new Date(periodFirst(period) * 1000), notAfter: new Date(technicalEnd * 1000) }
}

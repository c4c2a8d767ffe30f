import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeRoot } from '@latchkey/try/made-root.ts'
import { random, verify } from '@latchkey/ui/platform.ts'
import { p256 } from '@noble/curves/nist.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import * as hpke from 'hpke'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { indexes, poolInfo, verifyBlank } from '../blank.ts'
import { CertificateFault, certificateFaults } from '../faults.ts'
import { compress } from '../p256.ts'
import { periodFirst, periodTechnicalEnd } from '../period.ts'
import { type PeriodCertificate, verifyPeriod } from '../period-certificate.ts'
import { makeBlanks, makePeriodCertificate, type PeriodStock } from './make.ts'
import { readBlankCertificate, readPeriodX509, verifyBlankCertificate } from './read.ts'
import { makeStock, type Stock } from './stock.ts'

const { root, administrators } = makeRoot({
  city: 'chicago',
  threshold: 2,
  administrators: 2,
  rpId: 'localhost',
  origin: 'http://localhost:4400',
  random,
})
const directory = mkdtempSync(join(tmpdir(), 'latchkey-x509-'))
/** Another HPKE than the one that closes. */
const poolSuite = new hpke.CipherSuite(hpke.KEM_DHKEM_P256_HKDF_SHA256, hpke.KDF_HKDF_SHA256, hpke.AEAD_AES_256_GCM)
let pool: hpke.KeyPair<CryptoKey>
let stock: Stock
let period: PeriodCertificate
const steps: number[] = []

beforeAll(async () => {
  pool = await poolSuite.GenerateKeyPair()
  const poolKey = await poolSuite.SerializePublicKey(pool.publicKey)
  const listKey = p256.getPublicKey(p256.utils.randomSecretKey(), false)
  const listAddress = 'http://localhost:4400/cancelled/list/11'
  const order = { city: 'chicago', period: 11, listAddress, listKey, poolKey, count: 24, passkeys: administrators, random }
  stock = await makeStock(order, done => steps.push(done))
  period = await verifyPeriod(root, stock.certified, verify)
})
afterAll(() => rmSync(directory, { recursive: true, force: true }))

/** OpenSSL's own program as a stranger: it reads, prints and verifies with none of our code. */
function openssl(...args: string[]): string {
  return execFileSync('openssl', args, { cwd: directory, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}

function writePem(name: string, der: Uint8Array): void {
  const body = Buffer.from(der)
    .toString('base64')
    .replace(/(.{64})/g, '$1\n')
  writeFileSync(join(directory, name), `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`)
}

const verifyAtPeriod = ['verify', '-x509_strict', '-check_ss_sig', '-attime', String(periodFirst(11) + 1), '-CAfile', 'period.pem']

describe('a stranger', () => {
  it('verifies each blank under the period, strictly', () => {
    writePem('period.pem', stock.x509)
    for (const [at, blank] of stock.blanks.entries()) {
      writePem(`${at}.pem`, blank.certificate)
      expect(openssl(...verifyAtPeriod, `${at}.pem`)).toBe(`${at}.pem: OK\n`)
    }
  })

  it('refuses a blank of another period key with the same name', async () => {
    const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])
    writePem('period.pem', await makePeriodCertificate({ city: 'chicago', period: 11, technicalEnd: period.technicalEnd, keys }))
    writePem('blank.pem', (stock.blanks[0] as Stock['blanks'][0]).certificate)
    expect(() => openssl(...verifyAtPeriod, 'blank.pem')).toThrow()
  })

  it('reads the same serial, key and dates as we do', () => {
    for (const blank of stock.blanks) {
      const theirs = new X509Certificate(blank.certificate)
      const ours = readBlankCertificate(blank.certificate)
      expect(Number.parseInt(theirs.serialNumber, 16)).toBe(ours.serial)
      expect(ours.serial).toBe(indexes + blank.index)
      const { x = '', y = '' } = theirs.publicKey.export({ format: 'jwk' })
      expect(Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]).equals(ours.key65)).toBe(true)
      expect([theirs.validFrom, theirs.validTo]).toEqual(['Oct  1 00:00:00 2026 GMT', 'Dec 31 23:59:59 2036 GMT'])
    }
  })
})

describe('a stock', () => {
  it('is certified by the administrators together with the hash of its X.509 certificate', () => {
    expect(period).toMatchObject({ city: 'chicago', period: 11, technicalEnd: periodTechnicalEnd(11, 10) })
    expect(readPeriodX509(stock.x509).key65).toEqual(period.key)
  })

  it('is as large as ordered, told blank by blank, no index twice', () => {
    expect(stock.blanks).toHaveLength(24)
    expect(steps).toEqual(Array.from({ length: 24 }, (_, at) => at + 1))
    expect(new Set(stock.blanks.map(one => one.index)).size).toBe(24)
  })

  it('holds blanks that both verifications accept, for the same index and key', async () => {
    for (const blank of stock.blanks) {
      const key65 = await verifyBlank(period, blank, verify)
      await expect(verifyBlankCertificate(period, stock.x509, blank.certificate, verify)).resolves.toEqual({ index: blank.index, key65 })
    }
  })

  it('has one-time keys that open with the pool key and with nothing else', async () => {
    const blank = stock.blanks[3] as Stock['blanks'][0]
    const [enc, ct, options] = [blank.closed.slice(0, 65), blank.closed.slice(65), { info: utf8ToBytes(poolInfo) }]
    const scalar = await poolSuite.Open(pool, enc, ct, options)
    expect(p256.getPublicKey(scalar, true)).toEqual(blank.key)
    const other = await poolSuite.GenerateKeyPair()
    await expect(poolSuite.Open(other, enc, ct, options)).rejects.toThrow()
    expect(blank.closed).toHaveLength(113)
  })

  it('shows in every certificate the city, the period and the blank, and nothing else: all else is the same bytes', () => {
    const rest = stock.blanks.map(blank => {
      const { tbs, key65 } = readBlankCertificate(blank.certificate)
      const hex = Buffer.from(tbs).toString('hex')
      return hex.replace(Buffer.from(key65).toString('hex'), 'KEY').replace(`0203${(indexes + blank.index).toString(16)}`, 'SERIAL')
    })
    expect(new Set(rest).size).toBe(1)
    expect(rest[0]).toMatch(/SERIAL.*KEY/)
  })
})

describe('indexes', () => {
  it('are drawn over the whole list and never again for the same period', async () => {
    const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])
    const made: PeriodStock = { city: 'chicago', period: 11, technicalEnd: period.technicalEnd, keys }
    const drawn = [
      [0, 0, 5],
      [0, 0, 5],
      [0xf0, 0, 5],
      [0xff, 0xff, 0xff],
      [0, 0, 0],
    ]
    const chosen = (length: number) => (length === 3 ? Uint8Array.from(drawn.shift() ?? [9, 9, 9]) : random(length))
    const poolKey = await poolSuite.SerializePublicKey(pool.publicKey)
    const taken = new Set<number>()
    const blanks = await makeBlanks({ ...made, count: 3, poolKey, random: chosen, taken })
    expect(blanks.map(one => one.index)).toEqual([5, indexes - 1, 0])
    expect([...taken]).toEqual([5, indexes - 1, 0])
  })
})

describe('a certificate that is not quite one', () => {
  const error = (read: () => unknown) => {
    try {
      return read()
    } catch (reason) {
      expect(reason).toBeInstanceOf(CertificateFault)
      return (reason as CertificateFault).code
    }
  }

  it('is refused: of a period as blank, of a blank as period, cut short, or with a byte more', () => {
    const blank = (stock.blanks[0] as Stock['blanks'][0]).certificate
    expect(error(() => readBlankCertificate(stock.x509))).toBe('x509')
    expect(error(() => readPeriodX509(blank))).toBe('x509')
    for (const length of blank.keys()) expect(error(() => readBlankCertificate(blank.subarray(0, length)))).toBe('x509')
    expect(error(() => readBlankCertificate(Uint8Array.of(...blank, 0)))).toBe('x509')
    expect(error(() => readBlankCertificate(new Uint8Array(900)))).toBe('x509')
  })

  it('is refused when it belongs to another period, or its period is not the certified one', async () => {
    const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])
    const other = await makePeriodCertificate({ city: 'chicago', period: 11, technicalEnd: period.technicalEnd, keys })
    const blank = (stock.blanks[0] as Stock['blanks'][0]).certificate
    await expect(verifyBlankCertificate(period, other, blank, verify)).rejects.toEqual(new CertificateFault('x509'))
    const poolKey = await poolSuite.SerializePublicKey(pool.publicKey)
    const made = {
      city: 'chicago',
      period: 11,
      technicalEnd: period.technicalEnd,
      keys,
      count: 1,
      poolKey,
      random,
      taken: new Set<number>(),
    }
    const [foreign] = await makeBlanks(made)
    await expect(verifyBlankCertificate(period, stock.x509, foreign?.certificate ?? blank, verify)).rejects.toEqual(
      new CertificateFault('x509'),
    )
  })

  it('with one byte changed is refused by name, or fails at the signature: never accepted, never another error', async () => {
    const { certificate } = stock.blanks[1] as Stock['blanks'][0]
    await fc.assert(
      fc.asyncProperty(fc.nat(certificate.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const changed = certificate.with(at, (certificate[at] ?? 0) ^ by)
        const reason = await verifyBlankCertificate(period, stock.x509, changed, verify).then(
          () => 'accepted',
          (one: unknown) => (one instanceof CertificateFault ? one.code : one),
        )
        expect(Object.keys(certificateFaults)).toContain(reason)
      }),
      { numRuns: 400 },
    )
  })

  it('of any bytes gives the fault and nothing else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), bytes => {
        for (const read of [readBlankCertificate, readPeriodX509]) expect(error(() => read(bytes))).toBe('x509')
      }),
    )
  })
})

it('a blank key is stored compressed', () => {
  const blank = stock.blanks[0] as Stock['blanks'][0]
  expect(compress(readBlankCertificate(blank.certificate).key65)).toEqual(blank.key)
})

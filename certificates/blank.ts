import { CertificateFault } from './faults.ts'
import { decompress } from './p256.ts'
import type { PeriodCertificate } from './period-certificate.ts'
import type { Verify } from './ports.ts'
import { tagged } from './tagged.ts'

export const blankTag = 'latchkey/blank/v1'

/** Card stock: an index and a one-time key, signed by the period's key before anybody needed a card. */
export interface Blank {
  /** 0…2^20 − 1, drawn at random: the place in the cancelled list. */
  index: number
  /** 33 bytes, compressed one-time key. */
  key: Uint8Array
  /** 64 bytes, r ‖ s, of the period's key over `blankMessage`. */
  signature: Uint8Array
}

/** HPKE info under which one-time keys are closed to the pool key (DHKEM-P256, HKDF-SHA256, AES-256-GCM): enc 65 ‖ ciphertext 48. */
export const poolInfo = 'latchkey/pool/v1'

/** Indexes of a period: the length of its cancelled list. */
export const indexes = 2 ** 20

/** What the period's key signs: 'latchkey/blank/v1' ‖ CBOR [city, period, index, key33]. */
export function blankMessage(city: string, period: number, index: number, key33: Uint8Array): Uint8Array {
  return tagged(blankTag, [city, period, index, key33])
}

/**
 * Phone, desk, verifier: was this blank made by the period's key? The blank comes out of a card and is anybody's bytes.
 * @returns the one-time key, 65 bytes
 * @throws CertificateFault `malformed`, `point`, `blank`
 */
export async function verifyBlank(period: PeriodCertificate, blank: Blank, verify: Verify): Promise<Uint8Array> {
  const { index, key, signature } = blank
  if (!Number.isInteger(index) || index < 0 || index >= indexes || signature.length !== 64) throw new CertificateFault('malformed')
  const key65 = decompress(key)
  const message = blankMessage(period.city, period.period, index, key)
  if (!(await verify(period.key, message, signature))) throw new CertificateFault('blank')
  return key65
}

import { type Blank, verifyBlank } from '@latchkey/certificates/blank.ts'
import type { PeriodCertificate } from '@latchkey/certificates/period-certificate.ts'
import type { Verify } from '@latchkey/certificates/ports.ts'
import { CardFault } from './faults.ts'
import { compactMessage, type Use } from './template.ts'

/** The three digests that the compact seal covers. */
export interface CompactDigests {
  frontDigest: Uint8Array
  faceDigest: Uint8Array
  restDigest: Uint8Array
}

/** Was the blank made by the key of the period? @returns its one-time key, 65 bytes @throws CardFault `blank` */
export async function trustBlank(period: PeriodCertificate, blank: Blank, verify: Verify): Promise<Uint8Array> {
  try {
    return await verifyBlank(period, blank, verify)
  } catch {
    throw new CardFault('blank')
  }
}

/** Did the one-time key sign these digests for this use? @param key65 from `trustBlank` @throws CardFault `signature` */
export async function trustCompactSeal(
  use: Use,
  period: PeriodCertificate,
  index: number,
  key65: Uint8Array,
  { frontDigest, faceDigest, restDigest }: CompactDigests,
  seal: Uint8Array,
  verify: Verify,
): Promise<void> {
  const message = compactMessage(use, period.city, period.period, index, frontDigest, faceDigest, restDigest)
  if (!(await verify(key65, message, seal))) throw new CardFault('signature')
}

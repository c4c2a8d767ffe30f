import type { PeriodCertificate } from '@latchkey/certificates/period-certificate.ts'
import type { Verify } from '@latchkey/certificates/ports.ts'
import type { Root } from '@latchkey/certificates/root.ts'
import type { Claim } from './facts.ts'
import type { CancelledList } from './status-list.ts'

/** What certificates/x509/read.ts gives; a port, so that this package needs no X.509 code. */
export type ReadBlank = (der: Uint8Array) => {
  serial: number
  /** 65 bytes. */
  key: Uint8Array
  tbs: Uint8Array
  /** 64 bytes, r ‖ s. */
  signature: Uint8Array
  authorityKeyId: Uint8Array
}
export interface HeldPeriod {
  certificate: PeriodCertificate
  /** Subject key identifier of the period's X.509 certificate, whose hash the certified statement holds. */
  keyId: Uint8Array
}
export interface ExpectedPresentation {
  root: Root
  periods: readonly HeldPeriod[]
  lists: ReadonlyMap<number, CancelledList>
  nonce: string
  aud: string
  now: number
  readBlank: ReadBlank
  verify: Verify
}
export type Presented = Partial<Record<Claim, string | null>>
/** Someone who asked for a key-bound presentation, on a machine of their own. @throws CardFault */
export declare function verifyPresentation(text: string, expected: ExpectedPresentation): Promise<Presented>

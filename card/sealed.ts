import type { Blank } from '@latchkey/certificates/blank.ts'
import type { PeriodCertificate } from '@latchkey/certificates/period-certificate.ts'
import type { Verify } from '@latchkey/certificates/ports.ts'
import type { SealAnswer } from './answer.ts'
import type { Facts, Pictures } from './facts.ts'
import type { Salts } from './salts.ts'

/** A sealed card, whole: what the phone keeps and the desk hands over. Nobody else ever has one. */
export interface SealedCard {
  city: string
  period: number
  facts: Facts
  pictures: Pictures
  salts: Salts
  /** Eight, in the order of `claims`; follow from facts and salts. */
  disclosures: string[]
  jwt: string
  blank: Blank
  compactCard: Uint8Array
  compactSheet: Uint8Array
  /** 24 digits. */
  cancelCode: string
}
export interface ExpectedSeal {
  /** 32 bytes: the hash both sides agreed on before the touch. */
  requestHash: Uint8Array
  period: PeriodCertificate
  verify: Verify
}
/** Puts the signer's answer and what the phone (or desk) already had together. Checks nothing: `verifySealed` does. */
export declare function sealedFrom(parts: { city: string; facts: Facts; pictures: Pictures; salts: Salts; answer: SealAnswer }): SealedCard
/** CBOR, about 18 kB: what the phone keeps. */
export declare function encodeSealed(sealed: SealedCard): Uint8Array
/** @throws CardFault */
export declare function parseSealed(bytes: Uint8Array): SealedCard
/** Phone and desk, before anything is shown as sealed. @throws CardFault */
export declare function verifySealed(sealed: SealedCard, expected: ExpectedSeal): Promise<void>

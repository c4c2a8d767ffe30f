import type { PeriodCertificate } from '@latchkey/certificates/period-certificate.ts'
import type { Request } from './request.ts'

/** What the server's side builds every signature from (PROTOCOL §5): all of it follows from city and period, nothing from a desk. */
export interface Template {
  city: string
  period: number
  /** `iss`: the origin of the list address, so that whoever holds the certified period knows it. */
  iss: string
  listAddress: string
  /** `iat`: first second of the period. */
  first: number
  /** `exp`. */
  technicalEnd: number
}
export const cardVct = 'urn:latchkey:card:1'
/** The template that follows from a certified period: server, signer, phone and desk all use this one. */
export declare function templateOf(period: PeriodCertificate): Template
/** `header.payload`, ready to sign by the blank's one-time key. @param blank.certificate X.509 of the blank, DER */
export declare function buildSdJwt(template: Template, blank: { index: number; certificate: Uint8Array }, request: Request): string
export type Use = 1 | 2
/** Use 1: card. Use 2: backup sheet. */
export declare function compactMessage(
  use: Use,
  city: string,
  period: number,
  index: number,
  frontDigest: Uint8Array,
  faceDigest: Uint8Array,
  restDigest: Uint8Array,
): Uint8Array

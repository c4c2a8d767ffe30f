import type { PeriodCertificate } from '@latchkey/certificates/period-certificate.ts'
import { tagged } from '@latchkey/certificates/tagged.ts'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { base64, base64urlnopad } from '@scure/base'
import { CardFault } from './faults.ts'
import type { Request } from './request.ts'

/** What every signature is built from (PROTOCOL §5). All of it follows from city and period; nothing of it comes from a desk. */
export interface Template {
  city: string
  period: number
  /** `iss`: the origin of the list address, so that whoever holds the certified period knows it. */
  iss: string
  /** `status.status_list.uri`. */
  listAddress: string
  /** `iat`: first second of the period. */
  first: number
  /** `exp`: technical end of the period. */
  technicalEnd: number
}

export const cardVct = 'urn:latchkey:card:1'

/** 1: the code on a card. 2: the backup sheet. */
export type Use = 1 | 2

/** The template that follows from a certified period: server, signer, phone and desk all use this one. @throws CardFault `malformed` */
export function templateOf({ city, period, listAddress, first, technicalEnd }: PeriodCertificate): Template {
  const iss = /^https?:\/\/[^/?#\s]+/.exec(listAddress)?.[0]
  if (iss === undefined) throw new CardFault('malformed')
  return { city, period, iss, listAddress, first, technicalEnd }
}

/**
 * `header.payload` of the SD-JWT VC (RFC 9901, draft-ietf-oauth-sd-jwt-vc-13), ready to be signed by the blank's one-time key. The
 * digests go under one object of our own naming: whatever a digest hides can land in `person` and never at the top as `exp`, `cnf`,
 * `status` or `vct`. HAIP 1.0 §6.1.1: the trust anchor MUST NOT be in x5c, so it names the blank alone.
 * @param blank.certificate X.509 of the blank, DER
 */
export function buildSdJwt(template: Template, blank: { index: number; certificate: Uint8Array }, request: Request): string {
  const header = { alg: 'ES256', typ: 'dc+sd-jwt', x5c: [base64.encode(blank.certificate)] }
  const { x, y } = request.holder
  const payload = {
    iss: template.iss,
    vct: cardVct,
    iat: template.first,
    exp: template.technicalEnd,
    cnf: { jwk: { kty: 'EC', crv: 'P-256', x: base64urlnopad.encode(x), y: base64urlnopad.encode(y) } },
    status: { status_list: { idx: blank.index, uri: template.listAddress } },
    _sd_alg: 'sha-256',
    person: { _sd: request.sd.map(digest => base64urlnopad.encode(digest)) },
  }
  return `${encodeJson(header)}.${encodeJson(payload)}`
}

/**
 * What the compact seal signs: 'latchkey/seal/v1' ‖ CBOR [use, city, period, index, front, face, rest], the last three being digests
 * of salt ‖ bytes.
 */
export function compactMessage(
  use: Use,
  city: string,
  period: number,
  index: number,
  frontDigest: Uint8Array,
  faceDigest: Uint8Array,
  restDigest: Uint8Array,
): Uint8Array {
  return tagged('latchkey/seal/v1', [use, city, period, index, frontDigest, faceDigest, restDigest])
}

function encodeJson(value: unknown): string {
  return base64urlnopad.encode(utf8ToBytes(JSON.stringify(value)))
}

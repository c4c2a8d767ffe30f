import { type Blank, indexes } from '@latchkey/certificates/blank.ts'
import { encodeCbor, sameBytes } from '@latchkey/certificates/cbor.ts'
import { bytes, cityName, exactly, text, whole } from '@latchkey/certificates/fields.ts'
import { lastPeriod } from '@latchkey/certificates/period.ts'
import type { PeriodCertificate } from '@latchkey/certificates/period-certificate.ts'
import type { Verify } from '@latchkey/certificates/ports.ts'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { jwtField, type SealAnswer } from './answer.ts'
import { parsePicture } from './avif.ts'
import { parseCancelCode } from './cancel-code.ts'
import { makeDigests, requestOf } from './digests.ts'
import { claims, claimsBefore, decodeFacts, encodeFacts, type Facts, type Pictures } from './facts.ts'
import { CardFault } from './faults.ts'
import { certificateOf, holderOf, type Jwt, parseJwt } from './jwt.ts'
import { readFields } from './read-array.ts'
import { requestHash as hashOf } from './request.ts'
import type { Salts } from './salts.ts'
import { trustBlank, trustCompactSeal } from './seal.ts'
import { buildSdJwt, templateOf } from './template.ts'

/** A sealed card, whole: what the phone keeps and the desk hands over or prints. Nobody else ever has one. */
export interface SealedCard {
  city: string
  period: number
  facts: Facts
  pictures: Pictures
  salts: Salts
  /** In the order of `claims`; they follow from facts and salts. */
  disclosures: string[]
  jwt: string
  blank: Blank
  compactCard: Uint8Array
  compactSheet: Uint8Array
  /** 24 digits. */
  cancelCode: string
}

export interface ExpectedSeal {
  /** 32 bytes: what the resident said yes to and the clerk's passkey approved. */
  requestHash: Uint8Array
  /** The certified period, verified already. */
  period: PeriodCertificate
  verify: Verify
}

type SealedFields = [1 | 2, string, number, Uint8Array, Uint8Array, Uint8Array, Uint8Array, string, number, Uint8Array, string]

/** Puts the signer's answer and what this side already had together. Believes nothing: `verifySealed` does. @throws CardFault as `makeDigests` */
export function sealedFrom(parts: { city: string; facts: Facts; pictures: Pictures; salts: Salts; answer: SealAnswer }): SealedCard {
  const { city, facts, pictures, salts, answer } = parts
  const { disclosures } = makeDigests(facts, pictures, salts)
  const { period, jwt, blank, compactCard, compactSheet, cancelCode } = answer
  return { city, period, facts, pictures, salts, disclosures, jwt, blank, compactCard, compactSheet, cancelCode }
}

/**
 * What the phone keeps, about 16 kB: CBOR [2, city, period, facts, face, print, twelve salts of 16, jwt, index,
 * key 33 ‖ blank signature 64 ‖ card seal 64 ‖ sheet seal 64, cancel code]. Disclosures follow from facts and salts and are left out. A card of before
 * the veteran mark begins with 1 and has eight claims and eleven salts: it is read, and written as it was.
 */
export function encodeSealed(sealed: SealedCard): Uint8Array {
  const { city, period, facts, pictures, jwt, blank, cancelCode } = sealed
  const { compact, sdJwt } = sealed.salts
  const salts = concatBytes(...sdJwt, compact.front, compact.face, compact.rest)
  const proof = concatBytes(blank.key, blank.signature, sealed.compactCard, sealed.compactSheet)
  const before = sealed.salts.sdJwt.length === claimsBefore.length
  const said = encodeFacts(facts, before ? claimsBefore : claims)
  const form = before ? 1 : 2
  return encodeCbor([form, city, period, said, pictures.face, pictures.print, salts, jwt, blank.index, proof, cancelCode])
}

/** @throws CardFault `malformed`, `cancel_code`, and as `decodeFacts` and `parsePicture` */
export function parseSealed(encoded: Uint8Array): SealedCard {
  if (encoded.length > 24_000) throw new CardFault('malformed')
  const [form, city, period, facts, face, print, salts, jwt, index, proof, cancelCode] = readFields<SealedFields>(encoded, [
    exactly<1 | 2>(1, 2),
    cityName,
    whole(lastPeriod),
    bytes(1, 13_000),
    bytes(1, 1000),
    bytes(1, 3000),
    bytes((claimsBefore.length + 3) * 16, (claims.length + 3) * 16),
    jwtField,
    whole(indexes - 1),
    bytes(33 + 3 * 64),
    text(/^\d{24}$/, 24),
  ])
  parseCancelCode(cancelCode)
  const own = form === 1 ? claimsBefore : claims
  if (salts.length !== (own.length + 3) * 16) throw new CardFault('malformed')
  const salt = (at: number) => salts.slice(at * 16, at * 16 + 16)
  return sealedFrom({
    city,
    facts: decodeFacts(facts, own),
    pictures: { face: parsePicture(face, 'face'), print: parsePicture(print, 'print') },
    salts: {
      sdJwt: own.map((_, at) => salt(at)),
      compact: { front: salt(own.length), face: salt(own.length + 1), rest: salt(own.length + 2) },
    },
    answer: {
      jwt,
      compactCard: proof.slice(97, 161),
      compactSheet: proof.slice(161),
      blank: { index, key: proof.slice(0, 33), signature: proof.slice(33, 97) },
      period,
      cancelCode,
    },
  })
}

/**
 * Phone and desk, each for itself, before a card is called sealed (PROTOCOL §5). The signer, the desk and the server between them may each
 * have put anything here: nothing is read from the token but what the template, the facts and the salts give again.
 * @throws CardFault `malformed`, `other_request`, `wrong_period`, `not_template`, `blank`, `blank_certificate`, `signature`, `cancel_other`,
 * and as `makeDigests`
 */
export async function verifySealed(sealed: SealedCard, { requestHash, period, verify }: ExpectedSeal): Promise<void> {
  const { blank } = sealed
  const digests = makeDigests(sealed.facts, sealed.pictures, sealed.salts)
  if (digests.disclosures.join('~') !== sealed.disclosures.join('~')) throw new CardFault('malformed')
  if (sealed.city !== period.city || sealed.period !== period.period) throw new CardFault('wrong_period')

  const token = parseJwt(sealed.jwt)
  const holder = holderOf(token)
  const certificate = certificateOf(token)
  if (holder === null || certificate === null) throw new CardFault('not_template')
  const request = requestOf(digests, holder)
  if (!sameBytes(hashOf(request), requestHash)) throw new CardFault('other_request')
  if (token.input !== buildSdJwt(templateOf(period), { index: blank.index, certificate }, request)) throw new CardFault('not_template')

  const key65 = await trustBlank(period, blank, verify)
  if (!holds(certificate, key65)) throw new CardFault('blank_certificate')
  await trustToken(token, key65, verify)
  await trustCompactSeal(1, period, blank.index, key65, digests, sealed.compactCard, verify)
  await trustCompactSeal(2, period, blank.index, key65, digests, sealed.compactSheet, verify)

  const code = parseCancelCode(sealed.cancelCode)
  if (code.period !== period.period || code.index !== blank.index) throw new CardFault('cancel_other')
}

async function trustToken(token: Jwt, key65: Uint8Array, verify: Verify): Promise<void> {
  if (!(await verify(key65, utf8ToBytes(token.input), token.signature))) throw new CardFault('signature')
}

/**
 * Phone and desk carry no X.509 code; that the certificate names this key at all keeps a card from being sealed that no standard
 * verifier could take. The verifier of a presentation reads it whole.
 */
function holds(certificate: Uint8Array, key65: Uint8Array): boolean {
  for (let at = 0; at + key65.length <= certificate.length; at++) {
    if (sameBytes(certificate.subarray(at, at + key65.length), key65)) return true
  }
  return false
}

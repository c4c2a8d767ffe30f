import type { PeriodCertificate } from '@latchkey/certificates/period-certificate.ts'
import { blankMessage } from '@latchkey/certificates/blank.ts'
import { periodFirst, periodLast, periodTechnicalEnd } from '@latchkey/certificates/period.ts'
import type { Sign, Verify } from '@latchkey/certificates/ports.ts'
import type { Root } from '@latchkey/certificates/root.ts'
import { p256 } from '@noble/curves/nist.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { base64urlnopad } from '@scure/base'
import type { SealAnswer } from '../answer.ts'
import { makeCancelCode } from '../cancel-code.ts'
import type { CheckWith } from '../check.ts'
import { makeDigests, requestOf } from '../digests.ts'
import type { Facts, Pictures } from '../facts.ts'
import { type HolderKey, type Request, requestHash } from '../request.ts'
import { makeSalts } from '../salts.ts'
import { type SealedCard, sealedFrom } from '../sealed.ts'
import type { Status, StatusList } from '../status-list.ts'
import { buildSdJwt, compactMessage, templateOf } from '../template.ts'
import pictures from './pictures.json' with { type: 'json' }

/** A whole city in one file, with keys that anybody can compute: for tests and vectors, never built into anything. */

/** A key named by a word: SHA-256 of 'latchkey specimen ' ‖ word as scalar. Signatures follow RFC 6979, so vectors stay the same. */
export function keyOf(word: string): { secret: Uint8Array; publicKey: Uint8Array; compressed: Uint8Array; sign: Sign } {
  const secret = bytesOf(word)
  return {
    secret,
    publicKey: p256.getPublicKey(secret, false),
    compressed: p256.getPublicKey(secret, true),
    sign: async message => p256.sign(message, secret, { lowS: false }),
  }
}

export const bytesOf = (word: string): Uint8Array => sha256(utf8ToBytes('latchkey specimen ' + word))

export const verify: Verify = async (publicKey, message, signature) => p256.verify(signature, message, publicKey, { lowS: false })

export const specimenPictures: Pictures = { face: base64urlnopad.decode(pictures.face), print: base64urlnopad.decode(pictures.print) }

/** Shaped like a JPEG; nobody decodes it here. */
export const specimenPortrait = concatBytes(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), bytesOf('portrait'), Uint8Array.of(0xff, 0xd9))

export const specimenFacts: Facts = {
  name: 'Amina Okafor-Lindqvist',
  name_latin: null,
  birth_date: '1987-03-09',
  portrait: specimenPortrait,
  ends: '2029-11-23',
  address: '1200 West Example Avenue, Apt 4\nChicago, IL 60600',
  gender: 'F',
  emergency_contact: 'Tomás Lindqvist\n+1 312 555 0142',
  veteran: null,
  lines: { library: '2 1182 0451 9934', transit: null, pharmacy: 'Rx 4417-2290' },
}

export const specimenPeriod = 11

export function specimenRoot(city = 'chicago/practice'): Root {
  return { city, practice: city.endsWith('/practice'), threshold: 1, rpId: 'localhost', origins: [], administrators: [] }
}

export function specimenCertificate(city = 'chicago/practice', period = specimenPeriod): PeriodCertificate {
  return {
    city,
    period,
    key: keyOf('period').publicKey,
    x509Hash: sha256(utf8ToBytes('specimen')),
    first: periodFirst(period),
    last: periodLast(period),
    technicalEnd: periodTechnicalEnd(period, 10),
    listAddress: `https://id.example/cancelled/list/${period}`,
    listKey: keyOf('list').publicKey,
  }
}

/** In the middle of the specimen's period. */
export const specimenNow = periodFirst(specimenPeriod) + 40 * 86_400

/** The index of the card that `makeSpecimen` makes unless told otherwise. */
export const specimenIndex = 654_321

/** A cancelled list that says `status` of the specimen's card and nothing of any other. */
export const specimenList = (of: { status?: Status; at?: number } = {}): StatusList => ({
  status: index => (index === specimenIndex ? (of.status ?? 0) : 0),
  at: of.at ?? specimenNow - 3600,
  until: specimenNow + 90 * 86_400,
})

/** What a verifier of this city has on an ordinary day. */
export function specimenCheck(of: Partial<CheckWith> = {}, city?: string): CheckWith {
  const period = specimenCertificate(city)
  return {
    root: specimenRoot(city),
    periods: [period],
    lists: new Map([[period.period, specimenList()]]),
    now: specimenNow,
    builtAt: specimenNow - 86_400,
    verify,
    ...of,
  }
}

export const holder: HolderKey = { x: keyOf('holder').publicKey.slice(1, 33), y: keyOf('holder').publicKey.slice(33) }

export const halves = { sp: bytesOf('phone half'), sd: bytesOf('desk half'), th: bytesOf('transcript') }

export const cancelKey = bytesOf('cancel key')

export interface Specimen {
  sealed: SealedCard
  answer: SealAnswer
  request: Request
  requestHash: Uint8Array
  period: PeriodCertificate
}

/** Seals as the signer does: from the template, the request and a blank. */
export async function makeSpecimen(
  of: { facts?: Partial<Facts>; period?: PeriodCertificate; index?: number; certificate?: Uint8Array; pictures?: Pictures; periodKey?: string } = {},
): Promise<Specimen> {
  const facts = { ...specimenFacts, ...of.facts }
  const period = of.period ?? specimenCertificate()
  const index = of.index ?? specimenIndex
  const salts = makeSalts(halves)
  const own = of.pictures ?? specimenPictures
  const digests = makeDigests(facts, own, salts)
  const request = requestOf(digests, holder)
  const { city, period: number } = period
  const blankKey = keyOf('blank')
  // A certificate in shape only: the key between other bytes. Tests of presentations use real ones.
  const certificate = of.certificate ?? concatBytes(bytesOf('head'), blankKey.publicKey, bytesOf('tail'))
  const input = buildSdJwt(templateOf(period), { index, certificate }, request)
  const compact = (use: 1 | 2) =>
    blankKey.sign(compactMessage(use, city, number, index, digests.frontDigest, digests.faceDigest, digests.restDigest))
  const answer: SealAnswer = {
    jwt: `${input}.${base64urlnopad.encode(await blankKey.sign(utf8ToBytes(input)))}`,
    compactCard: await compact(1),
    compactSheet: await compact(2),
    blank: {
      index,
      key: blankKey.compressed,
      signature: await keyOf(of.periodKey ?? 'period').sign(blankMessage(city, number, index, blankKey.compressed)),
    },
    period: number,
    cancelCode: makeCancelCode(cancelKey, city, number, index),
  }
  return { sealed: sealedFrom({ city, facts, pictures: own, salts, answer }), answer, request, requestHash: requestHash(request), period }
}

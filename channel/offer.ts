import { sameBytes } from '@latchkey/certificates/cbor.ts'
import { verifyDesk } from '@latchkey/certificates/desk.ts'
import { bytes, cityName, exactly, moment, orNull, text, whole } from '@latchkey/certificates/fields.ts'
import type { Sign, Verify } from '@latchkey/certificates/ports.ts'
import type { Root } from '@latchkey/certificates/root.ts'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { largestClear, readArray, writeArray } from './cells.ts'
import { ChannelFault } from './faults.ts'
import { anyVersion, type Hello, lastEpoch, visitVersion } from './hello.ts'

/** The one suite of version 1: no negotiation, so nothing to talk anybody down to (adversary P27). */
export const visitSuite = 'X-Wing/HKDF-SHA256/AES-256-GCM'
const offerTag = 'latchkey/offer/v1'
/** Longest life of an Offer, seconds. */
export const offerLife = 600
/** How far a phone's clock may be off before it must be set: a wrong time zone or noon for midnight still works. Seconds. */
const widestClock = 86_400

/** Desk → phone, readable by the server, signed by the desk key. */
export interface Offer {
  city: string
  room: Uint8Array
  nonce: Uint8Array
  epoch: number
  /** X-Wing public key made for this hello, 1216 bytes. */
  key: Uint8Array
  /** The rules version the clerk decides by. */
  rules: string
  /** Certified clerk certificate and certified desk key, exact bytes. */
  clerk: Uint8Array
  desk: Uint8Array
  mode: 'fresh' | 'resumed'
  pskId: Uint8Array | null
  /** Seconds since 1970 by the desk's clock: the moment it was made plus `offerLife`. */
  expiry: number
}

type BodyFields = [
  number,
  string,
  string,
  Uint8Array,
  Uint8Array,
  number,
  Uint8Array,
  string,
  Uint8Array,
  Uint8Array,
  0 | 1,
  Uint8Array | null,
  number,
]
const rulesVersion = text(/^[A-Za-z0-9.-]+$/, 40)

/** What the desk key signs: 'latchkey/offer/v1' ‖ body. */
export const offerMessage = (body: Uint8Array): Uint8Array => concatBytes(utf8ToBytes(offerTag), body)

/** Desk. CBOR [body, signature 64], ≤ 16,381 bytes. @throws ChannelFault `malformed`, `too_long` */
export async function signOffer(offer: Offer, deskSign: Sign): Promise<Uint8Array> {
  const { city, room, nonce, epoch, key, rules, clerk, desk, mode, pskId, expiry } = offer
  const resumed = mode === 'resumed' ? 1 : 0
  const body = writeArray([visitVersion, visitSuite, city, room, nonce, epoch, key, rules, clerk, desk, resumed, pskId, expiry])
  parseBody(body)
  return writeArray([body, await deskSign(offerMessage(body))])
}

/** Reads sizes and types, and nothing else. @throws ChannelFault `malformed`, `version`, `suite` */
export function parseOffer(encoded: Uint8Array): { offer: Offer; body: Uint8Array; signature: Uint8Array } {
  const [body, signature] = readArray<[Uint8Array, Uint8Array]>(encoded, largestClear, [bytes(1, largestClear), bytes(64)])
  return { offer: parseBody(body), body, signature }
}

function parseBody(body: Uint8Array): Offer {
  const [version, suite, city, room, nonce, epoch, key, rules, clerk, desk, resumed, pskId, expiry] = readArray<BodyFields>(
    body,
    largestClear,
    [
      anyVersion,
      text(/^[\x20-\x7e]+$/, 60),
      cityName,
      bytes(16),
      bytes(16),
      whole(lastEpoch),
      bytes(1216),
      rulesVersion,
      bytes(1, 8192),
      bytes(1, 4096),
      exactly(0, 1),
      orNull(bytes(32)),
      moment,
    ],
  )
  if (version !== visitVersion) throw new ChannelFault('version')
  if (suite !== visitSuite) throw new ChannelFault('suite')
  return { city, room, nonce, epoch, key, rules, clerk, desk, mode: resumed === 1 ? 'resumed' : 'fresh', pskId, expiry }
}

export interface ExpectedOffer {
  root: Root
  rules: string
  room: Uint8Array
  hello: Hello
  /** The phone's clock when it said hello, and now. Seconds since 1970. */
  saidAt: number
  now: number
}

/**
 * Phone: is this Offer for me, now, and by a desk of my city? Answers the argument in its order; docs/protocol/visit.md lists it.
 * The chain is judged at the moment the Offer was made by the desk's clock, which is bound to the phone's only loosely (adversary
 * P28): whoever holds a desk key of yesterday gains the hours by which `widestClock` forgives a phone.
 * @returns the clerk's alias
 * @throws ChannelFault `malformed`, `version`, `suite`, `city`, `room`, `nonce`, `epoch`, `mode`, `rules`, `chain`, `offer_signature`, `clock`, `expired`
 */
export async function verifyOffer(encoded: Uint8Array, expected: ExpectedOffer, verify: Verify): Promise<{ offer: Offer; desk: string }> {
  const { offer, body, signature } = parseOffer(encoded)
  const { root, hello } = expected
  if (offer.city !== root.city) throw new ChannelFault('city')
  if (!sameBytes(offer.room, expected.room)) throw new ChannelFault('room')
  if (!sameBytes(offer.nonce, hello.nonce)) throw new ChannelFault('nonce')
  if (offer.epoch !== hello.epoch) throw new ChannelFault('epoch')
  if (!isModeAsked(offer, hello)) throw new ChannelFault('mode')
  if (offer.rules !== expected.rules) throw new ChannelFault('rules')
  const made = offer.expiry - offerLife
  const { alias, deskKey } = await chainOf(root, offer, made, verify)
  if (!(await verify(deskKey, offerMessage(body), signature))) throw new ChannelFault('offer_signature')
  if (Math.abs(made - expected.now) > widestClock) throw new ChannelFault('clock')
  if (expected.now - expected.saidAt > offerLife) throw new ChannelFault('expired')
  return { offer, desk: alias }
}

/** Resumed only with the very secret the phone named; fresh always, and then the phone shows everything again. */
function isModeAsked(offer: Offer, hello: Hello): boolean {
  if (offer.mode === 'fresh') return offer.pskId === null
  return offer.pskId !== null && hello.pskId !== null && sameBytes(offer.pskId, hello.pskId)
}

async function chainOf(root: Root, offer: Offer, made: number, verify: Verify) {
  try {
    const { clerk, deskKey } = await verifyDesk(root, offer.clerk, offer.desk, made, verify)
    return { alias: clerk.alias, deskKey }
  } catch {
    // Which link is missing is for the server to hide and for nobody to learn from a phone.
    throw new ChannelFault('chain')
  }
}

/** What is looked for: everything a resident brought, and everything that was made from it. Names of patterns never hold a value. */

import { makeDigests } from '@latchkey/card/digests.ts'
import type { SealedCard } from '@latchkey/card/sealed.ts'
import type { SheetContent } from '@latchkey/card/sheet.ts'
import { bookingData, inGroups, readBookingCode } from '@latchkey/wire/booking-code.ts'
import { toBytes } from '@latchkey/wire/edge.ts'
import type { Comeback } from '@latchkey/wire/waiting.ts'
import { base64urlnopad } from '@scure/base'
import { daysForm, formsOf, idBlockForms, type Token } from './sweep/encodings.ts'
import type { Pattern } from './sweep/matcher.ts'
import type { Went } from './world/people.ts'
import type { Canary } from './world/roster.ts'
import type { HeldToken } from './world/way-to-be-seen.ts'

const patternsOf = (id: number, tokens: Token[]): Pattern[] =>
  tokens.flatMap(token => {
    // Zeros stand in every memory: whoever looks for them finds a leak that is none, and misses the one that is.
    if ('bytes' in token && token.bytes.every(byte => byte === 0))
      throw new Error(`resident ${id}: ${token.kind} was taken after it had been emptied`)
    return formsOf(token).map(({ how, ...form }) => ({ name: `resident ${id}: ${token.kind}, ${how}`, ...form }))
  })

/** Three windows of a file's inside: a piece of it is found even where the whole was cut. */
function windows(kind: string, bytes: Uint8Array): Token[] {
  if (bytes.length < 160) return [{ kind, bytes }]
  return [0.3, 0.6, 0.9].map(at => {
    const start = Math.floor((bytes.length - 48) * at)
    return { kind, bytes: bytes.subarray(start, start + 48) }
  })
}

/** What the person brings: known before they come. */
export function factPatterns(canary: Canary): Pattern[] {
  const words = canary.name.split(' ').filter(word => word.length >= 8)
  return patternsOf(canary.id, [
    { kind: 'name', text: canary.name },
    ...words.map((text): Token => ({ kind: 'part of the name', text })),
    // Every program holds some dates after 1970: a child is looked for by everything else.
    ...(canary.kind === 'adult' ? [{ kind: 'birth date', date: canary.birthDate }] : []),
    { kind: 'address', text: canary.address },
    { kind: 'note', text: canary.note },
    { kind: 'emergency contact', text: canary.emergencyContact },
    { kind: 'library line', text: canary.library },
  ])
}

/** What a backup sheet shows of what was made at a counter, where the harness has no sealed card in hand. */
export function sheetPatterns(canary: Canary, sheet: SheetContent): Pattern[] {
  return patternsOf(canary.id, [
    ...windows('face', sheet.face),
    ...windows('print portrait', sheet.rest.print),
    { kind: 'front digest', bytes: sheet.frontDigest },
    { kind: 'face digest', bytes: sheet.faceDigest },
    { kind: 'rest digest', bytes: sheet.restDigest },
    { kind: 'card seal', bytes: sheet.compactCard },
    { kind: 'sheet seal', bytes: sheet.compactSheet },
    { kind: 'cancel code', text: sheet.cancelCode },
  ])
}

export const cancelCodePatterns = ({ id }: Canary, { cancelCode }: SealedCard): Pattern[] =>
  patternsOf(id, [{ kind: 'cancel code', text: cancelCode }])

/** The certificates in a slip are public; what the desk signed for this one person is not. CBOR [body, signature 64, …] with a body under 256 bytes. */
const signatureOfSlip = (slip: Uint8Array) => {
  const long = slip[1] === 0x58
  const behind = (long ? 3 + slip[2]! : 2 + (slip[1]! & 31)) + 2
  return slip.subarray(behind, behind + 64)
}

/** The slip of each *not yet* that a desk gave one person. */
export const slipPatterns = ({ id }: Canary, slips: readonly Uint8Array[]): Pattern[] =>
  patternsOf(
    id,
    slips.map(slip => ({ kind: 'signature of the refusal slip', bytes: signatureOfSlip(slip) })),
  )

/** What a phone was given to come back today: its random id, and the proof that only the server can make. */
export const comebackPatterns = ({ id }: Canary, comebacks: readonly Comeback[]): Pattern[] =>
  patternsOf(
    id,
    comebacks.flatMap(({ id, mac }) => [
      { kind: 'way back', bytes: base64urlnopad.decode(id) },
      { kind: 'proof of the way back', bytes: base64urlnopad.decode(mac) },
    ]),
  )

/**
 * What somebody was given to be seen by. Of a code its letters as typed, read aloud and in bytes, and those of its MAC alone: slot and seat, before them, are what
 * the server holds. Five raw bytes of a MAC would be found everywhere.
 */
export function tokenPatterns(id: number, token: HeldToken): Pattern[] {
  if ('number' in token) return patternsOf(id, [{ kind: 'proof of the number', bytes: toBytes(token.number.mac) }])
  const { code } = token
  const read = readBookingCode(code)
  return patternsOf(id, [
    { kind: 'booking code', text: code },
    { kind: 'booking code in groups', text: inGroups(code) },
    { kind: 'booking code with hyphens', text: inGroups(code).replaceAll(' ', '-') },
    { kind: 'booking code in bytes', bytes: Uint8Array.of(...bookingData(read), ...read.mac) },
    { kind: 'MAC of the booking code', text: code.slice(7, 15) },
    { kind: 'MAC of the booking code in hex', text: Buffer.from(read.mac).toString('hex') },
  ])
}

export const isToken = ({ name }: Pick<Pattern, 'name'>): boolean => /: (proof of the number|(MAC of the )?booking code)\b/.test(name)

/** The process that told a number or a code, and was told it, may still have it: a code as the text that it was, and in no other form (kept-codes.ts). */
export const isToldToken = ({ name }: Pick<Pattern, 'name'>): boolean =>
  /: (proof of the number, |(MAC of the )?booking code, utf-8$)/.test(name)

/** The process that gave a way back may still have it: told as text on a socket, and of one that was used the id until the day ends (server/comebacks). */
export const isWayBack = ({ name }: Pick<Pattern, 'name'>): boolean => /: (proof of the )?way back, /.test(name)

/** What came into being in the visit: pictures, keys, digests, signatures, the cancel code, ways back. */
export function madePatterns({
  canary,
  sealed,
  slips = [],
  comebacks = [],
  pages,
  pictureIds,
}: Pick<Went, 'canary' | 'sealed' | 'pages' | 'pictureIds'> & Partial<Pick<Went, 'slips' | 'comebacks'>>): Pattern[] {
  const tokens: Token[] = pages.flatMap((page, at) => windows(`page ${at + 1}`, page))
  const said = [...slipPatterns(canary, slips), ...comebackPatterns(canary, comebacks)]
  const pixels = pictureIds.flatMap(id =>
    idBlockForms(id).map(({ how, bytes }) => ({ name: `resident ${canary.id}: picture, ${how}`, bytes })),
  )
  if (!sealed) return [...patternsOf(canary.id, tokens), ...said, ...pixels]
  const { facts, pictures, salts, jwt, compactCard, compactSheet } = sealed
  const digests = makeDigests(facts, pictures, salts)
  const [, payload = '', signature = ''] = jwt.split('.')
  const { cnf } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { cnf: { jwk: { x: string; y: string } } }
  tokens.push(
    ...windows('portrait', facts.portrait),
    ...windows('face', pictures.face),
    ...windows('print portrait', pictures.print),
    { kind: 'holder key x', bytes: base64urlnopad.decode(cnf.jwk.x) },
    { kind: 'holder key y', bytes: base64urlnopad.decode(cnf.jwk.y) },
    ...digests.sd.map((bytes): Token => ({ kind: 'digest', bytes })),
    { kind: 'front digest', bytes: digests.frontDigest },
    { kind: 'face digest', bytes: digests.faceDigest },
    { kind: 'rest digest', bytes: digests.restDigest },
    { kind: 'signature', bytes: base64urlnopad.decode(signature) },
    { kind: 'card seal', bytes: compactCard },
    { kind: 'sheet seal', bytes: compactSheet },
    ...salts.sdJwt.map((bytes): Token => ({ kind: 'salt', bytes })),
  )
  const days = daysForm(facts.birth_date, facts.ends)
  return [
    ...patternsOf(canary.id, tokens),
    ...said,
    ...cancelCodePatterns(canary, sealed),
    ...pixels,
    ...(days ? [{ name: `resident ${canary.id}: dates, days`, bytes: days.bytes }] : []),
  ]
}

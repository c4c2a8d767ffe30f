import { encodeCbor } from '@latchkey/certificates/cbor.ts'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { daysOf } from './days.ts'
import { CardFault, type CardFaultCode } from './faults.ts'
import { readArray } from './read-array.ts'

/** What the card says (PROTOCOL §4), in the order of every array of claims. */
export const claims = ['name', 'name_latin', 'birth_date', 'portrait', 'ends', 'address', 'gender', 'emergency_contact'] as const
export type Claim = (typeof claims)[number]

export const genders = ['F', 'M', 'X'] as const
export type Gender = (typeof genders)[number]

/** Eight claims, always all present; absent is null: a digest that nobody opens would be a signed lie. */
export interface Facts {
  /** As on the front of the card, after the shortening rule; UTF-8 of at most `nameMost` bytes. */
  name: string
  /** The same name in Latin letters; at most `nameLatinMost` bytes. Null when the name is in Latin letters. */
  name_latin: string | null
  /** YYYY-MM-DD. */
  birth_date: string
  /** JPEG of at most `portraitMost` bytes; only in the SD-JWT, not in the code. */
  portrait: Uint8Array
  /** The card's last day, YYYY-MM-DD; null when the card lasts as long as its period allows. */
  ends: string | null
  /** Up to four lines parted by \n; at most `addressMost` bytes. */
  address: string | null
  gender: Gender | null
  /** Up to two lines parted by \n; at most `emergencyContactMost` bytes. */
  emergency_contact: string | null
}

/** The two pictures of the compact seal: AV1 without a container (avif.ts). */
export interface Pictures {
  /** 64×80, 450 to 590 bytes. */
  face: Uint8Array
  /** 300×400, at most 2,400 bytes. */
  print: Uint8Array
}

/** Bytes of UTF-8. The front is CBOR of name, two dates and gender in 120 bytes: 109 are left for the name. */
export const nameMost = 109
export const nameLatinMost = 80
export const addressMost = 160
export const emergencyContactMost = 120
export const portraitMost = 12_000

/**
 * Reads facts: an object with exactly the eight keys. The desk wrote them; the phone shows and hashes them, so text that could
 * look different on two screens (not NFC, control and direction characters) is refused, not repaired: see `tidy`.
 * @throws CardFault `malformed`, `name`, `text`, `date`, `portrait`
 */
export function parseFacts(value: unknown): Facts {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new CardFault('malformed')
  const keys = Object.keys(value)
  if (keys.length !== claims.length || !claims.every(claim => keys.includes(claim))) throw new CardFault('malformed')
  const of = value as Record<Claim, unknown>
  const facts: Facts = {
    name: nameOf(of.name),
    ...backLinesOf(of.name_latin, of.address, of.emergency_contact),
    birth_date: dayText(of.birth_date),
    portrait: portraitOf(of.portrait),
    ends: of.ends === null ? null : dayText(of.ends),
    gender: genderOf(of.gender),
  }
  if (facts.ends !== null && daysOf(facts.ends) < daysOf(facts.birth_date)) throw new CardFault('date')
  return facts
}

/** CBOR array of the eight claims in order: what the desk sends before the yes. @throws CardFault as `parseFacts` */
export function encodeFacts(facts: Facts): Uint8Array {
  const checked = parseFacts(facts)
  return encodeCbor(claims.map(claim => checked[claim]))
}

/** @throws CardFault as `parseFacts`; `malformed` for anything but what `encodeFacts` writes */
export function decodeFacts(bytes: Uint8Array): Facts {
  if (bytes.length > 13_000) throw new CardFault('malformed')
  const values = readArray(bytes, claims.length)
  return parseFacts(Object.fromEntries(claims.map((claim, at) => [claim, values[at]])))
}

/** Makes typed text canonical: NFC, one space between words, no spaces at the ends of lines, no empty lines. Bad characters stay, to be refused. */
export function tidy(text: string): string {
  const lines = text.normalize('NFC').split(/\r\n?|\n/)
  return lines
    .map(line => line.replace(/[\t\p{Zs}]+/gu, ' ').trim())
    .filter(line => line !== '')
    .join('\n')
}

/** UTF-8 length of a text. */
export function byteLength(text: string): number {
  return utf8ToBytes(text).length
}

// Direction marks could turn a name round on one screen only. The two joiners stay: Persian and Indic names need them.
const unshowable = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/u

function textOf(value: unknown, most: number, lines: number, fault: CardFaultCode): string {
  if (typeof value !== 'string' || value === '' || value.length > most || byteLength(value) > most) throw new CardFault(fault)
  if (tidy(value) !== value || value.split('\n').length > lines) throw new CardFault(fault)
  if (unshowable.test(value.replaceAll('\n', ''))) throw new CardFault(fault)
  return value
}

/** The name as the front holds it. @throws CardFault `name` */
export function nameOf(value: unknown): string {
  return textOf(value, nameMost, 1, 'name')
}

/** The three texts that only the sheet and the back open. @throws CardFault `name`, `text` */
export function backLinesOf(nameLatin: unknown, address: unknown, emergencyContact: unknown) {
  return {
    name_latin: nameLatin === null ? null : textOf(nameLatin, nameLatinMost, 1, 'name'),
    address: address === null ? null : textOf(address, addressMost, 4, 'text'),
    emergency_contact: emergencyContact === null ? null : textOf(emergencyContact, emergencyContactMost, 2, 'text'),
  }
}

/** @throws CardFault `malformed` */
export function genderOf(value: unknown): Gender | null {
  if (value === null) return null
  const gender = genders.find(one => one === value)
  if (gender === undefined) throw new CardFault('malformed')
  return gender
}

function dayText(value: unknown): string {
  if (typeof value !== 'string') throw new CardFault('date')
  daysOf(value)
  return value
}

function portraitOf(value: unknown): Uint8Array {
  if (!(value instanceof Uint8Array) || value.length > portraitMost || value.length < 4) throw new CardFault('portrait')
  const isJpeg = value[0] === 0xff && value[1] === 0xd8 && value[2] === 0xff && value.at(-2) === 0xff && value.at(-1) === 0xd9
  if (!isJpeg) throw new CardFault('portrait')
  return value
}

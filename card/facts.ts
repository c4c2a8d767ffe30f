import { encodeCbor } from '@latchkey/certificates/cbor.ts'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { birthNumberOf, daysOf } from './days.ts'
import { CardFault, type CardFaultCode } from './faults.ts'
import { readArray } from './read-array.ts'

/** What the card says (PROTOCOL §4), in the order of every array of claims. */
export const claims = ['name', 'name_latin', 'birth_date', 'portrait', 'ends', 'address', 'gender', 'emergency_contact', 'veteran'] as const
export type Claim = (typeof claims)[number]
/** Of cards sealed before there was a veteran mark: all but the last. They are read and never made again. */
export const claimsBefore = claims.slice(0, -1)

export const genders = ['F', 'M', 'X'] as const
export type Gender = (typeof genders)[number]

/** Short lines that the holder chose to have on the back: each is a number that leads to another office's records. */
export const lineNames = ['library', 'transit', 'pharmacy'] as const
export type LineName = (typeof lineNames)[number]
/** At most `lineMost` bytes each, one line of text; null where it is not wanted. */
export type Lines = Record<LineName, string | null>
export const noLines: Readonly<Lines> = { library: null, transit: null, pharmacy: null }

/**
 * Nine claims, always all present; absent is null: a digest that nobody opens would be a signed lie. Beside them the lines of the back,
 * which are no claim: they are sealed with `rest` alone and no verifier is ever shown them.
 */
export interface Facts {
  /** As on the front of the card, after the shortening rule; UTF-8 of at most `nameMost` bytes. */
  name: string
  /** The same name in Latin letters; at most `nameLatinMost` bytes. Null when the name is in Latin letters. */
  name_latin: string | null
  /** YYYY-MM-DD, or YYYY-MM or YYYY where the holder knows no more. */
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
  /** The veteran mark, which wants a proof of its own. Null says nothing of anybody: not that they are no veteran. */
  veteran: true | null
  lines: Lines
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
export const lineMost = 40
/** All texts of the back together, in the CBOR of *rest*: what 2,770 bytes leave beside the largest print portrait. */
export const backMost = 366
export const portraitMost = 12_000

/**
 * Reads facts: an object with exactly the nine claims and `lines`. The desk wrote them; the phone shows and hashes them, so text that could
 * look different on two screens (not NFC, control and direction characters) is refused, not repaired: see `tidy`.
 * @throws CardFault `malformed`, `name`, `text`, `back_full`, `date`, `portrait`
 */
export function parseFacts(value: unknown): Facts {
  if (!hasKeys(value, [...claims, 'lines'])) throw new CardFault('malformed')
  const of: Record<keyof Facts, unknown> = value
  const facts: Facts = {
    name: nameOf(of.name),
    ...backTextsOf(of.name_latin, of.address, of.emergency_contact, of.lines),
    birth_date: dateText(of.birth_date, birthNumberOf),
    portrait: portraitOf(of.portrait),
    ends: of.ends === null ? null : dateText(of.ends, daysOf),
    gender: genderOf(of.gender),
    veteran: veteranOf(of.veteran),
  }
  // As text, so that a year or a month is held against as much of the last day.
  if (facts.ends !== null && facts.ends.slice(0, facts.birth_date.length) < facts.birth_date) throw new CardFault('date')
  return facts
}

/** CBOR array of the nine claims in order, then the three lines in theirs: what the desk sends before the yes. @throws CardFault as `parseFacts` */
export function encodeFacts(facts: Facts, of: readonly Claim[] = claims): Uint8Array {
  const checked = parseFacts(facts)
  return encodeCbor([...of.map(claim => checked[claim]), lineNames.map(line => checked.lines[line])])
}

/**
 * @param of the claims that are in it: those of today, or of a card that was kept before there was a veteran mark
 * @throws CardFault as `parseFacts`; `malformed` for anything but what `encodeFacts` writes
 */
export function decodeFacts(bytes: Uint8Array, of: readonly Claim[] = claims): Facts {
  if (bytes.length > 13_000) throw new CardFault('malformed')
  const values = readArray(bytes, of.length + 1)
  const said = Object.fromEntries(of.map((claim, at) => [claim, values[at]]))
  return parseFacts({ veteran: null, ...said, lines: linesOf(values[of.length]) })
}

/** Three values of an array, still unread, by their names. @throws CardFault `malformed` */
export function linesOf(value: unknown): Record<LineName, unknown> {
  if (!Array.isArray(value) || value.length !== lineNames.length) throw new CardFault('malformed')
  return Object.fromEntries(lineNames.map((line, at) => [line, value[at]])) as Record<LineName, unknown>
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

/** What only the sheet opens and the plates show, without the print portrait. */
export type BackTexts = Pick<Facts, 'name_latin' | 'address' | 'emergency_contact' | 'lines'>

/** The texts that only the sheet and the back open. @throws CardFault `malformed`, `name`, `text`, `back_full` */
export function backTextsOf(nameLatin: unknown, address: unknown, emergencyContact: unknown, lines: unknown): BackTexts {
  if (!hasKeys(lines, lineNames)) throw new CardFault('malformed')
  const line = (value: unknown) => (value === null ? null : textOf(value, lineMost, 1, 'text'))
  const texts = {
    name_latin: nameLatin === null ? null : textOf(nameLatin, nameLatinMost, 1, 'name'),
    address: address === null ? null : textOf(address, addressMost, 4, 'text'),
    emergency_contact: emergencyContact === null ? null : textOf(emergencyContact, emergencyContactMost, 2, 'text'),
    lines: { library: line(lines.library), transit: line(lines.transit), pharmacy: line(lines.pharmacy) },
  }
  if (backBytes(texts) > backMost) throw new CardFault('back_full')
  return texts
}

/** What texts of the back take in *rest*: a form that shows this tells the resident before the desk has to. Bytes, at most `backMost`. */
export function backBytes({ name_latin, address, emergency_contact, lines }: BackTexts): number {
  return encodeCbor([name_latin, address, emergency_contact, lineNames.map(line => lines[line])]).length - 1
}

function hasKeys<K extends string>(value: unknown, names: readonly K[]): value is Record<K, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const keys = Object.keys(value)
  return keys.length === names.length && names.every(name => keys.includes(name))
}

/** @throws CardFault `malformed` */
export function genderOf(value: unknown): Gender | null {
  if (value === null) return null
  const gender = genders.find(one => one === value)
  if (gender === undefined) throw new CardFault('malformed')
  return gender
}

/** @throws CardFault `malformed` for anything but true and null: *false* would say that somebody is no veteran */
function veteranOf(value: unknown): true | null {
  if (value !== null && value !== true) throw new CardFault('malformed')
  return value
}

function dateText(value: unknown, read: (text: string) => number): string {
  if (typeof value !== 'string') throw new CardFault('date')
  read(value)
  return value
}

function portraitOf(value: unknown): Uint8Array {
  if (!(value instanceof Uint8Array) || value.length > portraitMost || value.length < 4) throw new CardFault('portrait')
  const isJpeg = value[0] === 0xff && value[1] === 0xd8 && value[2] === 0xff && value.at(-2) === 0xff && value.at(-1) === 0xd9
  if (!isJpeg) throw new CardFault('portrait')
  return value
}

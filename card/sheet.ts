import { type Blank, indexes } from '@latchkey/certificates/blank.ts'
import { bytes, cityName, text, whole } from '@latchkey/certificates/fields.ts'
import { lastPeriod } from '@latchkey/certificates/period.ts'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes } from '@noble/hashes/utils.js'
import { parsePicture, pictureSizes } from './avif.ts'
import { decodeBase45, encodeBase45 } from './base45.ts'
import { parseCancelCode } from './cancel-code.ts'
import { codeBytes } from './code.ts'
import { decodeFront, decodeRest, type Front, frontMost, type Rest, restMost } from './compact.ts'
import { makeDigests } from './digests.ts'
import { CardFault } from './faults.ts'
import { readPadded, writePadded } from './read-array.ts'
import type { SealedCard } from './sealed.ts'

/** What a sheet says before anything is checked: anybody's bytes. */
export interface SheetContent {
  city: string
  period: number
  blank: Blank
  /** Use 1: prints plastic. */
  compactCard: Uint8Array
  /** Use 2. */
  compactSheet: Uint8Array
  front: Front
  face: Uint8Array
  rest: Rest
  /** The opened parts that a code opens too: salt 16 ‖ bytes. */
  openedFront: Uint8Array
  openedFace: Uint8Array
  frontDigest: Uint8Array
  faceDigest: Uint8Array
  restDigest: Uint8Array
  /** 24 digits. */
  cancelCode: string
}

/**
 * The backup sheet (PROTOCOL §5): four codes, read in any order, each 'LK1S:' ‖ base45 of exactly 970 bytes:
 *
 *   set 8 ‖ number 1 (1…4) ‖ count 1 (4) ‖ piece 960
 *
 * The four pieces in order are 3,840 bytes:
 *
 *   CBOR [city, period, index, key 33 ‖ blank signature 64 ‖ seal of use 1 64 ‖ seal of use 2 64,
 *         salt 16 ‖ front, salt 16 ‖ face, salt 16 ‖ rest, cancel code 24]
 *   zeros
 *
 * set = the first 8 bytes of SHA-256 of the 3,840: codes of two sheets never join, and one card always gives the same four.
 */
export const sheetPrefix = 'LK1S:'
export const sheetCodes = 4

const setLength = 8
const headLength = setLength + 2
const pieceLength = codeBytes - headLength
const sheetCharacters = sheetPrefix.length + (codeBytes / 2) * 3
const saltLength = 16

type SheetFields = [string, number, number, Uint8Array, Uint8Array, Uint8Array, Uint8Array, string]

/** @returns four texts of 1,460 characters @throws CardFault for a card that does not hold together */
export function encodeSheet(sealed: SealedCard): string[] {
  const { city, period, blank, compactCard, compactSheet, cancelCode } = sealed
  const opened = makeDigests(sealed.facts, sealed.pictures, sealed.salts)
  const proof = concatBytes(blank.key, blank.signature, compactCard, compactSheet)
  const fields = [city, period, blank.index, proof, opened.front, opened.face, opened.rest, cancelCode]
  const body = writePadded(fields, sheetCodes * pieceLength)
  const set = setOf(body)
  return Array.from({ length: sheetCodes }, (_, at) => {
    const piece = body.subarray(at * pieceLength, (at + 1) * pieceLength)
    return sheetPrefix + encodeBase45(concatBytes(set, Uint8Array.of(at + 1, sheetCodes), piece))
  })
}

/** One text alone, for a reader that collects: which sheet, which of how many. @throws CardFault `other_code`, `code_short`, `malformed` */
export function readSheetPart(text: string): { set: string; number: number; count: number } {
  const { set, number } = readPart(text)
  return { set, number, count: sheetCodes }
}

/**
 * Joins four texts, in any order, and reads them without believing them.
 * @throws CardFault `other_code`, `code_short`, `sheet_mixed`, `sheet_doubled`, `sheet_missing`, `sheet_changed`, and for what does
 * join but is no sheet: `malformed`, `name`, `text`, `date`, `picture`, `cancel_code`
 */
export function readSheet(texts: readonly string[]): SheetContent {
  const body = join(texts)
  const [city, period, index, proof, openedFront, openedFace, openedRest, cancelCode] = readPadded<SheetFields>(body, [
    cityName,
    whole(lastPeriod),
    whole(indexes - 1),
    bytes(33 + 3 * 64),
    bytes(saltLength + 1, saltLength + frontMost),
    bytes(saltLength + pictureSizes.face.least, saltLength + pictureSizes.face.most),
    bytes(saltLength + 1, saltLength + restMost),
    text(/^\d{24}$/, 24),
  ])
  parseCancelCode(cancelCode)
  return {
    city,
    period,
    blank: { index, key: proof.slice(0, 33), signature: proof.slice(33, 97) },
    compactCard: proof.slice(97, 161),
    compactSheet: proof.slice(161),
    front: decodeFront(openedFront.subarray(saltLength)),
    face: parsePicture(openedFace.slice(saltLength), 'face'),
    rest: decodeRest(openedRest.subarray(saltLength)),
    openedFront,
    openedFace,
    frontDigest: sha256(openedFront),
    faceDigest: sha256(openedFace),
    restDigest: sha256(openedRest),
    cancelCode,
  }
}

function join(texts: readonly string[]): Uint8Array {
  if (texts.length > sheetCodes) throw new CardFault('sheet_doubled')
  const parts = texts.map(readPart)
  if (new Set(parts.map(part => part.set)).size > 1) throw new CardFault('sheet_mixed')
  if (new Set(parts.map(part => part.number)).size < parts.length) throw new CardFault('sheet_doubled')
  if (parts.length < sheetCodes) throw new CardFault('sheet_missing')
  const body = concatBytes(...parts.sort((a, b) => a.number - b.number).map(part => part.piece))
  if (bytesToHex(setOf(body)) !== parts[0]?.set) throw new CardFault('sheet_changed')
  return body
}

function readPart(text: string): { set: string; number: number; piece: Uint8Array } {
  if (!text.startsWith(sheetPrefix)) throw new CardFault('other_code')
  if (text.length !== sheetCharacters) throw new CardFault('code_short')
  const part = decodeBase45(text.slice(sheetPrefix.length))
  const [number = 0, count] = part.subarray(setLength)
  if (count !== sheetCodes || number < 1 || number > sheetCodes) throw new CardFault('malformed')
  return { set: bytesToHex(part.subarray(0, setLength)), number, piece: part.subarray(headLength) }
}

const setOf = (body: Uint8Array) => sha256(body).slice(0, setLength)

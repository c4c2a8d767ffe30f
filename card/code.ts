import { type Blank, indexes } from '@latchkey/certificates/blank.ts'
import { bytes, cityName, exactly, whole } from '@latchkey/certificates/fields.ts'
import { lastPeriod } from '@latchkey/certificates/period.ts'
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes } from '@noble/hashes/utils.js'
import { parsePicture, pictureSizes } from './avif.ts'
import { decodeBase45, encodeBase45 } from './base45.ts'
import { decodeFront, encodeFront, type Front, frontMost } from './compact.ts'
import { makeDigests } from './digests.ts'
import { CardFault } from './faults.ts'
import { readPadded, writePadded } from './read-array.ts'
import type { SealedCard } from './sealed.ts'
import type { Use } from './template.ts'

/** What a code says before anything is checked: anybody's bytes. */
export interface CodeContent {
  use: Use
  city: string
  period: number
  blank: Blank
  /** 64 bytes: the compact seal of `use`. */
  seal: Uint8Array
  front: Front
  /** AV1 picture of 64×80, or null in the variant without face. */
  face: Uint8Array | null
  frontDigest: Uint8Array
  faceDigest: Uint8Array
  restDigest: Uint8Array
}

/**
 * The square on card and screen (PROTOCOL §5): 'LK1:' ‖ base45 of exactly 970 bytes:
 *
 *   CBOR [use, city, period, index,
 *         key 33 ‖ blank signature 64 ‖ compact seal 64,
 *         salt 16 ‖ front ≤ 120,
 *         salt 16 ‖ face 450…590   or   face digest 32,
 *         rest digest 32]
 *   zeros
 *
 * An opened part is a salt and its bytes; a part that stays closed is its digest. So nobody who scans a card without a face gets
 * the salt that would let them try pictures, and nobody gets the one that would let them try addresses.
 */
export const codePrefix = 'LK1:'
/** A sheet's four codes begin with this; an honest verifier says *This is a backup sheet, not a card*. */
const sheetPrefix = 'LK1S:'

/** Bytes and characters of every code: the QR code's version 22-L holds 1,460 alphanumeric characters. */
export const codeBytes = 970
export const codeCharacters = codePrefix.length + (codeBytes / 2) * 3

type CodeFields = [Use, string, number, number, Uint8Array, Uint8Array, Uint8Array, Uint8Array]

const saltLength = 16
const digestLength = 32

/** What a code is written from: a sealed card has it, and so has a backup sheet. */
export interface CodeParts {
  city: string
  period: number
  blank: Blank
  /** The seal of use 1. */
  compactCard: Uint8Array
  /** salt 16 ‖ bytes. */
  openedFront: Uint8Array
  openedFace: Uint8Array
  faceDigest: Uint8Array
  restDigest: Uint8Array
}

/** @param options.face false for those who prefer a code without a picture; both have one length @throws CardFault `malformed` when it does not fit */
export function encodeCode(sealed: SealedCard, options: { face: boolean }): string {
  const { front, face, faceDigest, restDigest } = makeDigests(sealed.facts, sealed.pictures, sealed.salts)
  return writeCode({ ...sealed, openedFront: front, openedFace: face, faceDigest, restDigest }, options)
}

/** One card has one code, whatever it is written from. @throws CardFault `malformed` when it does not fit */
export function writeCode(parts: CodeParts, options: { face: boolean }): string {
  const { city, period, blank, compactCard, openedFront, openedFace, faceDigest, restDigest } = parts
  const proof = concatBytes(blank.key, blank.signature, compactCard)
  const fields = [1, city, period, blank.index, proof, openedFront, options.face ? openedFace : faceDigest, restDigest]
  return codePrefix + encodeBase45(writePadded(fields, codeBytes))
}

/**
 * Reads a code without believing it; `checkCode` does.
 * @throws CardFault `other_code` (not ours), `is_sheet`, `code_short` (not read whole), and for 970 bytes that are no code:
 * `malformed`, `name`, `date`, `picture`
 */
export function readCode(text: string): CodeContent {
  if (text.startsWith(sheetPrefix)) throw new CardFault('is_sheet')
  if (!text.startsWith(codePrefix)) throw new CardFault('other_code')
  if (text.length !== codeCharacters) throw new CardFault('code_short')
  const [use, city, period, index, proof, openedFront, faceOrDigest, restDigest] = readPadded<CodeFields>(
    decodeBase45(text.slice(codePrefix.length)),
    [
      exactly<Use>(1, 2),
      cityName,
      whole(lastPeriod),
      whole(indexes - 1),
      bytes(33 + 64 + 64),
      bytes(saltLength + 1, saltLength + frontMost),
      bytes(digestLength, saltLength + pictureSizes.face.most),
      bytes(digestLength),
    ],
  )
  const hasFace = faceOrDigest.length !== digestLength
  return {
    use,
    city,
    period,
    blank: { index, key: proof.slice(0, 33), signature: proof.slice(33, 97) },
    seal: proof.slice(97),
    front: decodeFront(openedFront.subarray(saltLength)),
    face: hasFace ? parsePicture(faceOrDigest.slice(saltLength), 'face') : null,
    frontDigest: sha256(openedFront),
    faceDigest: hasFace ? sha256(faceOrDigest) : faceOrDigest,
    restDigest,
  }
}

/**
 * Most bytes the face may have beside this front, so that the code holds both: 590 where the signed city name has up to 16 letters,
 * fewer for longer ones with a full front. The desk passes it to `fitAvif`.
 */
export function faceMostOf(city: string, front: Front): number {
  // Array 1, use 1, city 1-2 + n, period ≤ 2, index ≤ 5, proof 2 + 161, front 1-2 + 16 + f, face 3 + 16, rest digest 2 + 32.
  const frontLength = encodeFront(front).length + saltLength
  const heads = 1 + 1 + (city.length < 24 ? 1 : 2) + 2 + 5 + 2 + 161 + (frontLength < 24 ? 1 : 2) + 3 + saltLength + 2 + digestLength
  return Math.min(pictureSizes.face.most, codeBytes - heads - city.length - frontLength)
}

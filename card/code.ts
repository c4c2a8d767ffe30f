import type { Blank } from '@latchkey/certificates/blank.ts'
import type { Front } from './compact.ts'
import type { SealedCard } from './sealed.ts'
import type { Use } from './template.ts'

/** What a code says before anything is checked: anybody's bytes. */
export interface CodeContent {
  use: Use
  city: string
  period: number
  blank: Blank
  seal: Uint8Array
  front: Front
  /** AV1 picture of 64×80, or null in the variant without face. */
  face: Uint8Array | null
  frontDigest: Uint8Array
  faceDigest: Uint8Array
  restDigest: Uint8Array
}
export const codePrefix = 'LK1:'
/** Bytes of every code, and characters: version 22-L of the QR code, alphanumeric. */
export const codeBytes = 970
export const codeCharacters = 1459
/** 'LK1:' + base45 of exactly 970 bytes. */
export declare function encodeCode(sealed: SealedCard, options: { face: boolean }): string
/** @throws CardFault `other_code`, `is_sheet`, `code_short`, `malformed`, `picture`, `name`, `date` */
export declare function readCode(text: string): CodeContent
/** Most bytes the face may have beside this front, so that the code holds both: 590, less for cities with long names. */
export declare function faceMostOf(city: string, front: Front): number

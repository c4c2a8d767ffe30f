import type { Blank } from '@latchkey/certificates/blank.ts'
import type { Front, Rest } from './compact.ts'
import type { SealedCard } from './sealed.ts'

export interface SheetContent {
  city: string
  period: number
  blank: Blank
  compactCard: Uint8Array
  compactSheet: Uint8Array
  front: Front
  face: Uint8Array
  rest: Rest
  frontDigest: Uint8Array
  faceDigest: Uint8Array
  restDigest: Uint8Array
  /** 24 digits. */
  cancelCode: string
}
export const sheetPrefix = 'LK1S:'
export const sheetCodes = 4
/** Four strings of equal length (1,460 characters, QR version 22-L). */
export declare function encodeSheet(sealed: SealedCard): string[]
/** Four texts in any order. @throws CardFault `sheet_missing`, `sheet_doubled`, `sheet_mixed`, `sheet_changed`, `other_code`, `code_short`, `malformed` … */
export declare function readSheet(texts: readonly string[]): SheetContent
/** One text alone, for a reader that collects: which sheet, which number of how many. @throws CardFault */
export declare function readSheetPart(text: string): { set: string; number: number; count: number }

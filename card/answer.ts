import type { Blank } from '@latchkey/certificates/blank.ts'

/** What the signer closes to the desk, and the desk hands to the phone: the seal, without any fact. */
export interface SealAnswer {
  /** Issuer-signed JWT of the SD-JWT: header.payload.signature. */
  jwt: string
  /** Compact seal, use 1; 64 bytes. */
  compactCard: Uint8Array
  /** Compact seal, use 2; 64 bytes. */
  compactSheet: Uint8Array
  blank: Blank
  period: number
  /** 24 digits. */
  cancelCode: string
}
export const answerLength = 4096
/** CBOR array, then zeros to exactly 4,096 bytes: its length says nothing about index or certificate. */
export declare function encodeAnswer(answer: SealAnswer): Uint8Array
/** @throws CardFault `malformed`, `cancel_code` */
export declare function parseAnswer(bytes: Uint8Array): SealAnswer

import type { Blank } from '@latchkey/certificates/blank.ts'
import { indexes } from '@latchkey/certificates/blank.ts'
import { bytes, text, whole } from '@latchkey/certificates/fields.ts'
import { lastPeriod } from '@latchkey/certificates/period.ts'
import { parseCancelCode } from './cancel-code.ts'
import { CardFault } from './faults.ts'
import { readPadded, writePadded } from './read-array.ts'

/** What the signer closes to the desk, and the desk hands to the phone: the seal, without any fact. */
export interface SealAnswer {
  /** Issuer-signed JWT of the SD-JWT: header.payload.signature. */
  jwt: string
  /** Compact seal of use 1 and of use 2; 64 bytes each. */
  compactCard: Uint8Array
  compactSheet: Uint8Array
  blank: Blank
  period: number
  /** 24 digits. */
  cancelCode: string
}

type AnswerFields = [string, Uint8Array, Uint8Array, number, Uint8Array, Uint8Array, number, string]

/** Bytes of every answer: the length would show the index's digits and the certificate's length. */
export const answerLength = 4096

export const jwtField = text(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{86}$/, 3600)

/** CBOR [jwt, card seal, sheet seal, index, key 33, blank signature, period, cancel code], then zeros to 4,096. @throws CardFault `malformed` */
export function encodeAnswer({ jwt, compactCard, compactSheet, blank, period, cancelCode }: SealAnswer): Uint8Array {
  return writePadded([jwt, compactCard, compactSheet, blank.index, blank.key, blank.signature, period, cancelCode], answerLength)
}

/** Shapes only: `verifySealed` says whether it is a seal. @throws CardFault `malformed`, `cancel_code` */
export function parseAnswer(encoded: Uint8Array): SealAnswer {
  if (encoded.length !== answerLength) throw new CardFault('malformed')
  const [jwt, compactCard, compactSheet, index, key, signature, period, cancelCode] = readPadded<AnswerFields>(encoded, [
    jwtField,
    bytes(64),
    bytes(64),
    whole(indexes - 1),
    bytes(33),
    bytes(64),
    whole(lastPeriod),
    text(/^\d{24}$/, 24),
  ])
  parseCancelCode(cancelCode)
  return { jwt, compactCard, compactSheet, blank: { index, key, signature }, period, cancelCode }
}

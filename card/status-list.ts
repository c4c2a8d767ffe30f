import { indexes } from '@latchkey/certificates/blank.ts'
import type { Sign, Verify } from '@latchkey/certificates/ports.ts'

/** Token Status List (IETF draft-ietf-oauth-status-list): 2 bits for each of 2^20 indexes. */
export type Status = 0 | 1 | 3
export const valid = 0
export const cancelled = 1
export const replaced = 3
/** Raw length of a list: 262,144 bytes. */
export const statusesLength = indexes / 4

/** zlib (RFC 1950), as the platform has it. */
export type Deflate = (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>
/** The opposite; may stop and throw once more than `most` bytes have come out. */
export type Inflate = (bytes: Uint8Array, most: number) => Uint8Array | Promise<Uint8Array>

export interface CancelledList {
  /** 0 valid, 1 cancelled, 3 replaced (2 is read as cancelled: it is written by nobody). */
  status(index: number): Status
  /** When it was made, seconds since 1970. */
  at: number
  /** Last second it may be used. */
  until: number
}
export declare function newStatuses(): Uint8Array
export declare function statusOf(statuses: Uint8Array, index: number): Status
/** Writes one status in place. */
export declare function setStatus(statuses: Uint8Array, index: number, status: Status): void
/** The whole list, signed: `statuslist+jwt`. */
export declare function buildList(list: {
  statuses: Uint8Array
  listAddress: string
  /** `iat`. */
  at: number
  /** Seconds a reader may keep it before it asks again. */
  ttl: number
  /** `exp`. */
  until: number
  deflate: Deflate
  sign: Sign
}): Promise<string>
/** @throws CardFault `list_malformed`, `list_other`, `list_signature`, `list_ended` */
export declare function verifyList(
  jwt: string,
  expected: { listKey: Uint8Array; listAddress: string; now: number; inflate: Inflate; verify: Verify },
): Promise<CancelledList>

import { bytes, whole } from '@latchkey/certificates/fields.ts'
import { readArray, writeArray } from './cells.ts'
import { lastEpoch } from './hello.ts'

/**
 * What lets a phone and a desk go on after a drop without showing anything again (PROTOCOL §3.5).
 * The phone keeps it in its one cache for the length of a visit; the desk in page memory only.
 * It opens nothing that was recorded: it is mixed into the keys of the next epoch and of no other.
 */
export interface Resume {
  /** 32 bytes exported as `resume` from the epoch before. Secret. */
  psk: Uint8Array
  /** Hash of that epoch's th: names the secret without giving it away. */
  pskId: Uint8Array
  /** The epoch it came from; the next one must be higher. */
  epoch: number
}

/** CBOR [psk 32, pskId 32, epoch]: as the phone keeps it. */
export const resumeBytes = ({ psk, pskId, epoch }: Resume): Uint8Array => writeArray([psk, pskId, epoch])

/** Null for anything else: a phone that cannot read what it kept starts fresh. */
export function parseResume(kept: Uint8Array): Resume | null {
  try {
    const [psk, pskId, epoch] = readArray<[Uint8Array, Uint8Array, number]>(kept, 100, [bytes(32), bytes(32), whole(lastEpoch)])
    return { psk, pskId, epoch }
  } catch {
    return null
  }
}

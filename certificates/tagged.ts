import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { encodeCbor } from './cbor.ts'

/**
 * The bytes of every message that is signed or hashed: ASCII tag ‖ CBOR array. No tag is another tag followed by an array
 * (an array's first byte is never ASCII), so a signature made for one purpose can never be read as another.
 */
export function tagged(tag: string, fields: unknown[]): Uint8Array {
  return concatBytes(utf8ToBytes(tag), encodeCbor(fields))
}

/** SHA-256 of `tagged(tag, fields)`. */
export function taggedHash(tag: string, fields: unknown[]): Uint8Array {
  return sha256(tagged(tag, fields))
}

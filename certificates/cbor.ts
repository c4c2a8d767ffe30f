import { decode, encode } from 'cborg'
import { CertificateFault } from './faults.ts'

/** Nesting nobody needs: the deepest message of ours is four arrays deep. */
const deepest = 8

/**
 * Deterministic CBOR (RFC 8949 §4.2.1) of arrays, byte strings, text, whole numbers, booleans and null.
 * @throws CertificateFault `malformed` for anything else: maps, fractions, undefined, text with half a character
 */
export function encodeCbor(value: unknown): Uint8Array {
  if (!isOurs(value, 0)) throw new CertificateFault('malformed')
  return plain(encode(value))
}

/**
 * Reads what `encodeCbor` writes and nothing else. The bytes come from the other side of a wire: one byte left over, a longer
 * form of the same number, an indefinite length or a map is refused, so that equal values always have equal bytes and equal hashes.
 * @throws CertificateFault `malformed`
 */
export function decodeCbor(bytes: Uint8Array): unknown {
  let value: unknown
  let again: Uint8Array
  try {
    value = decode(plain(bytes), {
      allowIndefinite: false,
      allowUndefined: false,
      allowInfinity: false,
      allowNaN: false,
      allowBigInt: false,
      strict: true,
    })
    if (!isOurs(value, 0)) throw new CertificateFault('malformed')
    again = encode(value)
  } catch {
    // cborg's messages quote what it read, and a deep nest ends its recursion: neither may leave here.
    throw new CertificateFault('malformed')
  }
  if (!sameBytes(again, bytes)) throw new CertificateFault('malformed')
  return value
}

/** In Node cborg answers with Buffers, whose `slice` shares memory where that of Uint8Array copies: callers must not meet both. */
function plain(bytes: Uint8Array): Uint8Array {
  return bytes.constructor === Uint8Array ? bytes : new Uint8Array(bytes)
}

function isOurs(value: unknown, depth: number): boolean {
  if (value === null || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isSafeInteger(value)
  if (typeof value === 'string') return !/\p{Surrogate}/u.test(value)
  if (value instanceof Uint8Array) return true
  return Array.isArray(value) && depth < deepest && value.every(item => isOurs(item, depth + 1))
}

/** Compares public bytes. Not for secrets: it stops at the first difference. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at])
}

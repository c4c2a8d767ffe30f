import { decodeCbor, encodeCbor, sameBytes } from '@latchkey/certificates/cbor.ts'
import { checkFields, type Field } from '@latchkey/certificates/fields.ts'
import { decodeFirst } from 'cborg'
import { CardFault } from './faults.ts'

/** CBOR bytes → an array of `length` values. The bytes are anybody's. @throws CardFault `malformed` */
export function readArray(bytes: Uint8Array, length: number): unknown[] {
  const value = orMalformed(() => decodeCbor(bytes))
  if (!Array.isArray(value) || value.length !== length) throw new CardFault('malformed')
  return value
}

/** The same with every place checked. @throws CardFault `malformed` */
export function readFields<T extends unknown[]>(bytes: Uint8Array, fields: { [K in keyof T]: Field<T[K]> }): T {
  const value = readArray(bytes, fields.length)
  return orMalformed(() => checkFields<T>(value, fields))
}

/**
 * Reads a CBOR array followed by nothing but zeros up to the end: what codes, sheets and answers are, so that all of a kind have one
 * length. Anything else behind the array would be bytes that no signature covers.
 * @throws CardFault `malformed`
 */
export function readPadded<T extends unknown[]>(bytes: Uint8Array, fields: { [K in keyof T]: Field<T[K]> }): T {
  return orMalformed(() => {
    const options = {
      allowIndefinite: false,
      allowUndefined: false,
      allowInfinity: false,
      allowNaN: false,
      allowBigInt: false,
      strict: true,
    }
    const [value, zeros] = decodeFirst(bytes, options)
    if (!Array.isArray(value) || zeros.some(byte => byte !== 0)) throw new CardFault('malformed')
    // A longer form of the same value would be a second code for one card.
    if (!sameBytes(encodeCbor(value), bytes.subarray(0, bytes.length - zeros.length))) throw new CardFault('malformed')
    return checkFields<T>(value, fields)
  })
}

/** CBOR of an array, then zeros to exactly `length`. @throws CardFault `malformed` when it does not fit */
export function writePadded(fields: unknown[], length: number): Uint8Array {
  const encoded = encodeCbor(fields)
  if (encoded.length > length) throw new CardFault('malformed')
  const padded = new Uint8Array(length)
  padded.set(encoded)
  return padded
}

// cborg's messages quote what it read, and a deep nest ends its recursion: neither may leave here.
function orMalformed<T>(read: () => T): T {
  try {
    return read()
  } catch {
    throw new CardFault('malformed')
  }
}

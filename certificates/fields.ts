import { decodeCbor } from './cbor.ts'
import { CertificateFault } from './faults.ts'
import { isPoint } from './p256.ts'

/** One place of a CBOR array: what may stand there. */
export type Field<T> = (value: unknown) => value is T

export const exactly =
  <const T extends string | number>(...values: T[]): Field<T> =>
  (value): value is T =>
    values.some(one => one === value)

export const bytes =
  (least: number, most = least): Field<Uint8Array> =>
  (value): value is Uint8Array =>
    value instanceof Uint8Array && value.length >= least && value.length <= most

/** Text that matches `pattern` as a whole; `most` in UTF-16 units. */
export const text =
  (pattern: RegExp, most: number): Field<string> =>
  (value): value is string =>
    typeof value === 'string' && value.length <= most && pattern.test(value)

export const whole =
  (most: number): Field<number> =>
  (value): value is number =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= most

/** Seconds since 1970, up to the year 2100. */
export const moment: Field<number> = whole(4_102_444_800)

export const orNull =
  <T>(field: Field<T>): Field<T | null> =>
  (value): value is T | null =>
    value === null || field(value)

/** 65 bytes, uncompressed, on the curve. */
export const point: Field<Uint8Array> = (value): value is Uint8Array => value instanceof Uint8Array && isPoint(value)

/** The city's word in every signed thing: lower case, with `/practice` behind it for a practice root. */
export const cityName: Field<string> = text(/^[a-z][a-z0-9-]*(\/practice)?$/, 48)

/** What residents are told of a clerk, an administrator or a supervisor: `7`, `14`, `supervisor`; never a name. */
export const aliasName: Field<string> = text(/^[A-Za-z0-9](?:[A-Za-z0-9 .-]*[A-Za-z0-9])?$/, 24)

/** The array that these bytes are. @param most largest number of bytes looked at @throws CertificateFault `malformed` */
export function readArray(encoded: Uint8Array, most: number): unknown[] {
  if (encoded.length > most) throw new CertificateFault('malformed')
  const value = decodeCbor(encoded)
  if (!Array.isArray(value)) throw new CertificateFault('malformed')
  return value
}

/** The same array, typed: its length and every place are as told. @throws CertificateFault `malformed` */
export function checkFields<T extends unknown[]>(value: unknown[], fields: { [K in keyof T]: Field<T[K]> }): T {
  if (value.length !== fields.length || !fields.every((field, at) => field(value[at]))) throw new CertificateFault('malformed')
  return value as T
}

/** Both at once. @throws CertificateFault `malformed` */
export function readFields<T extends unknown[]>(encoded: Uint8Array, most: number, fields: { [K in keyof T]: Field<T[K]> }): T {
  return checkFields(readArray(encoded, most), fields)
}

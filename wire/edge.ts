/** The edge: the only place where bytes from outside become typed messages. Refuses unknown fields, wrong types and leftovers. */
import { base64urlnopad } from '@scure/base'
import * as v from 'valibot'
import { Fault } from './faults.ts'

/** Largest JSON body of any conversation except the delivery of blanks (settings.ts says its own size). Bytes. */
export const maxBody = 16_384

/** Base64url text that decodes to exactly `bytes` bytes, or between `bytes` and `most`. No padding, no leftovers. */
export const bytesText = (bytes: number, most = bytes) =>
  v.pipe(
    v.string(),
    v.maxLength(Math.ceil((most * 4) / 3)),
    v.check(text => {
      try {
        const { length } = base64urlnopad.decode(text)
        return length >= bytes && length <= most
      } catch {
        return false
      }
    }),
  )

export const wholeNumber = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most))

/** Seconds since 1970. */
export const moment = wholeNumber(4_102_444_800)

/** Parses a value completely or throws `malformed`; the message never holds the value. */
export function parse<S extends v.GenericSchema>(schema: S, value: unknown): v.InferOutput<S> {
  const result = v.safeParse(schema, value)
  if (!result.success) throw new Fault('malformed')
  return result.output
}

/** Parses JSON text. V8's own error quotes the input, so it is dropped here. */
export function parseText<S extends v.GenericSchema>(schema: S, text: string): v.InferOutput<S> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Fault('malformed')
  }
  // Every message is an object. valibot takes an empty list for an empty object.
  if (Array.isArray(value)) throw new Fault('malformed')
  return parse(schema, value)
}

export const toText = (bytes: Uint8Array): string => base64urlnopad.encode(bytes)
export const toBytes = (text: string): Uint8Array => base64urlnopad.decode(text)

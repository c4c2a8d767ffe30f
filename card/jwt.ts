import { sameBytes } from '@latchkey/certificates/cbor.ts'
import { base64, base64urlnopad, utf8 } from '@scure/base'
import { CardFault } from './faults.ts'
import type { HolderKey } from './request.ts'

/** A signed token, taken apart; nothing of it is believed yet. */
export interface Jwt {
  /** `header.payload` as it was signed. */
  input: string
  header: Record<string, unknown>
  payload: Record<string, unknown>
  /** 64 bytes. */
  signature: Uint8Array
}

/** header.payload.signature, each base64url, the first two JSON objects. @throws CardFault `malformed` */
export function parseJwt(text: string): Jwt {
  const parts = text.split('.')
  const [header, payload, signature] = parts
  if (parts.length !== 3 || header === undefined || payload === undefined || signature === undefined) throw new CardFault('malformed')
  const raw = decodeBase64Url(signature)
  if (raw.length !== 64) throw new CardFault('malformed')
  return { input: `${header}.${payload}`, header: jsonObject(header), payload: jsonObject(payload), signature: raw }
}

/** Base64url without padding; spare bits must be zero, so a value has one text. @throws CardFault `malformed` */
export function decodeBase64Url(text: string): Uint8Array {
  try {
    return base64urlnopad.decode(text)
  } catch {
    throw new CardFault('malformed')
  }
}

/** Base64url of UTF-8 JSON. @throws CardFault `malformed`; the engine's own message would quote what it read */
export function decodeJson(text: string): unknown {
  const bytes = decodeBase64Url(text)
  try {
    const json = utf8.encode(bytes)
    if (sameBytes(utf8.decode(json), bytes)) return JSON.parse(json)
  } catch {
    // falls through
  }
  throw new CardFault('malformed')
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** True when the object has exactly these keys of its own, in any order. */
export function hasKeys(value: Record<string, unknown>, keys: readonly string[]): boolean {
  const own = Object.keys(value)
  return own.length === keys.length && keys.every(key => own.includes(key))
}

/** The one certificate of `x5c`, DER, or null. RFC 7515 §4.1.6: base64, not base64url. */
export function certificateOf({ header }: Jwt): Uint8Array | null {
  const { x5c } = header
  if (!Array.isArray(x5c) || x5c.length !== 1 || typeof x5c[0] !== 'string') return null
  try {
    return base64.decode(x5c[0])
  } catch {
    return null
  }
}

/** The holder's key of `cnf.jwk`, or null when it is not exactly a public P-256 key. */
export function holderOf({ payload }: Jwt): HolderKey | null {
  const { cnf } = payload
  if (!isObject(cnf) || !hasKeys(cnf, ['jwk']) || !isObject(cnf.jwk) || !hasKeys(cnf.jwk, ['kty', 'crv', 'x', 'y'])) return null
  const { kty, crv, x, y } = cnf.jwk
  if (kty !== 'EC' || crv !== 'P-256' || typeof x !== 'string' || typeof y !== 'string') return null
  try {
    return { x: decodeBase64Url(x), y: decodeBase64Url(y) }
  } catch {
    return null
  }
}

function jsonObject(text: string): Record<string, unknown> {
  const value = decodeJson(text)
  if (!isObject(value)) throw new CardFault('malformed')
  return value
}

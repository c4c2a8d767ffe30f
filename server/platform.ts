/** Node's own cryptography behind the ports of certificates/ports.ts, and the few keyed hashes the server needs. */
import {
  verify as check,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  sign,
  timingSafeEqual,
} from 'node:crypto'
import type { Random, Sign, Verify } from '@latchkey/certificates/ports.ts'

const url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')

/** ECDSA P-256 SHA-256 over r ‖ s. A key that is no point, or a signature of another length, is simply not valid. */
export const verify: Verify = async (publicKey65, message, signature64) => {
  if (publicKey65.length !== 65 || publicKey65[0] !== 4 || signature64.length !== 64) return false
  try {
    const key = createPublicKey({
      format: 'jwk',
      key: { kty: 'EC', crv: 'P-256', x: url(publicKey65.subarray(1, 33)), y: url(publicKey65.subarray(33)) },
    })
    return check('sha256', message, { key, dsaEncoding: 'ieee-p1363' }, signature64)
  } catch {
    return false
  }
}

export function makeEd25519(): KeyPair {
  const { x, d } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
  const part = (text: string | undefined) => new Uint8Array(Buffer.from(text ?? '', 'base64url'))
  return { publicKey: part(x), privateKey: part(d) }
}

/** RFC 8032 over the whole message; 64 bytes. */
export function ed25519Signer(pair: KeyPair): (message: Uint8Array) => Uint8Array {
  const key = createPrivateKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: url(pair.publicKey), d: url(pair.privateKey) } })
  return message => new Uint8Array(sign(null, message, key))
}

/** A key that is no point, or a signature of another length, is simply not valid. */
export function verifyEd25519(publicKey32: Uint8Array, message: Uint8Array, signature64: Uint8Array): boolean {
  if (publicKey32.length !== 32 || signature64.length !== 64) return false
  try {
    return check(null, message, createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: url(publicKey32) } }), signature64)
  } catch {
    return false
  }
}

export const random: Random = length => new Uint8Array(randomBytes(length))
export const clock = (): number => Math.floor(Date.now() / 1000)

export const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest())
/** Of the parts as one message. */
export function hmac(key: Uint8Array, ...parts: Uint8Array[]): Uint8Array {
  const mac = createHmac('sha256', key)
  for (const part of parts) mac.update(part)
  return new Uint8Array(mac.digest())
}
export const hkdf = (secret: Uint8Array, info: Uint8Array, length: number): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(), info, length))

/** Constant time for equal lengths; the length itself is no secret anywhere here. */
export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && timingSafeEqual(a, b)

export interface KeyPair {
  /** 65 bytes, uncompressed; of Ed25519 32. */
  publicKey: Uint8Array
  /** The 32-byte scalar. */
  privateKey: Uint8Array
}

export function makeP256(): KeyPair {
  const { x, y, d } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' })
  const part = (text: string | undefined) => Buffer.from(text ?? '', 'base64url')
  return { publicKey: new Uint8Array(Buffer.concat([Buffer.of(4), part(x), part(y)])), privateKey: new Uint8Array(part(d)) }
}

/** Signs with a stored pair; r ‖ s. */
export function signer(pair: KeyPair): Sign {
  const key = createPrivateKey({
    format: 'jwk',
    key: { kty: 'EC', crv: 'P-256', x: url(pair.publicKey.subarray(1, 33)), y: url(pair.publicKey.subarray(33)), d: url(pair.privateKey) },
  })
  return async message => new Uint8Array(sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' }))
}

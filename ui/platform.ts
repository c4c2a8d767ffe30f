/** The browser's own signatures, randomness and clock behind the ports of certificates/ports.ts. Node has the same API, so tests use it too. */
import type { Clock, Random, Sign, Verify } from '@latchkey/certificates/ports.ts'

export const subtle: SubtleCrypto = globalThis.crypto.subtle

const p256 = { name: 'ECDSA', namedCurve: 'P-256' }
const withSha256 = { name: 'ECDSA', hash: 'SHA-256' }
// WebCrypto's types want a view on a plain ArrayBuffer; ours never sit on shared memory.
const plain = (bytes: Uint8Array) => bytes as Uint8Array<ArrayBuffer>

export const verify: Verify = async (publicKey65, message, signature64) => {
  const key = await subtle.importKey('raw', plain(publicKey65), p256, false, ['verify'])
  return subtle.verify(withSha256, key, plain(signature64), plain(message))
}

export const random: Random = length => globalThis.crypto.getRandomValues(new Uint8Array(length))

export const clock: Clock = () => Math.floor(Date.now() / 1000)

/** A P-256 key whose private half stays in the browser's key store, unless it was made to be kept. */
export interface P256 {
  /** 65 bytes, uncompressed. */
  publicKey65: Uint8Array
  sign: Sign
  /** Only for a key made with `keep`: the phone's holder key is kept beside the card. */
  privateJwk?(): Promise<JsonWebKey>
}

const signer =
  (key: CryptoKey): Sign =>
  async message =>
    new Uint8Array(await subtle.sign(withSha256, key, plain(message)))

/** A fresh key. @param options.keep true when `privateJwk` will be asked for: the key is then extractable */
export async function generateP256(options: { keep?: boolean } = {}): Promise<P256> {
  const pair = (await subtle.generateKey(p256, options.keep ?? false, ['sign', 'verify'])) as CryptoKeyPair
  const publicKey65 = new Uint8Array(await subtle.exportKey('raw', pair.publicKey))
  const made: P256 = { publicKey65, sign: signer(pair.privateKey) }
  if (options.keep) made.privateJwk = () => subtle.exportKey('jwk', pair.privateKey)
  return made
}

/** A kept key back in use; not extractable again. Throws the platform's DataError for a JWK that is no P-256 private key. */
export async function importP256(jwk: JsonWebKey): Promise<P256> {
  const key = await subtle.importKey('jwk', jwk, p256, false, ['sign'])
  const point = await subtle.importKey('jwk', { kty: 'EC', crv: 'P-256', x: jwk.x ?? '', y: jwk.y ?? '' }, p256, true, ['verify'])
  return { publicKey65: new Uint8Array(await subtle.exportKey('raw', point)), sign: signer(key) }
}

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PasskeyFault, pointOfSpki } from './passkey.ts'
import { generateP256, subtle } from './platform.ts'

test('the point is read out of what a browser gives for a P-256 key', async () => {
  const { privateJwk, publicKey65 } = await generateP256({ keep: true })
  const { x, y } = await privateJwk!()
  const key = await subtle.importKey('jwk', { kty: 'EC', crv: 'P-256', x: x!, y: y! }, { name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'verify',
  ])
  expect(pointOfSpki(new Uint8Array(await subtle.exportKey('spki', key)))).toEqual(publicKey65)
})

test('another curve, another algorithm or other bytes are a named fault', async () => {
  const p384 = (await subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-384' }, true, ['sign'])) as CryptoKeyPair
  expect(() => pointOfSpki(new Uint8Array([]))).toThrow(PasskeyFault)
  const other = new Uint8Array(await subtle.exportKey('spki', p384.publicKey))
  expect(() => pointOfSpki(other)).toThrow(expect.objectContaining({ code: 'not_p256' }))
  fc.assert(fc.property(fc.uint8Array({ maxLength: 120 }), bytes => void expect(() => pointOfSpki(bytes)).toThrow(PasskeyFault)))
})

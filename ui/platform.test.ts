import { p256 } from '@noble/curves/nist.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { expect, test } from 'vitest'
import { clock, generateP256, importP256, random, verify } from './platform.ts'

const message = new TextEncoder().encode('latchkey')

test('a signature verifies here and with a second implementation, and any change to it does not', async () => {
  const key = await generateP256()
  const signature = await key.sign(message)
  expect(key.publicKey65).toHaveLength(65)
  expect(signature).toHaveLength(64)
  expect(await verify(key.publicKey65, message, signature)).toBe(true)
  expect(p256.verify(signature, sha256(message), key.publicKey65, { prehash: false, lowS: false })).toBe(true)
  const bent = Uint8Array.from(signature)
  bent[40]! ^= 1
  expect(await verify(key.publicKey65, message, bent)).toBe(false)
  expect(await verify((await generateP256()).publicKey65, message, signature)).toBe(false)
})

test('the private half leaves only a key that was made to be kept, and comes back as the same key', async () => {
  expect((await generateP256()).privateJwk).toBeUndefined()
  const made = await generateP256({ keep: true })
  const kept = JSON.parse(JSON.stringify(await made.privateJwk!()))
  const back = await importP256(kept)
  expect(back.publicKey65).toEqual(made.publicKey65)
  expect(back.privateJwk).toBeUndefined()
  expect(await verify(made.publicKey65, message, await back.sign(message))).toBe(true)
})

test('a JWK that is no private key of this curve is refused', async () => {
  const { d: _, ...pub } = await (await generateP256({ keep: true })).privateJwk!()
  await expect(importP256(pub)).rejects.toThrow()
  await expect(importP256({ kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA', d: 'AA' })).rejects.toThrow()
})

test('randomness has the asked length and does not repeat; the clock counts seconds', () => {
  expect(random(32)).toHaveLength(32)
  expect(random(32)).not.toEqual(random(32))
  expect(Number.isInteger(clock())).toBe(true)
  expect(clock()).toBeGreaterThan(1_700_000_000)
})

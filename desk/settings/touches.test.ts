import type { Assertion } from '@latchkey/certificates/assertion.ts'
import { certify } from '@latchkey/certificates/certified.ts'
import { expect, test } from 'vitest'
import { createTouches } from './touches.ts'

const administrator = (alias: string, id: number) => ({ alias, credentialId: new Uint8Array([id]), publicKey: new Uint8Array(65) })
const assertion = (id: number): Assertion => ({
  credentialId: new Uint8Array([id]),
  authenticatorData: new Uint8Array(),
  clientDataJSON: new Uint8Array(),
  signature: new Uint8Array(),
})

function office(absent: number[] = []) {
  const touches = createTouches({
    threshold: 2,
    administrators: [administrator('a', 1), administrator('a', 2), administrator('b', 3), administrator('c', 4)],
    of: ({ credentialId, publicKey }) => ({
      credentialId,
      publicKey,
      async assert() {
        if (absent.includes(credentialId[0]!)) throw new Error('not touched')
        return assertion(credentialId[0]!)
      },
    }),
    changed() {},
  })
  return touches
}
const settle = () => new Promise(done => setImmediate(done))

test('two administrators in any order sign one statement', async () => {
  const touches = office()
  const signed = certify('latchkey/test/v1', new Uint8Array([1]), touches.passkeys)
  await settle()
  await touches.touch('c')
  await settle()
  await touches.touch('a')
  expect((await signed).assertions.map(one => one.credentialId[0])).toEqual([4, 1])
  expect(touches.touched).toEqual(['c', 'a'])
})

test('the same administrator does not count twice', async () => {
  const touches = office()
  let done = false
  const signed = certify('latchkey/test/v1', new Uint8Array([1]), touches.passkeys).then(() => (done = true))
  await settle()
  await touches.touch('a')
  await settle()
  await touches.touch('a')
  await settle()
  expect(done).toBe(false)
  await touches.touch('b')
  await signed
})

test('a key that is not touched leaves the place open for the next try, or the second key of the same person', async () => {
  const touches = office([1, 3])
  const signed = certify('latchkey/test/v1', new Uint8Array([1]), touches.passkeys)
  await settle()
  await expect(touches.touch('b')).rejects.toThrow('not touched')
  expect(touches.waiting).toBe(true)
  await touches.touch('a')
  await settle()
  await touches.touch('c')
  expect((await signed).assertions.map(one => one.credentialId[0])).toEqual([2, 4])
})

test('leaving the page fails what waits', async () => {
  const touches = office()
  const signed = certify('latchkey/test/v1', new Uint8Array([1]), touches.passkeys)
  await settle()
  touches.cancel()
  await expect(signed).rejects.toThrow('cancelled')
})

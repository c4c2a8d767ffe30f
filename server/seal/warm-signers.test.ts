import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, it } from 'vitest'
import type { Period } from '../periods/periods.ts'
import { WarmSigners } from './warm-signers.ts'

const double = join(dirname(fileURLToPath(import.meta.url)), 'signer-double.test.kit.ts')
const blank = {
  index: 1,
  certificate: new Uint8Array(400),
  signature: new Uint8Array(64),
  key: new Uint8Array(33).fill(2),
  closed: new Uint8Array(113),
}
const period = {
  certificate: { city: 'testville', period: 11, listAddress: 'http://localhost/cancelled/list/11', first: 1, technicalEnd: 2 },
} as unknown as Period

let signers: WarmSigners
afterEach(() => signers.close())

const open = (warm: number) =>
  (signers = new WarmSigners({
    clock: () => 1_795_000_000,
    program: { command: process.execPath, args: ['--import', 'tsx', double] },
    rootText: '{}',
    cancelKey: new Uint8Array(32),
    poolPrivate: new Uint8Array(32),
    period: () => period,
    draw: () => ({ blank, putBack: () => {} }),
    blanksLeft: () => true,
    failed: () => {},
    warm,
  }))

it('starts no signer while a card is being sealed, except for who has none', async () => {
  const signers = open(1)
  const first = await signers.lease()
  // Its successor is started at once: nobody waits for a card yet.
  expect(signers.count).toBe(2)
  const sealed = first.seal(new Uint8Array(1300)).catch(() => 'ended')
  const second = await signers.lease()
  signers.step(1_795_000_000)
  expect(signers.count).toBe(2)
  const third = await signers.lease()
  expect([second.alive, third.alive, signers.count]).toEqual([true, true, 3])
  first.end()
  expect(await sealed).toBe('ended')
  // The card is out of the way, and the pool is filled again.
  expect(signers.count).toBe(3)
})

it('starts one after the other, and as many at once as wait for one', async () => {
  const signers = open(3)
  signers.fill()
  expect(signers.count).toBe(1)
  const leases = Promise.all([signers.lease(), signers.lease(), signers.lease()])
  expect(signers.count).toBe(3)
  expect(new Set((await leases).map(lease => lease.alive))).toEqual(new Set([true]))
})

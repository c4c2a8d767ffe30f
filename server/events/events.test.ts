import type { HeldNow } from '@latchkey/wire/record.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../running-server.test.kit.ts'
import { sizeOf } from './events.ts'

let test: TestServer
beforeAll(async () => void (test = await startTestServer()), 60_000)
afterAll(() => test.end())

it('a size says nothing under ten and only its power above', () => {
  expect([0, 1, 9, 10, 99, 100, 12_345].map(sizeOf)).toEqual([0, 0, 0, 10, 10, 100, 10_000])
  fc.assert(
    fc.property(fc.nat(1_000_000), count => (count < 10 ? sizeOf(count) === 0 : sizeOf(count) <= count && count < sizeOf(count) * 10)),
  )
})

it('are written by the hour, all names whether anything happened or not, and for seven days', async () => {
  const count = async () =>
    ((await (await fetch(`${test.server.address}/practice/now`)).json()) as HeldNow).held.find(one => one.name === 'events')?.count
  await fetch(`${test.server.address}/nowhere`)
  await test.server.tick()
  expect(await count()).toBe(0)
  for (let hour = 1; hour <= 172; hour++) {
    test.clock.now += 3600
    await test.server.step()
  }
  expect(await count()).toBe(5 * 7 * 24)
}, 60_000)

/** Midnight while no server runs: nobody who was called yesterday is in line, and who was not called is first. */
import { randomBytes } from 'node:crypto'
import { toText } from '@latchkey/wire/edge.ts'
import type { HeldNow } from '@latchkey/wire/record.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isMemory } from './memory-files/memory-files.ts'
import { sha256 } from './platform.ts'
import { connectPhone, signIn } from './relay/relay-ends.test.kit.ts'
import { certifyClerk, get, noon, openWay, post, startTestServer, type TestServer } from './running-server.test.kit.ts'

let test: TestServer
beforeAll(async () => {
  test = await startTestServer()
}, 60_000)
afterAll(() => test.end())

const ready = async () => ((await get(test.server, '/practice/now')).body as HeldNow).held.find(one => one.name === 'ready')?.count

describe.skipIf(!isMemory('/dev/shm'))('a place', () => {
  it('outlives a restart on its day, and no midnight', async () => {
    const clerk = await certifyClerk(test, '14')
    await openWay(test)
    const { desk } = await signIn(test.server, clerk, test.clock.now)
    await desk.hear('signed_in')
    const { body: number } = await post(test.server, '/waiting/number', { way: 'phone' })
    test.clock.now += 1
    await test.server.step()
    const place = randomBytes(32)
    expect((await post(test.server, '/waiting/claim', { number, placeHash: toText(sha256(place)) })).status).toBe(200)
    const { body: uncalled } = await post(test.server, '/waiting/number', { way: 'phone' })
    desk.cut()
    await test.server.stop()
    test = await test.again()
    expect(await ready()).toBe(1)
    await test.server.stop()
    test = await test.again({ clock: () => noon + 86_400 })
    expect(await ready()).toBe(0)
    const back = await connectPhone(test.server, place)
    expect(await back.fault()).toBe('place_unknown')
    back.cut()
    expect((await get(test.server, '/now')).body).toMatchObject({ given: 2, serving: 1, before: 1 })
    const claim = (one: unknown) => post(test.server, '/waiting/claim', { number: one, placeHash: toText(sha256(place)) })
    expect([(await claim(number)).body, (await claim(uncalled)).body]).toEqual([{ fault: 'number_other_day' }, { fault: 'number_early' }])
  }, 60_000)
})

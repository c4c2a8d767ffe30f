/** The server as a process of its own, killed without a word at each step of a visit: nobody loses a place, a number or a cancel. */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { toText } from '@latchkey/wire/edge.ts'
import type { HeldNow } from '@latchkey/wire/record.ts'
import type { Now } from '@latchkey/wire/waiting.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findMemoryFolder } from './memory-files/memory-files.ts'
import { sha256 } from './platform.ts'
import { connectPhone, signIn } from './relay/relay-ends.test.kit.ts'
import { certifyClerk, get, makeCity, openWay, periodMessage, post, type TestServer } from './running-server.test.kit.ts'
import type { RunningServer } from './start.ts'
import { emptyStore } from './store/empty-store.test.kit.ts'

const here = dirname(fileURLToPath(import.meta.url))
const city = makeCity()
const data = mkdtempSync(join(tmpdir(), 'latchkey-killed-'))
let child: ChildProcess
let test: TestServer

async function start(): Promise<void> {
  const args = ['--import', 'tsx', join(here, 'server.ts'), '--directory', city.directory, '--data', data, '--port', '0', '--practice']
  child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const port = await new Promise<number>((resolve, reject) => {
    child.on('message', (message: { at?: string; port?: number }) => message.at === 'listening' && resolve(message.port ?? 0))
    child.once('exit', () => reject(new Error('the server did not start')))
  })
  const server = { port, address: `http://localhost:${port}` } as RunningServer
  test = { server, city, data, clock: { now: Math.floor(Date.now() / 1000) } } as TestServer
}
async function killAndStart(): Promise<void> {
  const gone = new Promise(resolve => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
  await start()
}
const now = async () => (await get(test.server, '/now')).body as Now
const held = async (name: string) => ((await get(test.server, '/practice/now')).body as HeldNow).held.find(one => one.name === name)?.count

// Without a memory file system there is no copy to find: then the page says so and these promises are not made.
const memory = findMemoryFolder(data)

describe.skipIf(memory === null)('killed', () => {
  beforeAll(async () => {
    await emptyStore(data)
    await start()
    await openWay(test)
    await post(test.server, '/settings/period', await periodMessage(test))
  }, 120_000)
  afterAll(async () => {
    const gone = new Promise(resolve => child.once('exit', resolve))
    child.send({ do: 'stop' })
    await gone
    for (const directory of [data, city.directory, memory]) if (directory) rmSync(directory, { recursive: true, force: true })
  })

  it('numbers go on counting, a claimed one stays claimed, and a visit comes back first', async () => {
    let clerk = await certifyClerk(test, '14')
    let seated = await signIn(test.server, clerk, test.clock.now)
    await seated.desk.hear('signed_in')
    const first = (await post(test.server, '/waiting/number', { way: 'phone' })).body as { n: number }
    expect(first.n).toBe(1)

    // Between number and call.
    await killAndStart()
    // Numbers are reserved in blocks: the rest of the first is skipped, and nothing is given twice.
    expect((await now()).given).toBe(31)
    clerk = await certifyClerk(test, '14')
    seated = await signIn(test.server, clerk, test.clock.now, seated.keys)
    await seated.desk.hear('signed_in')
    const second = (await post(test.server, '/waiting/number', { way: 'phone' })).body as { n: number }
    expect(second.n).toBe(32)
    while ((await now()).serving < 32) await new Promise(resolve => setTimeout(resolve, 100))

    // Between claim and visit.
    const place = randomBytes(32)
    expect((await post(test.server, '/waiting/claim', { number: second, placeHash: toText(sha256(place)) })).status).toBe(200)
    await killAndStart()
    expect((await now()).serving).toBe(32)
    // The phone whose answer was lost asks again; a thief with the same number does not get in.
    expect((await post(test.server, '/waiting/claim', { number: second, placeHash: toText(sha256(place)) })).status).toBe(200)
    const stolen = await post(test.server, '/waiting/claim', { number: second, placeHash: toText(randomBytes(32)) })
    expect(stolen.body).toEqual({ fault: 'number_used' })

    // In the visit.
    clerk = await certifyClerk(test, '14')
    const sits = await signIn(test.server, clerk, test.clock.now)
    await sits.desk.hear('signed_in')
    const phone = await connectPhone(test.server, place)
    await phone.hear('ready')
    sits.desk.say({ say: 'next' })
    const { room } = await phone.hear('room')
    await killAndStart()
    expect((await phone.ended()).code).toBe(1006)
    const earlier = randomBytes(32)
    await post(test.server, '/waiting/claim', { number: first, placeHash: toText(sha256(earlier)) })
    const before = await connectPhone(test.server, earlier)
    await before.hear('ready')
    let back = await connectPhone(test.server, place)
    // In its room, whoever else waits: its own desk has a minute to come back to it, and no other gets it meanwhile.
    expect(await back.hear('room')).toMatchObject({ room, here: false })
    expect([await held('ready'), await held('rooms')]).toEqual([2, 1])
    const other = await signIn(test.server, await certifyClerk(test, '15'), test.clock.now)
    await other.desk.hear('signed_in')
    other.desk.say({ say: 'return', room })
    expect(await other.desk.fault()).toBe('no_room')
    const returned = await signIn(test.server, clerk, test.clock.now, sits.keys)
    await returned.desk.hear('signed_in')
    returned.desk.say({ say: 'return', room })
    expect(await returned.desk.hear('room')).toMatchObject({ room, here: true })
    expect(await back.hear('peer')).toMatchObject({ here: true })

    // The desk's page is gone too: the visit is first for the next desk, although its number is the later one.
    await killAndStart()
    back = await connectPhone(test.server, place)
    await back.hear('room')
    clerk = await certifyClerk(test, '14')
    const seatedAgain = await signIn(test.server, clerk, test.clock.now)
    await seatedAgain.desk.hear('signed_in')
    expect(await back.hear('handed_over')).toMatchObject({ second: false })
    expect(await held('rooms')).toBe(0)
    // A way back that was used, and one whose use was answered to nobody: the first opens nothing, the second the same place.
    seatedAgain.desk.say({ say: 'next' })
    const { comeback } = await back.hear('room')
    const returning = toText(sha256(randomBytes(32)))
    const comeBack = (placeHash: string) => post(test.server, '/waiting/comeback', { comeback, placeHash })
    expect((await comeBack(returning)).status).toBe(200)
    await killAndStart()
    expect(await held('comebacks')).toBe(1)
    expect((await comeBack(returning)).status).toBe(200)
    expect((await comeBack(toText(randomBytes(32)))).body).toEqual({ fault: 'comeback_used' })

    // The rest of the opened pool, and no list forgotten.
    expect(await held('open-pool')).toBe(256)
    expect((await fetch(`${test.server.address}/cancelled/list/11`)).status).toBe(200)
  }, 120_000)

  it('a copy made for another store is not read', async () => {
    expect(existsSync(join(memory as string, 'waiting'))).toBe(true)
    const gone = new Promise(resolve => child.once('exit', resolve))
    child.send({ do: 'stop' })
    await gone
    rmSync(data, { recursive: true, force: true })
    await emptyStore(data)
    await start()
    expect((await now()).given).toBe(0)
    expect(await held('ready')).toBe(0)
  }, 60_000)
})

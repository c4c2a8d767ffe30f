import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { HeldNow } from '@latchkey/wire/record.ts'
import type { Now } from '@latchkey/wire/waiting.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signIn } from '../relay/relay-ends.test.kit.ts'
import {
  certifyClerk,
  get,
  makeCity,
  openWay,
  periodMessage,
  post,
  startTestServer,
  stateOf,
  type TestServer,
  wayAct,
} from '../running-server.test.kit.ts'

let test: TestServer
beforeAll(async () => void (test = await startTestServer()), 60_000)
afterAll(() => test.end())

const done = { status: 200, body: { ok: true } }
const now = async () => (await get(test.server, '/now')).body as Now

describe('opening and closing phone visits', () => {
  it('is at once for everyone, with its notice', async () => {
    expect((await now()).open).toBe(false)
    await openWay(test)
    expect(await now()).toMatchObject({ open: true, notice: null })
    await post(test.server, '/settings/way', await wayAct(test, { open: false, notice: 3 }))
    expect(await now()).toMatchObject({ open: false, notice: 3 })
  })

  it('is told to every desk at once', async () => {
    const { desk } = await signIn(test.server, await certifyClerk(test, '14'), test.clock.now)
    await desk.until(() => desk.heard.some(message => message.say === 'line' && !message.open))
    await openWay(test)
    await desk.until(() => desk.heard.some(message => message.say === 'line' && message.open))
    desk.cut()
  })

  it('can be ordered for later: the clock does it, and not before', async () => {
    await openWay(test)
    const at = test.clock.now + 600
    await post(test.server, '/settings/way', await wayAct(test, { open: false, notice: 2, at }))
    expect(await now()).toMatchObject({ open: true, notice: null })
    test.clock.now = at - 1
    await test.server.step()
    expect((await now()).open).toBe(true)
    test.clock.now = at
    await test.server.step()
    expect(await now()).toMatchObject({ open: false, notice: 2 })
  })
})

describe('blanks', () => {
  it('come in whole pools of checked blanks, and a pool more of the same period later', async () => {
    const whole = await periodMessage(test, 512)
    const [first, second] = [whole.blanks.slice(0, 256), whole.blanks.slice(256)]
    const send = (blanks: typeof first) => post(test.server, '/settings/period', { ...whole, blanks })
    const malformed = { status: 400, body: { fault: 'malformed' } }
    const refused = { status: 403, body: { fault: 'not_certified' } }
    const b = (at: number) => first[at]!
    expect(await send(first.slice(0, 255))).toEqual(malformed)
    expect(await send([...first, b(0)])).toEqual(malformed)
    expect(await send([...first.slice(0, 255), b(0)])).toEqual(malformed)
    const swapped = (change: object) => [...first.slice(0, 255), { ...b(255), ...change }]
    expect(await send(swapped({ signature: b(1).signature }))).toEqual(refused)
    expect(await send(swapped({ certificate: b(1).certificate }))).toEqual(refused)
    expect(await send(swapped({ key: b(1).key }))).toEqual(refused)
    expect(await send(swapped({ index: (b(255).index + 1) % 2 ** 20 }))).toEqual(refused)
    // Nothing of a refused delivery stays.
    expect((await stateOf(test.server)).periods).toEqual([])
    expect((await get(test.server, '/record/periods')).body).toEqual({ periods: [] })
    expect(await send(first)).toEqual(done)
    expect(await send(first)).toEqual(malformed)
    expect(await send(second)).toEqual(done)
    expect((await stateOf(test.server)).periods).toMatchObject([{ blanksLeft: 'many' }])
    expect((await get(test.server, '/record/periods')).body).toEqual({ periods: [{ certified: whole.certified, x509: whole.x509 }] })
    const { held } = (await get(test.server, '/practice/now')).body as HeldNow
    expect(held.find(one => one.name === 'blanks')?.count).toBe(512)
    // One pool is open, the other waits for its need.
    expect(held.find(one => one.name === 'open-pool')?.count).toBe(256)
    expect(held.find(one => one.name === 'cancelled')?.count).toBe(1)
  }, 60_000)
})

it('other rules start with a line of staff history, the same rules without', async () => {
  const acts = async () => ((await get(test.server, '/practice/now')).body as HeldNow).held.find(one => one.name === 'staff-history')?.count
  const before = (await acts()) as number
  await test.server.stop()
  test = await test.again()
  expect(await acts()).toBe(before)
  await test.server.stop()
  const rules = join(test.city.directory, 'rules.json')
  writeFileSync(rules, readFileSync(rules, 'utf8').replace('2026-1', '2026-2'))
  test = await test.again()
  expect(await acts()).toBe(before + 1)
}, 60_000)

it('the tour asks the launcher for the seizure, once, and shows how far it is', async () => {
  await test.server.stop()
  let asked = 0
  test = await test.again({ askSeize: () => ++asked > 0 })
  expect((await get(test.server, '/practice/seize')).body).toEqual({ state: 'idle', percent: 0, step: '', results: [] })
  expect(await post(test.server, '/practice/seize', {})).toEqual(done)
  expect(await post(test.server, '/practice/seize', {})).toEqual(done)
  expect(asked).toBe(1)
  expect((await get(test.server, '/practice/seize')).body).toMatchObject({ state: 'running' })
  test.server.tellSeizure({ state: 'done', percent: 100, step: 'x', results: [] })
  expect((await get(test.server, '/practice/seize')).body).toMatchObject({ state: 'done', percent: 100 })
  const real = await startTestServer({ city: makeCity({ practice: false }) })
  for (const path of ['/practice/now', '/practice/seize']) expect((await get(real.server, path)).body).toEqual({ fault: 'practice_only' })
  await real.end()
}, 60_000)

it('after a restart everything an administrator did is as it was', async () => {
  await openWay(test)
  const before = await stateOf(test.server)
  await test.server.stop()
  const again = await test.again()
  expect(await stateOf(again.server)).toEqual(before)
  test = again
}, 60_000)

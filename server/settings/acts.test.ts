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

describe('counters and events', () => {
  const way = (change: Parameters<typeof wayAct>[1]) => wayAct(test, change)
  const send = async (change: Parameters<typeof wayAct>[1]) => post(test.server, '/settings/way', await way(change))
  const malformed = { status: 400, body: { fault: 'malformed' } }
  const standing = async (site: string) => (await stateOf(test.server)).ways.find(one => one.site === site)!

  it('are open where nobody has closed them; one that closes leaves the others, and is told with its phrase', async () => {
    expect(await now()).toMatchObject({ counter: true, event: false, changed: [] })
    expect(await send({ way: 'counter', where: ['hall'], open: false, notice: 53 })).toEqual(done)
    expect(await now()).toMatchObject({ counter: true, changed: [{ site: 'hall', notice: 53, to: null }] })
    expect(await post(test.server, '/waiting/number', { way: 'counter' })).toEqual({ status: 409, body: { fault: 'no_desk' } })
  })

  it('of all sites close by one touch, and then no number is given; one that opens brings it all back', async () => {
    expect(await send({ way: 'counter', where: ['hall', 'north'], open: false, notice: 53 })).toEqual(done)
    expect(await now()).toMatchObject({ counter: false })
    expect(await post(test.server, '/waiting/number', { way: 'counter' })).toEqual({ status: 409, body: { fault: 'closed' } })
    expect(await send({ way: 'counter', where: ['hall', 'north'] })).toEqual(done)
    expect(await now()).toMatchObject({ counter: true, changed: [] })
  })

  it('move to another site, in a phrase that says so, and come back', async () => {
    expect(await send({ way: 'event', where: ['fair'], open: false, notice: 61, to: 'north' })).toEqual(done)
    expect(await now()).toMatchObject({ changed: [{ site: 'fair', notice: 61, to: 'north' }] })
    expect(await standing('fair')).toMatchObject({ open: false, notice: 61, to: 'north' })
    expect(await send({ way: 'event', where: ['fair'] })).toEqual(done)
    expect((await now()).changed).toEqual([])
  })

  it('say fixed phrases only: none of a phone visit, none that another way in says, no move without a place and no place without a move', async () => {
    const closed = { way: 'counter', where: ['hall'], open: false } as const
    for (const wrong of [
      { notice: 1 },
      { notice: 63 },
      { notice: null },
      { notice: 61 },
      { notice: 53, to: 'north' },
      { notice: 61, to: 'hall' },
      { notice: 61, to: 'moon' },
    ])
      expect([wrong, await send({ ...closed, where: ['hall'], ...wrong })]).toEqual([wrong, malformed])
    expect(await send({ way: 'counter', where: ['hall'], notice: 51 })).toEqual(malformed)
    expect(await send({ way: 'event', sites: [{ site: 'hall', standing: new Uint8Array(8) }] })).toEqual(malformed)
    expect((await now()).changed).toEqual([])
  })

  it('take a change for later: the clock does it, at its moment, to every site of the act', async () => {
    const at = test.clock.now + 600
    expect(await send({ way: 'counter', where: ['hall', 'north'], open: false, notice: 52, at })).toEqual(done)
    expect(await standing('north')).toMatchObject({ open: true, next: { open: false, notice: 52, to: null, at } })
    const order = { at, open: false, notice: 52, to: null }
    expect((await now()).ordered).toEqual([
      { site: 'hall', ...order },
      { site: 'north', ...order },
    ])
    test.clock.now = at
    await test.server.step()
    expect(await now()).toMatchObject({ counter: false, ordered: [] })
    expect(await send({ way: 'counter', where: ['hall', 'north'] })).toEqual(done)
  })

  it('an event counts while it takes place, also where every counter is closed', async () => {
    const before = test.clock.now
    expect(await send({ way: 'counter', where: ['hall', 'north'], open: false, notice: 51 })).toEqual(done)
    // Saturday, 28 November 2026, ten in the morning and three in the afternoon, in Chicago.
    const at = async (text: string) => {
      test.clock.now = Date.parse(text) / 1000
      const { counter, event } = await now()
      return [counter, event]
    }
    expect(await at('2026-11-28T15:59:59Z')).toEqual([false, false])
    expect(await at('2026-11-28T16:00:00Z')).toEqual([true, true])
    expect(await at('2026-11-28T21:00:59Z')).toEqual([true, true])
    expect(await at('2026-11-28T21:01:00Z')).toEqual([false, false])
    test.clock.now = before
    expect(await send({ way: 'counter', where: ['hall', 'north'] })).toEqual(done)
  })

  it('each change stands in the staff history and, by day and without a person, on the public page', async () => {
    const acts = async () =>
      ((await get(test.server, '/practice/now')).body as HeldNow).held.find(one => one.name === 'staff-history')?.count as number
    const before = await acts()
    expect(await send({ way: 'counter', where: ['hall', 'north'], open: false, notice: 51 })).toEqual(done)
    expect(await send({ way: 'counter', where: ['hall', 'north'] })).toEqual(done)
    expect(await acts()).toBe(before + 4)
    const page = await (await fetch(`${test.server.address}/record/ways`)).text()
    expect(page).toContain('hall, closed')
    expect(page).toContain('north, opened')
    expect(page).toContain('fair, moved')
    expect(page).toContain('Phone visits, opened')
  })
})

describe('two administrators at once', () => {
  const changed = { status: 409, body: { fault: 'way_changed' } }
  it('the second, who saw the same, is told; what the first did stands, and after a look the second may', async () => {
    const [one, two] = test.city.made.administrators
    const close = await wayAct(test, { way: 'counter', where: ['hall'], open: false, notice: 53 }, [one!])
    const move = await wayAct(test, { way: 'counter', where: ['hall'], open: false, notice: 61, to: 'north' }, [two!])
    const answers = await Promise.all([post(test.server, '/settings/way', close), post(test.server, '/settings/way', move)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(answers).toContainEqual(changed)
    const stands = (await now()).changed
    expect(stands).toHaveLength(1)
    expect(await post(test.server, '/settings/way', await wayAct(test, { way: 'counter', where: ['hall'] }, [two!]))).toEqual(done)
    expect((await now()).changed).toEqual([])
  })

  it('an act for two sites of which one has changed changes neither', async () => {
    const both = await wayAct(test, { way: 'counter', where: ['hall', 'north'], open: false, notice: 53 })
    expect(
      await post(test.server, '/settings/way', await wayAct(test, { way: 'counter', where: ['north'], open: false, notice: 54 })),
    ).toEqual(done)
    expect(await post(test.server, '/settings/way', both)).toEqual(changed)
    expect((await now()).changed).toEqual([{ site: 'north', notice: 54, to: null }])
    expect(await post(test.server, '/settings/way', await wayAct(test, { way: 'counter', where: ['north'] }))).toEqual(done)
  })

  it('an order for later is a change that the other did not see', async () => {
    const close = await wayAct(test, { open: false, notice: 1 })
    expect(await post(test.server, '/settings/way', await wayAct(test, { open: false, notice: 2, at: test.clock.now + 3600 }))).toEqual(
      done,
    )
    expect(await post(test.server, '/settings/way', close)).toEqual(changed)
    expect(await post(test.server, '/settings/way', await wayAct(test, {}))).toEqual(done)
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

import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { inflateSync } from 'node:zlib'
import { parseAnswer } from '@latchkey/card/answer.ts'
import { makeCancelCode } from '@latchkey/card/cancel-code.ts'
import { verifyList } from '@latchkey/card/status-list.ts'
import type { MadePerson } from '@latchkey/try/made-root.ts'
import { toBytes, toText } from '@latchkey/wire/edge.ts'
import type { HeldNow } from '@latchkey/wire/record.ts'
import { cellSize } from '@latchkey/wire/relay.ts'
import type { Now } from '@latchkey/wire/waiting.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeP256, sha256, verify } from './platform.ts'
import { connectPhone, type DeskEnd, type PhoneEnd, signIn } from './relay/relay-ends.test.kit.ts'
import {
  certifyClerk,
  get,
  openWay,
  periodMessage,
  post,
  sourceSigner,
  startTestServer,
  stateOf,
  type TestServer,
} from './running-server.test.kit.ts'
import { approve } from './seal/approved.test.kit.ts'

let test: TestServer
let clerk: MadePerson

beforeAll(async () => {
  test = await startTestServer({ signer: sourceSigner, warmSigners: 1, quota: 3 })
  clerk = await certifyClerk(test, '14')
  await openWay(test)
  expect(await post(test.server, '/settings/period', await periodMessage(test))).toEqual({ status: 200, body: { ok: true } })
}, 120_000)
afterAll(() => test.end())

const held = async (name: string) => ((await get(test.server, '/practice/now')).body as HeldNow).held.find(one => one.name === name)?.count

async function begin(): Promise<{ phone: PhoneEnd; desk: DeskEnd; place: Uint8Array }> {
  const { desk } = await signIn(test.server, clerk, test.clock.now)
  await desk.hear('signed_in')
  const number = (await post(test.server, '/waiting/number', { way: 'phone' })).body
  test.clock.now += 1
  await test.server.step()
  const place = randomBytes(32)
  expect((await post(test.server, '/waiting/claim', { number, placeHash: toText(sha256(place)) })).status).toBe(200)
  const phone = await connectPhone(test.server, place)
  await phone.hear('ready')
  desk.say({ say: 'next' })
  await desk.hear('room')
  await phone.hear('room')
  return { phone, desk, place }
}
async function lease(desk: DeskEnd) {
  desk.say({ say: 'lease' })
  const signer = await desk.hear('signer')
  return { key: toBytes(signer.key), until: signer.until }
}
async function end({ phone, desk }: { phone: PhoneEnd; desk: DeskEnd }): Promise<void> {
  desk.say({ say: 'goodbye' })
  await phone.hear('ended')
  desk.cut()
  await phone.ended()
}

describe('a whole visit', () => {
  it('from the number to the card and its cancelling runs not one query', async () => {
    const before = test.server.queries()
    const now = (await get(test.server, '/now')).body as Now
    expect(now.open).toBe(true)
    const { phone, desk, place } = await begin()
    phone.say(new Uint8Array(cellSize))
    await desk.cell()
    phone.cut()
    await desk.hear('peer')
    const back = await connectPhone(test.server, place)
    await back.hear('room')
    await desk.hear('peer')
    const { key, until } = await lease(desk)
    const { envelope, open } = await approve(clerk, key, until)
    desk.say({ say: 'seal', envelope: toText(envelope) })
    const sealed = await desk.hear('sealed')
    const card = parseAnswer(await open(toBytes(sealed.answer)))
    expect(sealed.quotaLeft).toBe(2)
    expect(await held('open-pool')).toBe(255)
    // A retry gets the same bytes; after the phone's thanks the answer is gone.
    desk.say({ say: 'seal', envelope: toText(envelope) })
    expect((await desk.hear('sealed')).answer).toBe(sealed.answer)
    desk.say({ say: 'seal', envelope: toText(randomBytes(2000)) })
    expect(await desk.fault()).toBe('room_sealed')
    desk.say({ say: 'lease' })
    expect(await desk.fault()).toBe('room_sealed')
    desk.say({ say: 'thanks' })
    desk.say({ say: 'seal', envelope: toText(envelope) })
    expect(await desk.fault()).toBe('room_sealed')
    await end({ phone: back, desk })
    expect((await post(test.server, '/cancelled/cancel', { code: card.cancelCode })).status).toBe(200)
    expect(await held('changes')).toBe(1)
    expect(test.server.queries()).toBe(before)

    // The clock, and nobody's act, writes: then the list says so.
    await test.server.tick()
    expect(test.server.queries()).toBeGreaterThan(before)
    expect(await held('changes')).toBe(0)
    const state = await stateOf(test.server)
    const text = await (await fetch(`${test.server.address}/cancelled/list/${card.period}`)).text()
    const listAddress = `http://localhost:4400/cancelled/list/${card.period}`
    const inflate = (bytes: Uint8Array) => new Uint8Array(inflateSync(bytes))
    const list = await verifyList(text, { listKey: toBytes(state.listKey), listAddress, now: test.clock.now, inflate, verify })
    expect(list.status(card.blank.index)).toBe(1)
    expect(list.status((card.blank.index + 1) % 2 ** 20)).toBe(0)
  }, 60_000)
})

describe('the seal', () => {
  it('is refused without a room, without a lease, and for what is no approval; the blank is not spent', async () => {
    const { desk } = await signIn(test.server, clerk, test.clock.now)
    await desk.hear('signed_in')
    desk.say({ say: 'lease' })
    expect(await desk.fault()).toBe('no_room')
    desk.cut()
    const visit = await begin()
    visit.desk.say({ say: 'seal', envelope: toText(randomBytes(2000)) })
    expect(await visit.desk.fault()).toBe('no_lease')
    const left = await held('open-pool')
    await lease(visit.desk)
    visit.desk.say({ say: 'seal', envelope: toText(randomBytes(2000)) })
    expect(await visit.desk.fault()).toBe('seal_refused')
    expect(await held('open-pool')).toBe(left)
    // The signer is gone with its refusal; another lease, another key, and the room can still seal.
    const { key, until } = await lease(visit.desk)
    const { envelope } = await approve(clerk, key, until)
    visit.desk.say({ say: 'seal', envelope: toText(envelope) })
    await visit.desk.hear('sealed')
    await end(visit)
  }, 60_000)

  it('a lease ends after sixty seconds unused, and the process with it', async () => {
    const visit = await begin()
    const { key, until } = await lease(visit.desk)
    expect(until).toBe(test.clock.now + 60)
    const { envelope } = await approve(clerk, key, until)
    test.clock.now += 61
    await test.server.step()
    visit.desk.say({ say: 'seal', envelope: toText(envelope) })
    expect(await visit.desk.fault()).toBe('no_lease')
    await end(visit)
  }, 60_000)

  it('stops at the limit of the day, for every desk of the alias', async () => {
    const visit = await begin()
    const { key, until } = await lease(visit.desk)
    const { envelope } = await approve(clerk, key, until)
    visit.desk.say({ say: 'seal', envelope: toText(envelope) })
    expect((await visit.desk.hear('sealed')).quotaLeft).toBe(0)
    await end(visit)
    const next = await begin()
    next.desk.say({ say: 'lease' })
    expect(await next.desk.fault()).toBe('quota')
    await end(next)
  }, 60_000)

  it('is not asked for by a desk whose key has run out', async () => {
    const keys = makeP256()
    const { desk } = await signIn(test.server, clerk, test.clock.now, keys, { to: test.clock.now + 5 })
    await desk.hear('signed_in')
    test.clock.now += 6
    desk.say({ say: 'next' })
    expect(await desk.fault()).toBe('not_signed_in')
    desk.cut()
  })
})

describe('cancelling', () => {
  it('gives one answer to all codes, right or wrong, and five a second in all', async () => {
    test.clock.now += 10
    const { period } = (await stateOf(test.server)).periods[0]!
    const wrongMac = makeCancelCode(new Uint8Array(32), 'chicago/practice', period, 7)
    const answers = []
    for (const code of [wrongMac, '0'.repeat(24), '9'.repeat(24), '123456789012345678901234', '990000001' + '0'.repeat(15)])
      answers.push(await post(test.server, '/cancelled/cancel', { code }))
    const at = (Math.floor(test.clock.now / 60) + 1) * 60
    expect(answers).toEqual(answers.map(() => ({ status: 200, body: { at } })))
    expect(await post(test.server, '/cancelled/cancel', { code: wrongMac })).toEqual({ status: 429, body: { fault: 'too_fast' } })
    expect(await held('changes')).toBe(0)
    test.clock.now += 1
    expect((await post(test.server, '/cancelled/cancel', { code: wrongMac })).status).toBe(200)
  })
})

it('the private half of the pool key is in a file of its own, for nobody else to read, and not in the database', async () => {
  const { statSync } = await import('node:fs')
  const path = `${test.data}/keys/pool.key`
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(toText(new Uint8Array(readFileSync(path)).slice(0, 65))).toBe((await stateOf(test.server)).poolKey)
})

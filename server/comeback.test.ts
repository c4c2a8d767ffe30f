/** Coming back without a new number, through a whole server: who may, what the line does with it, and what the server could tell of it. */
import { randomBytes } from 'node:crypto'
import type { MadePerson } from '@latchkey/try/made-root.ts'
import { toText } from '@latchkey/wire/edge.ts'
import type { HeldNow } from '@latchkey/wire/record.ts'
import type { Comeback } from '@latchkey/wire/waiting.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sha256 } from './platform.ts'
import { connectPhone, type DeskEnd, type PhoneEnd, signIn } from './relay/relay-ends.test.kit.ts'
import { certifyClerk, get, openWay, post, startTestServer, type TestServer } from './running-server.test.kit.ts'

let test: TestServer
let clerk: MadePerson
let desk: DeskEnd
beforeAll(async () => {
  test = await startTestServer()
  clerk = await certifyClerk(test, '14')
  await openWay(test)
  desk = (await signIn(test.server, clerk, test.clock.now)).desk
  await desk.hear('signed_in')
}, 60_000)
afterAll(() => test.end())

const held = async (name: string) => ((await get(test.server, '/practice/now')).body as HeldNow).held.find(one => one.name === name)?.count
const comeBack = (comeback: Comeback, place: Uint8Array) =>
  post(test.server, '/waiting/comeback', { comeback, placeHash: toText(sha256(place)) })
async function called(): Promise<PhoneEnd> {
  const number = (await post(test.server, '/waiting/number', { way: 'phone' })).body
  test.clock.now += 200
  await test.server.step()
  const place = randomBytes(32)
  expect((await post(test.server, '/waiting/claim', { number, placeHash: toText(sha256(place)) })).status).toBe(200)
  return connectPhone(test.server, place)
}
async function visited(phone: PhoneEnd): Promise<Comeback> {
  await phone.hear('ready')
  desk.say({ say: 'next' })
  await desk.hear('room')
  return (await phone.hear('room')).comeback as Comeback
}
async function goodbye(phone: PhoneEnd) {
  desk.say({ say: 'goodbye' })
  await phone.hear('ended')
  await phone.ended()
}

it('every phone gets one, the same one as often as it comes into its room, and every room another', async () => {
  const number = (await post(test.server, '/waiting/number', { way: 'phone' })).body
  test.clock.now += 200
  await test.server.step()
  const place = randomBytes(32)
  await post(test.server, '/waiting/claim', { number, placeHash: toText(sha256(place)) })
  const phone = await connectPhone(test.server, place)
  const first = await visited(phone)
  phone.cut()
  await desk.hear('peer')
  const back = await connectPhone(test.server, place)
  expect((await back.hear('room')).comeback).toEqual(first)
  await desk.hear('peer')
  await goodbye(back)
  const other = await called()
  expect(await visited(other)).not.toEqual(first)
  await goodbye(other)
  // Given to nobody in particular, and used by nobody: nothing is held.
  expect(await held('comebacks')).toBe(0)
})

it('brings its phone back before everyone who was called, under a place that has nothing of the visit before', async () => {
  const before = randomBytes(32)
  const number = (await post(test.server, '/waiting/number', { way: 'phone' })).body
  test.clock.now += 200
  await test.server.step()
  await post(test.server, '/waiting/claim', { number, placeHash: toText(sha256(before)) })
  const phone = await connectPhone(test.server, before)
  const comeback = await visited(phone)
  await goodbye(phone)
  // The old place opens nothing any more: whoever comes back is not known by it.
  expect(await (await connectPhone(test.server, before)).fault()).toBe('place_unknown')

  const waits = await called()
  await waits.hear('ready')
  const place = randomBytes(32)
  expect(await comeBack(comeback, place)).toEqual({ status: 200, body: { ok: true } })
  const back = await connectPhone(test.server, place)
  await back.until(() => back.heard.some(one => one.say === 'ready' && one.ahead === 0))
  await waits.until(() => waits.heard.some(one => one.say === 'ready' && one.ahead === 1))
  const again = await visited(back)
  await goodbye(back)
  expect(await comeBack(comeback, randomBytes(32))).toEqual({ status: 409, body: { fault: 'comeback_used' } })
  expect(await held('comebacks')).toBe(1)

  // Stopped by the resident: what they were given at the start is good all the same.
  const third = randomBytes(32)
  expect((await comeBack(again, third)).status).toBe(200)
  const stops = await connectPhone(test.server, third)
  const last = await visited(stops)
  stops.say({ say: 'stop' })
  await desk.hear('ended')
  waits.say({ say: 'stop' })
  await waits.ended()
  test.clock.now += 86_400
  await test.server.step()
  expect((await comeBack(last, randomBytes(32))).body).toEqual({ fault: 'comeback_other_day' })
  expect(await held('comebacks')).toBe(0)
})

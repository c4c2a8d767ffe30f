/** A booked time through a whole server: over the wire, at a desk's counter, in the line of phones, and what is written of it. */
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MadePerson } from '@latchkey/try/made-root.ts'
import { type Booked, freeAt, type Slots, slots as slotsSchema } from '@latchkey/wire/booking.ts'
import { encodeBookingCode, readBookingCode } from '@latchkey/wire/booking-code.ts'
import { toText } from '@latchkey/wire/edge.ts'
import * as v from 'valibot'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { random, sha256 } from './platform.ts'
import { connectPhone, type DeskEnd, signIn } from './relay/relay-ends.test.kit.ts'
import { certifyClerk, get, makeCity, noon, openWay, post, startTestServer, type TestServer } from './running-server.test.kit.ts'
import type { SlotPlan } from './slots/plan.ts'

const every = [1, 2, 3, 4, 5, 6, 7]
const plan: SlotPlan = {
  rows: [
    { row: 1, site: 'hall', way: 'counter', kind: 'plain', weekdays: every, from: '09:00', to: '15:00', minutes: 60, seats: 20 },
    { row: 2, site: null, way: 'phone', kind: 'interpreter', weekdays: every, from: '12:15', to: '13:15', minutes: 60, seats: 20 },
  ],
  release: { days: 5, walkIns: 0, helpers: 20, draws: ['07:00'] },
}
let test: TestServer
let clerk: MadePerson
let desk: DeskEnd
const city = makeCity()
writeFileSync(join(city.directory, 'slots.json'), JSON.stringify(plan))
beforeAll(async () => {
  test = await startTestServer({ city })
  clerk = await certifyClerk(test, '14')
  await openWay(test)
  desk = (await signIn(test.server, clerk, test.clock.now)).desk
  await desk.hear('signed_in')
}, 60_000)
afterAll(() => test.end())
// Tries are counted by the second.
beforeEach(() => void test.clock.now++)

const at = noon + 3600
const book = async (people = 1, row = 1, when = at) =>
  (await post(test.server, '/booking/book', { row, at: when, people, pick: toText(random(16)) })).body as Booked
const ask = async (what: 'look' | 'cancel', code: string) =>
  (await post(test.server, `/booking/${what}`, what === 'look' ? { code } : { code, moved: false })).body
const placeHash = (place: Uint8Array) => toText(sha256(place))
const come = (code: string, people: number, place = randomBytes(32)) =>
  desk.say({ say: 'booked', code, people, placeHash: placeHash(place) })
async function goodbye() {
  desk.say({ say: 'goodbye' })
  // Nothing answers a goodbye where no phone is: the next question shows that it was heard.
  desk.say({ say: 'next' })
  await desk.hear('nobody')
}

describe('over the wire', () => {
  it('tells everyone the same free times', async () => {
    const { body } = await get(test.server, '/booking/slots')
    const told = v.parse(slotsSchema, body) as Slots
    expect(told.at % 600).toBe(0)
    expect(told.sites).toEqual([{ id: 'hall', names: {} }])
    expect(told.rows.map(({ row, site, way, kind }) => [row, site, way, kind])).toEqual([
      [1, 'hall', 'counter', 'plain'],
      [2, null, 'phone', 'interpreter'],
    ])
    const today = told.days.find(day => day.row === 1 && day.day === '2026-11-23')!
    expect([today.starts, freeAt(today.free, 0)]).toEqual([[noon + 3600, noon + 7200], 'some'])
  })
  it('books, looks and cancels; a code that is made up, or cancelled twice, is named', async () => {
    const mine = await book(2)
    expect(mine).toMatchObject({ row: 1, at, ends: at + 3600, site: 'hall', people: 2 })
    expect(await ask('look', mine.code)).toEqual({
      row: 1,
      at,
      ends: at + 3600,
      site: 'hall',
      way: 'counter',
      kind: 'plain',
      people: 2,
      come: false,
    })
    const read = readBookingCode(mine.code)
    expect(await ask('cancel', encodeBookingCode({ ...read, mac: new Uint8Array(5) }))).toEqual({ fault: 'booking_unknown' })
    expect(await ask('cancel', (mine.code[0] === '0' ? '1' : '0') + mine.code.slice(1))).toEqual({ fault: 'booking_digit' })
    expect(await ask('cancel', mine.code)).toEqual({ ok: true })
    expect(await ask('cancel', mine.code)).toEqual({ fault: 'booking_back' })
    expect(await ask('look', mine.code)).toEqual({ fault: 'booking_back' })
    const moved = await book()
    expect((await post(test.server, '/booking/cancel', { code: moved.code, moved: true })).body).toEqual({ ok: true })
    expect(await ask('look', moved.code)).toEqual({ fault: 'booking_moved' })
  })
  it('runs no query and writes nothing, whoever books, looks, cancels or comes', async () => {
    const files = (folder: string): string[] =>
      readdirSync(folder).flatMap(name => {
        const path = join(folder, name)
        const found = statSync(path)
        return found.isDirectory() ? files(path) : [`${path} ${found.size} ${found.mtimeMs}`]
      })
    const [queries, before] = [test.server.queries(), files(test.data)]
    const codes = [await book(), await book(3)].map(one => one.code)
    await ask('look', codes[0]!)
    await ask('cancel', codes[0]!)
    come(codes[1]!, 1)
    await desk.hear('room')
    await goodbye()
    expect(test.server.queries()).toBe(queries)
    expect(files(test.data)).toEqual(before)
  })
})

describe('at a counter', () => {
  it('opens a room for each who has come, by the same code, and for no one more', async () => {
    const { code } = await book(3)
    come(code, 4)
    expect(await desk.fault()).toBe('booking_party')
    come(code, 2)
    await desk.hear('room')
    await goodbye()
    come(code, 2)
    await desk.hear('room')
    await goodbye()
    come(code, 2)
    expect(await desk.fault()).toBe('number_ended')
  })
  it('says no to a code that was used, cancelled or is of another day, and the desk goes on', async () => {
    const [used, back, later] = [await book(), await book(), await book(1, 1, at + 86_400)]
    come(used.code, 1)
    await desk.hear('room')
    await goodbye()
    const other = await book()
    come(other.code, 1)
    await desk.hear('room')
    await goodbye()
    come(used.code, 1)
    expect(await desk.fault()).toBe('booking_used')
    await ask('cancel', back.code)
    come(back.code, 1)
    expect(await desk.fault()).toBe('booking_back')
    come(later.code, 1)
    expect(await desk.fault()).toBe('booking_other_day')
  })
})

describe('a block for a helper', () => {
  it('is for a supervisor to give, and each code is good at the counter', async () => {
    desk.say({ say: 'block', row: 1, at, count: 2 })
    expect(await desk.fault()).toBe('not_allowed')
    const boss = (await signIn(test.server, await certifyClerk(test, '3', 'supervisor'), test.clock.now)).desk
    await boss.hear('signed_in')
    boss.say({ say: 'block', row: 1, at, count: 5 })
    expect(await boss.fault()).toBe('booking_full')
    boss.say({ say: 'block', row: 1, at, count: 4 })
    const { codes } = await boss.hear('block')
    expect(new Set(codes).size).toBe(4)
    come(codes[2]!, 1)
    await desk.hear('room')
    await goodbye()
    boss.cut()
  })
})

describe('by phone', () => {
  it('takes a place in the line when its time has come, once', async () => {
    const { code } = await book(1, 2, noon + 900)
    const early = await book(1, 1)
    expect((await post(test.server, '/booking/arrive', { code: early.code, placeHash: placeHash(randomBytes(32)) })).body).toEqual({
      fault: 'booking_unknown',
    })
    const place = randomBytes(32)
    const arrive = (hash: Uint8Array) => post(test.server, '/booking/arrive', { code, placeHash: placeHash(hash) })
    expect((await arrive(place)).body).toEqual({ ok: true })
    // The answer was lost: the same phone asks again.
    expect((await arrive(place)).body).toEqual({ ok: true })
    expect((await arrive(randomBytes(32))).body).toEqual({ fault: 'booking_used' })
    const phone = await connectPhone(test.server, place)
    await phone.hear('ready')
    desk.say({ say: 'next' })
    await desk.hear('room')
    await phone.hear('room')
    desk.say({ say: 'goodbye' })
    await phone.hear('ended')
  })
})

it('outlives a killed server, and a server that lost its memory takes the code all the same', async () => {
  const [mine, other] = [await book(2), await book()]
  await ask('cancel', other.code)
  await test.server.stop()
  const again = await test.again()
  again.clock.now = test.clock.now + 1
  const look = async (server: TestServer, code: string) => (await post(server.server, '/booking/look', { code })).body
  expect(await look(again, mine.code)).toMatchObject({ people: 2, come: false })
  expect(await look(again, other.code)).toEqual({ fault: 'booking_back' })
  await again.server.stop()
  // The power went: memory and its copy with it. What the city released is on disk, who booked is not.
  const without = await test.again({ memoryBase: null })
  without.clock.now = again.clock.now + 1
  expect(await look(without, mine.code)).toMatchObject({ people: 2, come: false })
  const full = await post(without.server, '/booking/book', { row: 1, at, people: 1, pick: toText(random(16)) })
  expect(full.body).toEqual({ fault: 'booking_full' })
  const file = readFileSync(join(city.directory, 'slots.json'), 'utf8')
  expect(file).not.toContain(mine.code)
  test = without
})

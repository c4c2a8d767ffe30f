import { randomBytes } from 'node:crypto'
import type { MadePerson } from '@latchkey/try/made-root.ts'
import { toText } from '@latchkey/wire/edge.ts'
import type { Number as WaitingNumber } from '@latchkey/wire/waiting.ts'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type KeyPair, sha256 } from '../platform.ts'
import { certifyClerk, openWay, post, startTestServer, type TestServer, wayAct } from '../running-server.test.kit.ts'
import { counterComesBack, deskComesBack } from './desks.ts'
import { connectPhone, signIn } from './relay-ends.test.kit.ts'

let test: TestServer
const people = new Map<string, MadePerson>()
const ends: { socket: { terminate(): void } }[] = []
beforeAll(async () => {
  test = await startTestServer()
  await openWay(test)
}, 60_000)
afterAll(() => test.end())
beforeEach(() => {
  test.clock.now += 86_400
  people.clear()
})
afterEach(() => {
  for (const end of ends.splice(0)) end.socket.terminate()
})

async function sit(alias = '14', keys?: KeyPair) {
  // Certificates of the kit last a day, and every test has a day of its own.
  const person = people.get(alias) ?? (await certifyClerk(test, alias))
  people.set(alias, person)
  await test.server.step()
  const signed = await signIn(test.server, person, test.clock.now, keys)
  ends.push(signed.desk)
  const { left } = await signed.desk.hear('signed_in')
  await signed.desk.hear('line')
  return { ...signed, left }
}
type Sat = Awaited<ReturnType<typeof sit>>
async function paper(way: 'counter' | 'phone' = 'counter'): Promise<WaitingNumber> {
  const answer = await post(test.server, '/waiting/number', { way })
  expect(answer.status).toBe(200)
  return answer.body as WaitingNumber
}
const hashOf = (place: Uint8Array) => toText(sha256(place))
const ask = ({ desk }: Sat, number: WaitingNumber, place = randomBytes(32)) => {
  desk.say({ say: 'counter', number, placeHash: hashOf(place) })
  return place
}
const goodbye = ({ desk }: Sat) => desk.say({ say: 'goodbye' })

describe('a number on paper', () => {
  it('opens a room that nobody has called, and a phone that scans the place enters it; the second stays out', async () => {
    const sat = await sit()
    const place = ask(sat, await paper())
    const { here, room } = await sat.desk.hear('room')
    expect(here).toBe(false)
    const phone = await connectPhone(test.server, place)
    ends.push(phone)
    expect(await phone.hear('room')).toMatchObject({ say: 'room', room, here: true })
    await sat.desk.hear('peer')
    const bystander = await connectPhone(test.server, place)
    ends.push(bystander)
    expect((await bystander.ended()).reason).toBe('place_in_use')
    // The first is not dropped by it.
    sat.desk.say({ say: 'goodbye' })
    await phone.hear('ended')
    // A counter keeps no place.
    const back = await connectPhone(test.server, place)
    ends.push(back)
    expect((await back.ended()).reason).toBe('place_unknown')
  })

  it('is good once at one desk: used and made up are told apart', async () => {
    const [sat, other] = [await sit(), await sit('7')]
    const number = await paper()
    ask(sat, number)
    await sat.desk.hear('room')
    ask(other, number)
    expect(await other.desk.fault()).toBe('number_used')
    ask(other, { ...number, n: number.n + 1 })
    expect(await other.desk.fault()).toBe('number_unknown')
  })

  it('has four cards, one after the other, also when the line of the desk dropped in between; then it has ended', async () => {
    const sat = await sit()
    const number = await paper()
    for (const card of [1, 2]) {
      ask(sat, number)
      expect((await sat.desk.hear('room')).here, `card ${card}`).toBe(false)
      goodbye(sat)
    }
    sat.desk.cut()
    const back = await sit('14', sat.keys)
    for (const card of [3, 4]) {
      ask(back, number)
      expect((await back.desk.hear('room')).here, `card ${card}`).toBe(false)
      goodbye(back)
    }
    ask(back, number)
    expect(await back.desk.fault()).toBe('number_ended')
    ask(back, await paper())
    await back.desk.hear('room')
  })

  it('the same place gets the same room; another place gets none while one is open', async () => {
    const sat = await sit()
    const number = await paper()
    const place = ask(sat, number)
    const { room } = await sat.desk.hear('room')
    ask(sat, number, place)
    expect((await sat.desk.hear('room')).room).toBe(room)
    ask(sat, number)
    expect(await sat.desk.fault()).toBe('no_room')
  })
})

describe('counters that an administrator closes', () => {
  /** The event too: where one takes place, numbers go on. */
  const turn = async (open: boolean) => {
    for (const [way, where] of [
      ['counter', ['hall', 'north']],
      ['event', ['fair']],
    ] as const) {
      const act = await wayAct(test, { way, where: [...where], open, notice: open ? null : 53 })
      expect((await post(test.server, '/settings/way', act)).status).toBe(200)
    }
  }
  it('drain: the room and the rest of its party go on, a number that waits stays good and is seen when they open again', async () => {
    const [sat, other] = [await sit(), await sit('7')]
    const [party, waits] = [await paper(), await paper()]
    ask(sat, party)
    const { room } = await sat.desk.hear('room')
    await turn(false)
    expect((await post(test.server, '/waiting/number', { way: 'counter' })).body).toEqual({ fault: 'closed' })
    ask(other, waits)
    expect(await other.desk.fault()).toBe('closed')
    // The visit that has begun ends as any other, and the next of the same party is let in.
    goodbye(sat)
    ask(sat, party)
    expect((await sat.desk.hear('room')).room).not.toBe(room)
    goodbye(sat)
    await turn(true)
    ask(other, waits)
    expect((await other.desk.hear('room')).here).toBe(false)
    expect((await post(test.server, '/waiting/number', { way: 'counter' })).status).toBe(200)
  })
})

describe('a room at a counter', () => {
  it('is never given to another desk: it waits a quarter of an hour for its own, and ends', async () => {
    const sat = await sit()
    const place = ask(sat, await paper())
    await sat.desk.hear('room')
    const phone = await connectPhone(test.server, place)
    ends.push(phone)
    await phone.hear('room')
    sat.desk.cut()
    expect(await phone.hear('peer')).toEqual({ say: 'peer', here: false })
    test.clock.now += deskComesBack
    await test.server.step()
    // A visit by phone would stand first in the line of every desk now.
    const other = await sit('7')
    other.desk.say({ say: 'next' })
    await other.desk.hear('nobody')
    test.clock.now += counterComesBack
    await test.server.step()
    const back = await connectPhone(test.server, place)
    ends.push(back)
    expect((await back.ended()).reason).toBe('place_unknown')
  })

  it('is not ended by whoever saw the code and says stop: only the visit inside can end it', async () => {
    const sat = await sit()
    const place = ask(sat, await paper())
    const { room } = await sat.desk.hear('room')
    const stranger = await connectPhone(test.server, place)
    ends.push(stranger)
    await stranger.hear('room')
    await sat.desk.hear('peer')
    stranger.say({ say: 'stop' })
    expect(await sat.desk.hear('peer')).toEqual({ say: 'peer', here: false })
    ask(sat, await paper(), place)
    expect((await sat.desk.hear('room')).room).toBe(room)
  })

  it('is nobody else’s after the server was killed: its phone stands in no line', async () => {
    const everyone = test
    const before = await startTestServer()
    test = before
    people.clear()
    await openWay(test)
    const sat = await sit()
    await sit('7')
    const place = ask(sat, await paper())
    await sat.desk.hear('room')
    for (const end of ends.splice(0)) end.socket.terminate()
    await before.server.stop()
    const after = await before.again()
    test = after
    const phone = await connectPhone(after.server, place)
    ends.push(phone)
    const other = await sit('7')
    other.desk.say({ say: 'next' })
    await other.desk.hear('nobody')
    const back = await sit('14', sat.keys)
    ask(back, await paper(), place)
    await back.desk.hear('room')
    expect(await phone.hear('room')).toMatchObject({ say: 'room' })
    for (const end of ends.splice(0)) end.socket.terminate()
    await after.end()
    test = everyone
  })

  it('left behind by a page that was closed, is told at the next sign-in, once', async () => {
    const sat = await sit()
    expect(sat.left).toBe(null)
    ask(sat, await paper())
    await sat.desk.hear('room')
    sat.desk.cut()
    // The server may hear of the cut a moment after the new page has signed in.
    let { left } = await sit()
    while (left === null) left = (await sit()).left
    expect(left).toBe('open')
    expect((await sit()).left).toBe(null)
  })
})

import { randomBytes } from 'node:crypto'
import type { MadePerson } from '@latchkey/try/made-root.ts'
import { toText } from '@latchkey/wire/edge.ts'
import { cellSize, closedByFault } from '@latchkey/wire/relay.ts'
import type { Number as WaitingNumber } from '@latchkey/wire/waiting.ts'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sha256 } from '../platform.ts'
import { certifyClerk, get, openWay, post, startTestServer, type TestServer } from '../running-server.test.kit.ts'
import { connectPhone, type DeskEnd, End, type PhoneEnd, type SignedDesk, signIn } from './relay-ends.test.kit.ts'

let test: TestServer
let clerk: MadePerson
let other: MadePerson
const ends: { socket: { terminate(): void } }[] = []

beforeAll(async () => {
  test = await startTestServer()
  clerk = await certifyClerk(test, '14')
  other = await certifyClerk(test, '7')
  await openWay(test)
}, 60_000)
afterAll(() => test.end())
// Each test has a day of its own, so that nobody's number is in another's way.
beforeEach(() => void (test.clock.now += 86_400))
afterEach(async () => {
  for (const end of ends.splice(0)) end.socket.terminate()
})

const keep = <T extends { socket: { terminate(): void } }>(end: T): T => {
  ends.push(end)
  return end
}
async function sit(person = clerk): Promise<SignedDesk> {
  // Certificates of the kit last a day, the tests' clock moves on by days.
  person = await certifyClerk(test, person === clerk ? '14' : '7')
  if (person) await test.server.step()
  const signed = await signIn(test.server, person, test.clock.now)
  keep(signed.desk)
  await signed.desk.hear('signed_in')
  await signed.desk.hear('line')
  return signed
}
async function takeNumber(): Promise<WaitingNumber> {
  const answer = await post(test.server, '/waiting/number', { way: 'phone' })
  expect(answer.status).toBe(200)
  return answer.body as WaitingNumber
}
async function call(): Promise<void> {
  test.clock.now += 1
  await test.server.step()
}
/** A phone whose number was called and claimed, on its socket. */
async function phoneInLine(): Promise<{ phone: PhoneEnd; place: Uint8Array }> {
  const number = await takeNumber()
  await call()
  const place = randomBytes(32)
  expect(await post(test.server, '/waiting/claim', { number, placeHash: toText(sha256(place)) })).toEqual({
    status: 200,
    body: { ok: true },
  })
  const phone = keep(await connectPhone(test.server, place))
  await phone.hear('ready')
  return { phone, place }
}
async function visit(): Promise<{ phone: PhoneEnd; place: Uint8Array; desk: DeskEnd; signed: SignedDesk; room: string }> {
  const signed = await sit()
  const { phone, place } = await phoneInLine()
  signed.desk.say({ say: 'next' })
  const { room, here } = await signed.desk.hear('room')
  expect(here).toBe(true)
  expect(await phone.hear('room')).toMatchObject({ say: 'room', room, here: true })
  return { phone, place, desk: signed.desk, signed, room }
}
const cell = (fill: number) => new Uint8Array(cellSize).fill(fill)

describe('a visit', () => {
  it('passes cells between phone and desk unchanged and in order', async () => {
    const { phone, desk } = await visit()
    phone.say(cell(1))
    phone.say(cell(2))
    desk.say(cell(3))
    expect((await desk.cell()).equals(cell(1))).toBe(true)
    expect((await desk.cell()).equals(cell(2))).toBe(true)
    expect((await phone.cell()).equals(cell(3))).toBe(true)
  })

  it('ends at goodbye: the phone hears it, the room is gone, and the place with it', async () => {
    const { phone, desk, place } = await visit()
    desk.say({ say: 'goodbye' })
    await phone.hear('ended')
    expect(await phone.ended()).toEqual({ code: 1000, reason: '' })
    desk.say({ say: 'goodbye' })
    expect(await desk.fault()).toBe('no_room')
    const back = keep(await connectPhone(test.server, place))
    expect(await back.fault()).toBe('place_unknown')
  })

  it('who is just leaving is nobody to call', async () => {
    const { desk } = await visit()
    desk.say({ say: 'goodbye' })
    desk.say({ say: 'next' })
    await desk.hear('nobody')
  })

  it('ends when the resident stops, and the place with it', async () => {
    const { phone, desk, place } = await visit()
    phone.say({ say: 'stop' })
    await desk.hear('ended')
    await phone.ended()
    const back = keep(await connectPhone(test.server, place))
    expect(await back.fault()).toBe('place_unknown')
    expect(await back.ended()).toEqual({ code: closedByFault, reason: 'place_unknown' })
  })

  it('goes to a supervisor for a second look: nobody else takes it while one is there, and the line says so to them alone', async () => {
    const { phone, desk } = await visit()
    const clerk = await sit(other)
    const chief = await certifyClerk(test, '2', 'supervisor').then(async person => {
      await test.server.step()
      return signIn(test.server, person, test.clock.now)
    })
    keep(chief.desk)
    await chief.desk.hear('signed_in')
    desk.say({ say: 'second_look' })
    await phone.hear('handed_over')
    const lineOf = async (end: DeskEnd) => {
      for (;;) {
        const line = await end.hear('line')
        if (line.ready > 0 || line.second > 0) return line
      }
    }
    expect(await lineOf(chief.desk)).toMatchObject({ ready: 1, second: 1, supervisor: false })
    clerk.desk.say({ say: 'next' })
    await clerk.desk.hear('nobody')
    desk.say({ say: 'next' })
    await desk.hear('nobody')
    chief.desk.say({ say: 'next' })
    const { room } = await chief.desk.hear('room')
    expect((await phone.hear('room')).room).toBe(room)
  })

  it('goes to another clerk when no supervisor is there any more, and to the first one when nobody is', async () => {
    const { phone, desk } = await visit()
    desk.say({ say: 'second_look' })
    await phone.hear('handed_over')
    const clerk = await sit(other)
    desk.say({ say: 'next' })
    await desk.hear('nobody')
    clerk.desk.say({ say: 'sign_out' })
    await clerk.desk.hear('challenge')
    desk.say({ say: 'next' })
    await desk.hear('room')
  })

  it('is handed over: the phone is first in line, before an earlier number, and another desk opens a new room', async () => {
    const { phone, desk, room } = await visit()
    const second = await phoneInLine()
    desk.say({ say: 'hand_over' })
    await phone.hear('handed_over')
    expect(await phone.hear('ready')).toEqual({ say: 'ready', ahead: 0 })
    const next = await sit(other)
    next.desk.say({ say: 'next' })
    const opened = await next.desk.hear('room')
    expect(opened.room).not.toBe(room)
    expect((await phone.hear('room')).room).toBe(opened.room)
    expect(second.phone.closed).toBe(null)
  })

  it('tells a phone in the line when fewer come before it, and nothing when somebody comes behind', async () => {
    const { desk } = await sit()
    const first = await phoneInLine()
    const second = await phoneInLine()
    expect(first.phone.heard.filter(({ say }) => say === 'ready')).toEqual([])
    desk.say({ say: 'next' })
    await first.phone.hear('room')
    expect(await second.phone.hear('ready')).toEqual({ say: 'ready', ahead: 0 })
  })

  it('goes on when the phone comes back, and the desk hears both', async () => {
    const { phone, desk, place, room } = await visit()
    phone.cut()
    expect(await desk.hear('peer')).toEqual({ say: 'peer', here: false })
    const back = keep(await connectPhone(test.server, place))
    expect(await back.hear('room')).toMatchObject({ say: 'room', room, here: true })
    expect(await desk.hear('peer')).toEqual({ say: 'peer', here: true })
    desk.say(cell(9))
    expect((await back.cell()).equals(cell(9))).toBe(true)
  })

  it('goes on when the desk comes back with the same desk key, and with no other', async () => {
    const { phone, desk, signed, room } = await visit()
    desk.cut()
    expect(await phone.hear('peer')).toEqual({ say: 'peer', here: false })
    const foreign = await sit(other)
    foreign.desk.say({ say: 'return', room })
    expect(await foreign.desk.fault()).toBe('no_room')
    const fresh = await certifyClerk(test, '14')
    const back = await signIn(test.server, fresh, test.clock.now, signed.keys)
    keep(back.desk)
    await back.desk.hear('signed_in')
    back.desk.say({ say: 'return', room })
    expect(await back.desk.hear('room')).toEqual({ say: 'room', room, here: true })
    expect(await phone.hear('peer')).toEqual({ say: 'peer', here: true })
  })

  it('goes to the next desk when its own stays away for a minute', async () => {
    const { phone, desk } = await visit()
    desk.cut()
    await phone.hear('peer')
    test.clock.now += 59
    await test.server.step()
    expect(phone.heard.filter(message => message.say === 'handed_over')).toEqual([])
    test.clock.now += 1
    await test.server.step()
    await phone.hear('handed_over')
  })

  it('goes to the next desk at once when the clerk opens the page anew', async () => {
    const { phone, desk } = await visit()
    desk.cut()
    await phone.hear('peer')
    await sit()
    await phone.hear('handed_over')
  })

  it('finishes when the way in is closed; nobody new is taken', async () => {
    const { phone, desk } = await visit()
    const waits = await phoneInLine()
    const before = (await get(test.server, '/now')).body as { open: boolean }
    expect(before.open).toBe(true)
    await closeWay()
    desk.say(cell(5))
    expect((await phone.cell()).equals(cell(5))).toBe(true)
    desk.say({ say: 'hand_over' })
    await phone.hear('handed_over')
    desk.say({ say: 'next' })
    await phone.hear('room')
    desk.say({ say: 'goodbye' })
    await phone.hear('ended')
    desk.say({ say: 'next' })
    expect(await desk.fault()).toBe('closed')
    expect(waits.phone.closed).toBe(null)
    expect((await post(test.server, '/waiting/number', { way: 'phone' })).body).toEqual({ fault: 'closed' })
    await openWay(test)
  })
})

it('a desk whose key runs out finishes its visit, and is then off duty until it signs in again', async () => {
  await test.server.step()
  const person = await certifyClerk(test, '14')
  const { desk } = await signIn(test.server, person, test.clock.now, undefined, { to: test.clock.now + 30 })
  keep(desk)
  await desk.hear('signed_in')
  const { phone } = await phoneInLine()
  desk.say({ say: 'next' })
  await phone.hear('room')
  test.clock.now += 40
  await test.server.step()
  desk.say({ say: 'lease' })
  expect(await desk.fault()).toBe('not_signed_in')
  desk.say(cell(6))
  expect((await phone.cell()).equals(cell(6))).toBe(true)
  desk.say({ say: 'goodbye' })
  await phone.hear('ended')
  await test.server.step()
  expect(await desk.fault()).toBe('not_signed_in')
  await desk.hear('challenge')
  expect(((await get(test.server, '/now')).body as { desks: boolean }).desks).toBe(false)
})

async function closeWay(): Promise<void> {
  const { wayAct } = await import('../running-server.test.kit.ts')
  expect((await post(test.server, '/settings/way', await wayAct(test, { open: false, notice: 1 }))).status).toBe(200)
}

describe('a place', () => {
  it('keeps its live socket against a second one', async () => {
    const { phone, place, desk } = await visit()
    const second = keep(await connectPhone(test.server, place))
    expect(await second.fault()).toBe('place_in_use')
    expect((await second.ended()).code).toBe(closedByFault)
    phone.say(cell(4))
    expect((await desk.cell()).equals(cell(4))).toBe(true)
  })

  it('takes the second socket when the first is a ghost that does not answer within five seconds', async () => {
    const { phone, place, room } = await visit()
    phone.socket.pause()
    const second = keep(await connectPhone(test.server, place))
    // The server has asked the first one when it answers anything else on this connection.
    await get(test.server, '/now')
    test.clock.now += 4
    await test.server.step()
    expect(second.heard).toEqual([])
    test.clock.now += 2
    await test.server.step()
    expect((await second.hear('room')).room).toBe(room)
  })

  it('is unknown to a stranger', async () => {
    const phone = keep(await connectPhone(test.server, randomBytes(32)))
    expect(await phone.fault()).toBe('place_unknown')
  })

  it('is good no longer after midnight, but a visit that goes on then is', async () => {
    const { phone, desk, place } = await visit()
    const waits = await phoneInLine()
    test.clock.now += 86_400
    await test.server.step()
    expect(await waits.phone.fault()).toBe('number_other_day')
    const late = keep(await connectPhone(test.server, waits.place))
    expect(await late.fault()).toBe('place_unknown')
    desk.cut()
    phone.cut()
    const back = keep(await connectPhone(test.server, place))
    await back.hear('room')
  })
})

describe('the line', () => {
  it('takes the first who is there: who is away is next on return', async () => {
    const { desk } = await sit()
    const first = await phoneInLine()
    const second = await phoneInLine()
    await desk.until(() => desk.heard.some(message => message.say === 'line' && message.ready === 2))
    desk.heard.length = 0
    first.phone.cut()
    await desk.until(() => desk.heard.some(message => message.say === 'line' && message.ready === 1))
    desk.say({ say: 'next' })
    await second.phone.hear('room')
    const back = keep(await connectPhone(test.server, first.place))
    expect(await back.hear('ready')).toEqual({ say: 'ready', ahead: 0 })
  })

  it('answers nobody when nobody is there, and the same room when next is pressed twice', async () => {
    const { desk } = await sit()
    desk.say({ say: 'next' })
    await desk.hear('nobody')
    const { phone } = await phoneInLine()
    desk.say({ say: 'next' })
    desk.say({ say: 'next' })
    const first = await desk.hear('room')
    expect((await desk.hear('room')).room).toBe(first.room)
    await phone.hear('room')
    expect(phone.heard.filter(message => message.say === 'room')).toEqual([])
  })

  it('pushes how many wait and are ready', async () => {
    const { desk } = await sit()
    await phoneInLine()
    const line = await desk.until(() => desk.heard.findLast(message => message.say === 'line' && message.ready === 1))
    expect(line).toMatchObject({ say: 'line', open: true })
  })
})

describe('what is no message', () => {
  const wrong: [string, string | Uint8Array][] = [
    ['a short cell', new Uint8Array(cellSize - 1)],
    ['an empty cell', new Uint8Array()],
    ['no JSON', 'hello'],
    ['another word', '{"say":"open"}'],
    ['a field too many', '{"say":"stop","why":"x"}'],
    ['a list', '[]'],
  ]
  it.each(wrong)('%s ends a phone with malformed', async (_name, message) => {
    const { phone, desk } = await visit()
    phone.say(message)
    expect(await phone.fault()).toBe('malformed')
    expect((await phone.ended()).code).toBe(closedByFault)
    expect(await desk.hear('peer')).toEqual({ say: 'peer', here: false })
  })
  it.each(wrong)('%s ends a desk with malformed', async (_name, message) => {
    const { desk } = await sit()
    desk.say(message)
    expect(await desk.fault()).toBe('malformed')
    expect((await desk.ended()).code).toBe(closedByFault)
  })
  it('a message longer than a cell ends the socket before it is read', async () => {
    const { phone, desk } = await visit()
    phone.say(new Uint8Array(cellSize + 1))
    expect((await phone.ended()).code).toBe(1009)
    expect(await desk.hear('peer')).toEqual({ say: 'peer', here: false })
  })
  it('a first message that is no place ends the socket', async () => {
    for (const message of [new Uint8Array(31), new Uint8Array(33), 'place']) {
      const phone = keep(await new End<never>(test.server, '/relay/phone').open())
      phone.say(message)
      expect((await phone.ended()).reason).toBe('malformed')
    }
  })
  it('silence instead of a place ends the socket after ten seconds', async () => {
    const phone = keep(await new End<never>(test.server, '/relay/phone').open())
    await get(test.server, '/now')
    test.clock.now += 11
    await test.server.step()
    // No fault: it comes again by itself.
    expect(await phone.ended()).toEqual({ code: 1000, reason: '' })
  })
})

it('drops a peer that does not read, at two mebibytes', async () => {
  const { phone, desk } = await visit()
  desk.socket.pause()
  // The machine's own socket buffers take some megabytes before the server's fills.
  const closed = phone.hear('peer')
  let sent = 0
  while (sent < 4096 && phone.heard.length === 0) {
    phone.say(cell(7))
    sent++
    if (sent % 32 === 0) await get(test.server, '/now')
  }
  expect(await closed).toEqual({ say: 'peer', here: false })
})

it('upgrades nothing else, and no page of another origin', async () => {
  const refused = async (path: string, headers = {}) => {
    const end = keep(new End<never>(test.server, path, headers))
    return (await end.ended()).code
  }
  expect(await refused('/relay')).toBe(1006)
  expect(await refused('/relay/phone?place=1')).toBe(1006)
  expect(await refused('/relay/phone', { origin: 'https://elsewhere.example' })).toBe(1006)
  const own = keep(new End<never>(test.server, '/relay/phone', { origin: 'http://localhost:4400' }))
  await own.open()
})

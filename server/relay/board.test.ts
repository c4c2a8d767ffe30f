/** What a supervisor's board does, through a whole server. Who may do it: server/settings/who-may-pause.test.ts. */
import { randomBytes } from 'node:crypto'
import type { MadePerson } from '@latchkey/try/made-root.ts'
import type { Board, DeskLineName, Saying } from '@latchkey/wire/board.ts'
import { toText } from '@latchkey/wire/edge.ts'
import type { HeldNow } from '@latchkey/wire/record.ts'
import type { Now, Number as WaitingNumber } from '@latchkey/wire/waiting.ts'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sha256 } from '../platform.ts'
import {
  certifyClerk,
  get,
  openWay,
  pauseSaid,
  post,
  startTestServer,
  stateOf,
  type TestServer,
  wayAct,
} from '../running-server.test.kit.ts'
import { connectPhone, type DeskEnd, signIn } from './relay-ends.test.kit.ts'

let test: TestServer
/** Certificates of the kit last a day. */
const people = new Map<string, MadePerson>()
const ends: { socket: { terminate(): void } }[] = []
beforeAll(async () => {
  test = await startTestServer({ quota: 5 })
  await openWay(test)
}, 60_000)
afterAll(() => test.end())
// Each test has a day of its own: lines, phrases and pauses of the one before are gone.
const nextDay = async () => {
  test.clock.now += 86_400
  people.clear()
  await test.server.step()
}
beforeEach(nextDay)
afterEach(() => {
  for (const end of ends.splice(0)) end.socket.terminate()
})

interface Sat {
  desk: DeskEnd
  person: MadePerson
}
async function sit(alias: string, role: 'clerk' | 'supervisor' = 'clerk', site?: string): Promise<Sat> {
  const person = people.get(alias) ?? (await certifyClerk(test, alias, role))
  people.set(alias, person)
  const { desk } = await signIn(test.server, person, test.clock.now, undefined, site === undefined ? {} : { site })
  ends.push(desk)
  await desk.hear('signed_in')
  await desk.hear('line')
  return { desk, person }
}
async function watch(): Promise<Sat & { board(is: (board: Board) => boolean): Promise<Board> }> {
  const sat = await sit('2', 'supervisor')
  sat.desk.say({ say: 'board', on: true })
  const board = (is: (board: Board) => boolean) =>
    sat.desk.until(() => {
      const last = sat.desk.heard.filter(one => one.say === 'board').at(-1)
      return last && is(last) ? last : null
    })
  return { ...sat, board }
}
const acts = async ({ desk }: Sat, message: object) => {
  desk.say(message)
  return desk.until(() => desk.heard.splice(0).find(one => one.say === 'acted' || one.say === 'fault'))
}
const acted = { say: 'acted' }
const pause = async (sat: Sat, change: Parameters<typeof pauseSaid>[2] = {}) => acts(sat, await pauseSaid(test, sat.person.passkey, change))
const fault = (code: string) => ({ say: 'fault', fault: code })
const move = (alias: string, from: DeskLineName, to: DeskLineName) => ({ say: 'move', alias, from, to })
const send = (message: Partial<Saying>) => ({ say: 'send', message: { phrase: 6, site: null, station: null, to: null, ...message } })
const told = ({ desk }: Sat, line: DeskLineName) => desk.until(() => desk.heard.filter(one => one.say === 'told').at(-1)?.line === line)
const phrases = ({ desk }: Sat) => desk.heard.filter(one => one.say === 'told').at(-1)?.messages ?? []
const now = async () => (await get(test.server, '/now')).body as Now
const asks = async ({ desk }: Sat, message: object, answer: 'room' | 'nobody' = 'room') => {
  desk.say(message)
  const heard = await desk.until(() => desk.heard.find(one => one.say === 'fault' || one.say === answer))
  return heard.say === 'fault' ? heard.fault : heard.say
}

async function phoneInLine() {
  const number = (await post(test.server, '/waiting/number', { way: 'phone' })).body as WaitingNumber
  test.clock.now += 1
  await test.server.step()
  const place = randomBytes(32)
  await post(test.server, '/waiting/claim', { number, placeHash: toText(sha256(place)) })
  const phone = await connectPhone(test.server, place)
  ends.push(phone)
  await phone.hear('ready')
  return phone
}

describe('the board', () => {
  it('shows who is on and how many wait, again whenever it changes, and stops when nobody looks', async () => {
    const supervisor = await watch()
    await sit('14')
    const board = await supervisor.board(({ desks }) => desks.length === 2)
    expect(board.desks).toEqual([
      { alias: '2', supervisor: true, site: null, line: 'all', cards: 0, quotaLeft: 5, busy: false },
      { alias: '14', supervisor: false, site: null, line: 'all', cards: 0, quotaLeft: 5, busy: false },
    ])
    await phoneInLine()
    await supervisor.board(({ ready }) => ready === 1)
    expect((await stateOf(test.server)).ways.map(({ standing }) => standing)).toEqual(board.ways.map(({ standing }) => standing))
    supervisor.desk.say({ say: 'board', on: false })
    supervisor.desk.heard.splice(0)
    await sit('15')
    await phoneInLine()
    // Of the clerk who sat down the line says nothing new, so nothing was said.
    expect((await supervisor.desk.hear('line')).ready).toBe(2)
    expect(supervisor.desk.heard.some(one => one.say === 'board')).toBe(false)
  })

  it('tells of a second look only how long it waits, in fives of minutes', async () => {
    const supervisor = await watch()
    const clerk = await sit('14')
    await phoneInLine()
    expect(await asks(clerk, { say: 'next' })).toBe('room')
    await supervisor.board(({ desks }) => desks.some(({ busy, alias }) => busy && alias === '14'))
    clerk.desk.say({ say: 'second_look' })
    expect((await supervisor.board(({ second }) => second.length === 1)).second).toEqual([0])
    test.clock.now += 12 * 60
    await test.server.step()
    expect((await supervisor.board(({ second }) => second[0] !== 0)).second).toEqual([10])
  })

  it('says nothing that was a resident’s: neither number, place nor room', async () => {
    const supervisor = await watch()
    const clerk = await sit('14')
    await phoneInLine()
    await asks(clerk, { say: 'next' })
    const board = await supervisor.board(({ desks }) => desks.some(({ busy }) => busy))
    const keys = (value: unknown): string[] =>
      value !== null && typeof value === 'object'
        ? Object.entries(value).flatMap(([key, inner]) => (/^\d+$/.test(key) ? keys(inner) : [key, ...keys(inner)]))
        : []
    expect([...new Set(keys(board))].sort()).toEqual(
      ['say', 'waiting', 'ready', 'second', 'slow', 'stock', 'desks', 'alias', 'supervisor', 'line', 'cards', 'quotaLeft', 'busy']
        .concat(['messages', 'ways', 'way', 'site', 'open', 'paused', 'standing'])
        .sort(),
    )
  })
})

describe('moving a desk', () => {
  it('to the counter: it takes nobody by phone, and the other way round; printing only takes neither', async () => {
    const supervisor = await watch()
    const clerk = await sit('14')
    await phoneInLine()
    const number = (await post(test.server, '/waiting/number', { way: 'counter' })).body as WaitingNumber
    const paper = () => ({ say: 'counter', number, placeHash: toText(sha256(randomBytes(32))) })
    expect(await acts(supervisor, move('14', 'all', 'counter'))).toEqual(acted)
    await told(clerk, 'counter')
    expect(await asks(clerk, { say: 'next' })).toBe('other_line')
    await acts(supervisor, move('14', 'counter', 'phone'))
    await told(clerk, 'phone')
    clerk.desk.heard.splice(0)
    expect(await asks(clerk, paper())).toBe('other_line')
    await acts(supervisor, move('14', 'phone', 'print'))
    await told(clerk, 'print')
    clerk.desk.heard.splice(0)
    expect(await asks(clerk, { say: 'next' })).toBe('other_line')
    await acts(supervisor, move('14', 'print', 'all'))
    await told(clerk, 'all')
    clerk.desk.heard.splice(0)
    expect(await asks(clerk, { say: 'next' })).toBe('room')
  })

  it('that is in a visit: the visit goes on', async () => {
    const supervisor = await watch()
    const clerk = await sit('14')
    const phone = await phoneInLine()
    await asks(clerk, { say: 'next' })
    await acts(supervisor, move('14', 'all', 'counter'))
    clerk.desk.say({ say: 'goodbye' })
    await phone.hear('ended')
  })

  it('who sits down again is where they were sent; a new day sends everyone back', async () => {
    const supervisor = await watch()
    const clerk = await sit('14')
    await acts(supervisor, move('14', 'all', 'print'))
    clerk.desk.cut()
    await supervisor.board(({ desks }) => desks.length === 1)
    await told(await sit('14'), 'print')
    await nextDay()
    const back = await sit('14')
    expect(back.desk.heard.some(one => one.say === 'told')).toBe(false)
  })

  it('makes the city look closed when nobody is left who sees people', async () => {
    const supervisor = await watch()
    expect((await now()).desks).toBe(true)
    await acts(supervisor, move('2', 'all', 'print'))
    expect((await now()).desks).toBe(false)
  })

  it('by two supervisors at once: the second is told that it is different now, and nothing is done', async () => {
    const [one, two] = [await watch(), await sit('3', 'supervisor')]
    const clerk = await sit('14')
    expect(await acts(one, move('14', 'all', 'counter'))).toEqual(acted)
    expect(await acts(two, move('14', 'all', 'print'))).toEqual(fault('desk_changed'))
    await told(clerk, 'counter')
    expect(await acts(two, move('99', 'all', 'print'))).toEqual(fault('desk_changed'))
  })
})

describe('a desk that stands at a site', () => {
  const paper = async () => {
    const number = (await post(test.server, '/waiting/number', { way: 'counter' })).body as WaitingNumber
    return () => ({ say: 'counter', number, placeHash: toText(sha256(randomBytes(32))) })
  }

  it('takes nobody new at its counter while that site is closed, finishes whom it let in, and the other office goes on', async () => {
    const supervisor = await watch()
    const [here, there] = [await sit('14', 'clerk', 'hall'), await sit('15', 'clerk', 'north')]
    const board = await supervisor.board(({ desks }) => desks.length === 3)
    expect(board.desks.map(({ site }) => site)).toEqual([null, 'hall', 'north'])
    const [party, second] = [await paper(), await paper()]
    expect(await asks(here, party())).toBe('room')
    expect(await pause(supervisor, { way: 'counter', site: 'hall' })).toEqual(acted)
    await here.desk.until(() => here.desk.heard.find(one => one.say === 'line' && !one.counter))
    here.desk.say({ say: 'goodbye' })
    here.desk.heard.splice(0)
    // The rest of a party was let in.
    expect(await asks(here, party())).toBe('room')
    here.desk.say({ say: 'goodbye' })
    here.desk.heard.splice(0)
    expect(await asks(here, second())).toBe('closed')
    // The number is as good as before, at the office that is open.
    expect(await asks(there, second())).toBe('room')
    await nextDay()
    expect(await asks(await sit('14', 'clerk', 'hall'), (await paper())())).toBe('room')
  })

  it('at an event, only while it takes place; and no desk stands where the city has no site', async () => {
    while (new Date(`${(await now()).day}T00:00:00Z`).getUTCDay() !== 6) await nextDay()
    expect(await asks(await sit('14', 'clerk', 'fair'), (await paper())())).toBe('room')
    await nextDay()
    expect(await asks(await sit('14', 'clerk', 'fair'), (await paper())())).toBe('closed')
    const person = people.get('14') as MadePerson
    const { desk } = await signIn(test.server, person, test.clock.now, undefined, { site: 'moon' })
    expect((await desk.ended()).reason).toBe('malformed')
  })
})

describe('a phrase', () => {
  it('for everyone reaches every desk but the one that wrote it, until each clerk has read it', async () => {
    const supervisor = await watch()
    const [a, b] = [await sit('14'), await sit('15')]
    await acts(supervisor, send({ phrase: 2, station: 4 }))
    const [message] = (await a.desk.hear('told')).messages
    expect(message).toMatchObject({ phrase: 2, site: null, station: 4 })
    await b.desk.hear('told')
    a.desk.say({ say: 'read', id: message!.id })
    expect((await a.desk.hear('told')).messages).toEqual([])
    a.desk.cut()
    // Read is read, also after a new sign-in; the other has it still.
    expect(phrases(await sit('14'))).toEqual([])
    await supervisor.board(({ messages }) => messages.length === 1)
    expect(phrases(supervisor)).toEqual([])
  })

  it('for one desk reaches that desk alone and is gone when it was read', async () => {
    const supervisor = await watch()
    const [a, b] = [await sit('14'), await sit('15')]
    await acts(supervisor, send({ phrase: 7, to: '14' }))
    const [message] = (await a.desk.hear('told')).messages
    expect(b.desk.heard.some(one => one.say === 'told')).toBe(false)
    a.desk.say({ say: 'read', id: message!.id })
    await supervisor.board(({ messages }) => messages.length === 0)
  })

  it('that was taken back, or is of yesterday, is gone', async () => {
    const supervisor = await watch()
    const clerk = await sit('14')
    await acts(supervisor, send({}))
    const [message] = (await clerk.desk.hear('told')).messages
    await acts(supervisor, { say: 'take_back', id: message!.id })
    expect((await clerk.desk.hear('told')).messages).toEqual([])
    await acts(supervisor, send({}))
    await clerk.desk.hear('told')
    await nextDay()
    expect(phrases(await sit('14'))).toEqual([])
  })

  it('is one of the list, names a place exactly where it has one, and no site that is none of this city', async () => {
    const supervisor = await watch()
    const no = [
      { phrase: 99 },
      { phrase: 1 },
      { phrase: 6, station: 1 },
      { phrase: 1, station: 1, site: 'hall' },
      { phrase: 1, site: 'moon' },
    ]
    for (const wrong of no) {
      const other = await sit('3', 'supervisor')
      other.desk.say(send(wrong))
      expect((await other.desk.ended()).reason).toBe('malformed')
    }
    expect(await acts(supervisor, send({ phrase: 1, site: 'hall' }))).toEqual(acted)
  })

  it('there are eight at a time: a ninth takes the place of the first', async () => {
    const supervisor = await watch()
    for (let station = 1; station <= 9; station++) await acts(supervisor, send({ phrase: 1, station }))
    supervisor.desk.say({ say: 'board', on: true })
    const { messages } = await supervisor.board(({ messages }) => messages.length === 8)
    expect(messages.map(({ station }) => station)).toEqual([9, 8, 7, 6, 5, 4, 3, 2])
  })
})

describe('a pause', () => {
  const history = async () =>
    ((await get(test.server, '/practice/now')).body as HeldNow).held.find(({ name }) => name === 'staff-history')?.count

  it('closes phone visits at once with its notice, leaves visits and counters alone, and is taken back by the same way', async () => {
    const supervisor = await watch()
    const clerk = await sit('14')
    const phone = await phoneInLine()
    await asks(clerk, { say: 'next' })
    const before = await history()
    expect(await pause(supervisor)).toEqual(acted)
    expect(await now()).toMatchObject({ open: false, notice: 2, counter: true })
    expect(await post(test.server, '/waiting/number', { way: 'phone' })).toEqual({ status: 409, body: { fault: 'closed' } })
    clerk.desk.say({ say: 'goodbye' })
    await phone.hear('ended')
    expect(await pause(supervisor, { on: false })).toEqual(acted)
    expect(await now()).toMatchObject({ open: true, notice: null })
    expect(await history()).toBe(before! + 2)
    expect(await (await fetch(`${test.server.address}/record/ways`)).text()).toContain('closed for that day')
  })

  it('of a counter says so on every page and in the list of places; the other stays', async () => {
    const supervisor = await watch()
    expect(await pause(supervisor, { way: 'counter', site: 'hall' })).toEqual(acted)
    expect(await now()).toMatchObject({ counter: true, changed: [{ site: 'hall', notice: 52, to: null }] })
    const { sites } = (await get(test.server, '/sites/list')).body as { sites: { id: string; open: boolean; notice: number | null }[] }
    expect(sites.find(({ id }) => id === 'hall')).toMatchObject({ open: false, notice: 52 })
  })

  it('ends with the day by itself, and the clock takes it off the disk', async () => {
    const supervisor = await watch()
    await pause(supervisor)
    test.clock.now += 86_400
    expect(await now()).toMatchObject({ open: true, notice: null })
    const before = test.server.queries()
    await test.server.step()
    expect(test.server.queries()).toBeGreaterThan(before)
    const after = test.server.queries()
    test.clock.now += 1
    await test.server.step()
    expect(test.server.queries()).toBe(after)
  })

  it('opens nothing that an administrator has closed, and goes when an administrator settles the way in anew', async () => {
    const supervisor = await watch()
    await pause(supervisor)
    await post(test.server, '/settings/way', await wayAct(test, { open: false, notice: 3 }))
    expect(await now()).toMatchObject({ open: false, notice: 3 })
    expect(await pause(supervisor)).toEqual(fault('closed'))
    expect(await pause(supervisor, { on: false })).toEqual(acted)
    expect(await now()).toMatchObject({ open: false, notice: 3 })
    await openWay(test)
    await pause(supervisor)
    await openWay(test)
    expect(await now()).toMatchObject({ open: true })
  })

  it('of two at once is judged against what stands: the second is told, and nothing is done', async () => {
    const [one, two] = [await watch(), await sit('3', 'supervisor')]
    const late = await pauseSaid(test, two.person.passkey, { notice: 3 })
    expect(await pause(one)).toEqual(acted)
    expect(await acts(two, late)).toEqual(fault('way_changed'))
    expect(await now()).toMatchObject({ open: false, notice: 2 })
    // An administrator who had looked before is told too.
    const old = await wayAct(test, { open: false, notice: 1 })
    await pause(one, { on: false })
    expect(await post(test.server, '/settings/way', old)).toEqual({ status: 409, body: { fault: 'way_changed' } })
  })

  it('says one of the phrases of this way in, of today and of no other site', async () => {
    const supervisor = await watch()
    for (const wrong of [
      { notice: 9 },
      { way: 'counter', notice: 51 },
      { way: 'counter', notice: 61 },
      { way: 'counter', notice: 2 },
      { way: 'counter', site: 'moon' },
    ] as const) {
      const other = await sit('3', 'supervisor')
      other.desk.say(await pauseSaid(test, other.person.passkey, wrong))
      expect((await other.desk.ended()).reason).toBe('malformed')
    }
    expect(await pause(supervisor, { notice: 3 })).toEqual(acted)
    expect(await now()).toMatchObject({ open: false, notice: 3 })
  })

  it('stands after a restart on the same day; lines, phrases, slow numbers and counted cards do not', async () => {
    const before = await startTestServer()
    await openWay(before)
    const person = await certifyClerk(before, '2', 'supervisor')
    const { desk } = await signIn(before.server, person, before.clock.now)
    await desk.hear('signed_in')
    for (const say of [
      send({ to: '2' }),
      { say: 'slow', on: true },
      { say: 'stock', cards: 5 },
      move('2', 'all', 'print'),
      await pauseSaid(before, person.passkey),
    ]) {
      desk.say(say)
      await desk.hear('acted')
    }
    await before.server.stop()
    const after = await before.again()
    expect((await stateOf(after.server)).ways[0]).toMatchObject({ open: true, paused: true })
    const { desk: again } = await signIn(after.server, person, after.clock.now)
    await again.hear('signed_in')
    again.say({ say: 'board', on: true })
    const board = await again.hear('board')
    expect(board).toMatchObject({ slow: false, stock: null, messages: [], desks: [{ alias: '2', line: 'all' }] })
    await after.end()
  }, 60_000)
})

describe('cards that can still be printed', () => {
  it('are told to supervisors as one of them counted, and nobody else may count', async () => {
    const supervisor = await watch()
    for (const cards of [213, null]) {
      supervisor.desk.say({ say: 'stock', cards })
      await supervisor.board(({ stock }) => stock === cards)
    }
    expect(await acts(await sit('14'), { say: 'stock', cards: 5 })).toEqual(fault('not_allowed'))
  })
})

// Last: its numbers of tomorrow are called first on the day after.
describe('no more numbers', () => {
  it('of today: they are of tomorrow, for phones and on paper, until numbers are given again or the day ends', async () => {
    const supervisor = await watch()
    const dayOfNumber = async (way: 'phone' | 'counter') =>
      ((await post(test.server, '/waiting/number', { way })).body as WaitingNumber).day
    const { day } = await now()
    expect(await dayOfNumber('phone')).toBe(day)
    expect(await acts(supervisor, { say: 'slow', on: true })).toEqual(acted)
    expect(await dayOfNumber('phone')).not.toBe(day)
    expect(await dayOfNumber('counter')).not.toBe(day)
    test.clock.now += 1
    await test.server.step()
    expect((await now()).gives).toBe('tomorrow')
    expect(await acts(supervisor, { say: 'slow', on: false })).toEqual(acted)
    expect(await dayOfNumber('phone')).toBe(day)
    await acts(supervisor, { say: 'slow', on: true })
    await nextDay()
    await sit('14')
    expect(await dayOfNumber('phone')).toBe((await now()).day)
  })
})

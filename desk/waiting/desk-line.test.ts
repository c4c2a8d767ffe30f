import { readFileSync } from 'node:fs'
import { tagged } from '@latchkey/certificates/tagged.ts'
import type { Socket } from '@latchkey/channel/socket.ts'
import { parseRules } from '@latchkey/rules/rules.ts'
import { makeRoot } from '@latchkey/try/made-root.ts'
import { generateP256, random, verify } from '@latchkey/ui/platform.ts'
import { parseText, toBytes, toText } from '@latchkey/wire/edge.ts'
import { type FromDesk, fromDesk, type ToDesk } from '@latchkey/wire/relay.ts'
import { afterEach, describe, expect, test } from 'vitest'
import { createDeskLine, type DeskLine } from './desk-line.ts'

const rules = parseRules(JSON.parse(readFileSync(new URL('../../cities/chicago/rules.json', import.meta.url), 'utf8')))
const now = 1_795_000_000

/** A server that is the test: it hears what the desk says and answers by hand. */
class Server implements Socket {
  binaryType = ''
  readyState = 1
  bufferedAmount = 0
  heard: FromDesk[] = []
  onopen: ((event: never) => void) | null = null
  onmessage: ((event: { data: unknown }) => void) | null = null
  onclose: ((event: { code: number; reason: string }) => void) | null = null
  onerror: ((event: never) => void) | null = null
  send(data: string | Uint8Array) {
    if (typeof data === 'string') this.heard.push(parseText(fromDesk, data))
  }
  close() {
    this.readyState = 3
  }
  says(...messages: ToDesk[]) {
    for (const message of messages) this.onmessage?.({ data: JSON.stringify(message) })
  }
  ends(code = 1006, reason = '') {
    this.readyState = 3
    this.onclose?.({ code, reason })
  }
}

let lines: DeskLine[] = []
afterEach(() => {
  for (const line of lines) line.close()
  lines = []
})

async function desk() {
  const made = makeRoot({ city: 'testville', threshold: 1, administrators: 1, rpId: 'localhost', origin: 'http://localhost:4400', random })
  const person = await made.person('14', 'clerk', now - 1000, now + 100_000)
  const key = await generateP256()
  const sockets: Server[] = []
  const waits: { run(): void }[] = []
  const line = createDeskLine({
    root: made.root,
    rules,
    alias: '14',
    clerkCertificate: person.certified,
    deskCertificate: await person.openDesk(key.publicKey65, now, now + 3600),
    deskSign: key.sign,
    passkey: person.passkey,
    forgottenKey: async () => (await generateP256()).publicKey65,
    makePictures: () => Promise.reject(new Error('no camera here')),
    period: () => Promise.reject(new Error('no period here')),
    today: () => '2026-11-23',
    random,
    clock: () => now,
    verify,
    later: (milliseconds, run) => {
      const one = { run }
      // The watch of the line is not what these tests are about.
      if (milliseconds < 1000) waits.push(one)
      return () => void waits.splice(waits.indexOf(one) >>> 0, 1)
    },
    openSocket() {
      sockets.push(new Server())
      return sockets.at(-1)!
    },
  })
  lines.push(line)
  line.start()
  const server = () => sockets.at(-1)!
  const challenge = random(32)
  /** Whatever was asked of the desk key before has been signed by then. */
  const settled = async () => {
    for (let i = 0; i < 3; i++) await key.sign(challenge)
  }
  const signIn = async () => {
    server().says({ say: 'challenge', challenge: toText(challenge) })
    await settled()
    // On a busy machine the line's own signature may come after three of ours.
    while (server().heard.length === 0) await key.sign(challenge)
    server().says(
      { say: 'signed_in', alias: '14', quotaLeft: 120, left: null },
      { say: 'line', waiting: 3, ready: 1, open: true, counter: true, second: 0, supervisor: false },
    )
  }
  const again = () => {
    for (const one of waits.splice(0)) one.run()
  }
  return { line, server, sockets, challenge, signIn, again, settled, key }
}
const room = (fill: number): ToDesk => ({ say: 'room', room: toText(new Uint8Array(16).fill(fill)), here: false })

describe('signing in', () => {
  test('the desk key signs the server’s challenge, and only then there is a line', async () => {
    const { line, server, challenge, signIn, key } = await desk()
    expect(line.state).toEqual({ at: 'joining', connection: 'joining' })
    await signIn()
    const [said] = server().heard
    if (said?.say !== 'sign_in') throw new Error('not signed in')
    expect(await verify(key.publicKey65, tagged('latchkey/sign-in/v1', [challenge]), toBytes(said.signature))).toBe(true)
    expect(line.state).toEqual({
      at: 'line',
      waiting: 3,
      ready: 1,
      open: true,
      counter: true,
      second: 0,
      supervisor: false,
      quotaLeft: 120,
      line: 'all',
      messages: [],
      nobody: false,
      left: null,
      connection: 'open',
    })
  })

  test('there is no line before the server has told how it stands', async () => {
    const { line, server, challenge, settled } = await desk()
    server().says({ say: 'challenge', challenge: toText(challenge) })
    await settled()
    server().says({ say: 'signed_in', alias: '14', quotaLeft: 120, left: null })
    expect(line.state.at).toBe('joining')
    server().says({ say: 'line', waiting: 0, ready: 0, open: true, counter: true, second: 0, supervisor: false })
    expect(line.state).toMatchObject({ at: 'line', open: true, counter: true })
  })

  test('a board that is looked at is asked for again after a lost line, and what this desk was told is heard anew', async () => {
    const { line, server, signIn, again } = await desk()
    await signIn()
    const message = { id: 1, phrase: 6, site: null, station: null }
    server().says({ say: 'told', line: 'counter', messages: [message] })
    expect(line.state).toMatchObject({ at: 'line', line: 'counter', messages: [message] })
    line.read(1)
    expect(line.state).toMatchObject({ messages: [] })
    line.watch(true)
    expect(server().heard.slice(-2)).toEqual([
      { say: 'read', id: 1 },
      { say: 'board', on: true },
    ])
    server().ends(1006, '')
    again()
    await signIn()
    expect(server().heard.at(-1)).toEqual({ say: 'board', on: true })
    expect(line.state).toMatchObject({ line: 'all', messages: [] })
    const moved = line.act({ say: 'move', alias: '7', from: 'all', to: 'print' })
    server().says({ say: 'fault', fault: 'desk_changed' })
    await expect(moved).rejects.toMatchObject({ code: 'desk_changed' })
    const sent = line.act({ say: 'take_back', id: 2 })
    server().says({ say: 'acted' })
    await sent
    line.watch(false)
    expect([server().heard.at(-1), line.board]).toEqual([{ say: 'board', on: false }, null])
  })

  test.each(['not_certified', 'not_allowed', 'not_signed_in'] as const)('%s: touch your key again', async fault => {
    const { line, server, signIn } = await desk()
    await signIn()
    server().says({ say: 'fault', fault })
    expect(line.state).toMatchObject({ at: 'barred', fault })
  })

  test('the reason of a closed socket counts when its message was lost', async () => {
    const { line, server } = await desk()
    server().ends(4000, 'not_certified')
    expect(line.state).toMatchObject({ at: 'barred', fault: 'not_certified' })
  })

  test('signed out: no new challenge is answered', async () => {
    const { line, server, signIn, settled } = await desk()
    await signIn()
    line.signOut()
    server().says({ say: 'challenge', challenge: toText(random(32)) })
    await settled()
    expect(line.state.at).toBe('signed_out')
    expect(server().heard.map(one => one.say)).toEqual(['sign_in', 'sign_out'])
  })

  test('a break right after a case: its goodbye goes out first, and what was on its way bars nobody', async () => {
    const { line, server, signIn, settled } = await desk()
    await signIn()
    server().says(room(1))
    if (line.state.at !== 'visit') throw new Error('no visit')
    line.state.case.end()
    line.signOut()
    await settled()
    expect(server().heard.map(one => one.say)).toEqual(['sign_in', 'goodbye', 'sign_out'])
    server().says({ say: 'fault', fault: 'not_signed_in' }, room(2))
    await settled()
    expect(line.state.at).toBe('signed_out')
  })

  test('a case that lost its room and was closed calls nobody', async () => {
    const { line, server, signIn, settled } = await desk()
    await signIn()
    server().says(room(1))
    if (line.state.at !== 'visit') throw new Error('no visit')
    server().says({ say: 'fault', fault: 'no_room' })
    line.state.case.handOver()
    server().says({ say: 'line', waiting: 0, ready: 1, open: true, counter: true, second: 0, supervisor: false })
    await settled()
    expect(server().heard.map(one => one.say)).toEqual(['sign_in', 'next', 'hand_over'])
  })
})

describe('next', () => {
  test('nobody is ready, or the way in is closed: said on the line', async () => {
    for (const answer of [{ say: 'nobody' }, { say: 'fault', fault: 'closed' }] as ToDesk[]) {
      const { line, server, signIn, settled } = await desk()
      await signIn()
      line.next()
      await settled()
      expect(server().heard.at(-1)).toEqual({ say: 'next' })
      server().says(answer)
      expect(line.state).toMatchObject({ at: 'line', nobody: true })
    }
  })

  test('one case at a time', async () => {
    const { line, server, signIn, settled } = await desk()
    await signIn()
    server().says(room(1))
    expect(line.state.at).toBe('visit')
    line.next()
    line.rest()
    await settled()
    expect(server().heard.map(one => one.say)).toEqual(['sign_in'])
    if (line.state.at !== 'visit') throw new Error('no visit')
    const first = line.state.case
    first.end()
    line.next()
    await settled()
    expect(server().heard.map(one => one.say)).toEqual(['sign_in', 'goodbye', 'next'])
    server().says(room(2))
    if (line.state.at !== 'visit') throw new Error('no visit')
    expect(line.state.case).not.toBe(first)
  })
})

describe('the line is cut in a case', () => {
  test('signs in again and returns to the same room; the case is the same', async () => {
    const one = await desk()
    await one.signIn()
    one.server().says(room(1))
    if (one.line.state.at !== 'visit') throw new Error('no visit')
    const open = one.line.state.case
    one.server().ends()
    expect(one.line.state.connection).toBe('lost')
    expect(open.state.connection).toBe('lost')
    one.again()
    await one.signIn()
    expect(one.server().heard.at(-1)).toEqual({ say: 'return', room: toText(new Uint8Array(16).fill(1)) })
    one.server().says(room(1))
    expect(open.state).toMatchObject({ at: 'joining', connection: 'open' })
    expect(one.line.state).toMatchObject({ at: 'visit', case: open })
  })

  test('the server has forgotten the room: the next phone is let in and has to prove itself', async () => {
    const one = await desk()
    await one.signIn()
    one.server().says(room(1))
    if (one.line.state.at !== 'visit') throw new Error('no visit')
    const open = one.line.state.case
    one.server().ends()
    one.again()
    await one.signIn()
    one.server().says({ say: 'fault', fault: 'no_room' })
    expect(one.server().heard.at(-1)).toEqual({ say: 'next' })
    one.server().says({ say: 'nobody' }, { say: 'line', waiting: 0, ready: 1, open: true, counter: true, second: 0, supervisor: false })
    expect(one.server().heard.filter(said => said.say === 'next')).toHaveLength(2)
    one.server().says(room(9))
    expect(one.line.state).toMatchObject({ at: 'visit', case: open })
    expect(open.room).toEqual(new Uint8Array(16).fill(9))
  })

  test.each(['number_early', 'right_unknown', 'closed'] as const)(
    'a counter room that the server has forgotten and does not give again (%s) ends the case, and the next one can come',
    async code => {
      const one = await desk()
      await one.signIn()
      const number = { way: 'counter' as const, day: '2026-11-23', n: 7, mac: toText(random(16)) }
      const asked = one.line.counter({ number })
      await one.settled()
      one.server().says(room(1))
      const open = await asked
      one.server().ends()
      one.again()
      await one.signIn()
      one.server().says({ say: 'fault', fault: 'no_room' })
      expect(one.server().heard.at(-1)).toMatchObject({ say: 'counter', number })
      one.server().says({ say: 'fault', fault: code })
      expect(open.state).toMatchObject({ at: 'closed', why: 'room_lost', outcome: 'none' })
      await open.gone()
      one.line.rest()
      const next = one.line.counter({ number })
      await one.settled()
      one.server().says(room(2))
      expect((await next).state.at).toBe('joining')
      expect(one.server().heard.map(({ say }) => say)).toEqual(['sign_in', 'return', 'counter', 'counter'])
    },
  )

  test('why a card is replaced decides what it costs here, and is not said to the server', async () => {
    const one = await desk()
    await one.signIn()
    const right = random(16)
    const asked = one.line.counter({ right, act: 'lost' })
    await one.settled()
    one.server().says(room(1))
    expect((await asked).counter?.act).toBe('lost')
    const { placeHash: _, ...said } = one.server().heard.at(-1) as Extract<FromDesk, { say: 'replacement' }>
    expect(said).toEqual({ say: 'replacement', right: toText(right) })
  })

  test('anything the server says that is not in its list is nothing', async () => {
    const { line, server, signIn } = await desk()
    await signIn()
    const before = line.state
    for (const data of ['', '{}', '[]', 'null', '{"say":"line"}', '{"say":"room","room":"AAAA","here":true}', '{"say":"nobody","more":1}'])
      server().onmessage?.({ data })
    server().onmessage?.({ data: new ArrayBuffer(10) })
    expect(line.state).toEqual(before)
  })
})

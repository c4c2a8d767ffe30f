import type { Socket } from '@latchkey/channel/socket.ts'
import { createKept, type Kept } from '@latchkey/ui/kept.ts'
import { type FaultCode, faults } from '@latchkey/wire/faults.ts'
import { closedByFault } from '@latchkey/wire/relay.ts'
import { beforeEach, describe, expect, it } from 'vitest'
import { createKeptThings, type KeptThings } from '../kept-things.ts'
import { createTurn, type Turn } from '../waiting/turn.ts'
import { changeCounter, isOwnPlace } from './change-counter.ts'

const day = '2025-11-23'
const own = new Uint8Array(32).fill(7)
const theirs = new Uint8Array(32).fill(9)
const secret = new Uint8Array([1, 2, 3])
const number = { way: 'phone' as const, day, n: 433, mac: 'AAAAAAAAAAAAAAAAAAAAAA' }
const never = () => () => {}

/** A relay that has heard one place: says a message, or closes as the server does. */
type Hears = { say: object | string } | { fault: FaultCode } | { cut: true }
let kept: Kept
let things: KeptThings
let turn: Turn
let sent: Uint8Array[]
let hungUp: number
let letGo: number

function relay(hears: Hears | null): () => Socket {
  return () => {
    const socket = {
      binaryType: '',
      readyState: 1,
      bufferedAmount: 0,
      onopen: null,
      onmessage: null,
      onclose: null,
      onerror: null,
      close: () => void hungUp++,
      send(bytes: Uint8Array) {
        sent.push(bytes)
        if (hears === null) return
        if ('say' in hears) socket.onmessage?.({ data: typeof hears.say === 'string' ? hears.say : JSON.stringify(hears.say) })
        else if ('fault' in hears) {
          socket.onmessage?.({ data: JSON.stringify({ say: 'fault', fault: hears.fault }) })
          socket.onclose?.({ code: closedByFault, reason: hears.fault })
        } else socket.onclose?.({ code: 1006, reason: '' })
      },
    } as unknown as Socket
    queueMicrotask(() => socket.onopen?.(undefined as never))
    return socket
  }
}

const change = (hears: Hears | null, later: Parameters<typeof changeCounter>[0]['later'] = never) =>
  changeCounter({ openSocket: relay(hears), things, turn, closeVisit: async () => void letGo++, today: () => day, later }, theirs)

/** What somebody would miss: the number, the place and what a visit is gone on with. */
async function expectAllKept() {
  expect(await things.turn()).toEqual({ number, claim: 'done' })
  expect(await things.place()).toEqual(own)
  expect(await kept.get('visit')).toEqual(secret)
  expect(turn.state).toMatchObject({ at: 'ready', number })
  expect(letGo).toBe(0)
  expect(hungUp).toBe(1)
}

beforeEach(async () => {
  sent = []
  hungUp = letGo = 0
  kept = createKept('test', undefined)
  const fetch = (() => Promise.reject(new TypeError())) as typeof globalThis.fetch
  things = createKeptThings(kept, fetch)
  await things.keepTurn({ number, claim: 'done' })
  await things.keepPlace(own)
  await kept.put('visit', secret)
  turn = createTurn({ things, fetch, visible: () => true, random: length => new Uint8Array(length) })
  await turn.start()
})

describe('a phone with a number that is told to go to a counter', () => {
  it('goes when the server has a room for it, and only then is the number gone', async () => {
    expect(await change({ say: { say: 'room', room: 'AAAAAAAAAAAAAAAAAAAAAA', here: true, comeback: null } })).toBe('room')
    expect(sent).toEqual([theirs])
    expect(turn.state).toEqual({ at: 'counter' })
    expect([await things.turn(), await things.place(), await kept.get('visit')]).toEqual([null, theirs, null])
    expect([letGo, hungUp]).toEqual([1, 1])
  })

  it.each(['place_unknown', 'number_other_day'] as const)('keeps everything when the place is none of a counter: %s', async fault => {
    expect(await change({ fault })).toBe('gone')
    await expectAllKept()
  })

  it('keeps everything when the place is one in the line, which whoever made the link may hold', async () => {
    expect(await change({ say: { say: 'ready', ahead: 3 } })).toBe('gone')
    await expectAllKept()
  })

  it('keeps everything, and hears why, when another phone is in the room', async () => {
    expect(await change({ fault: 'place_in_use' })).toBe('taken')
    await expectAllKept()
  })

  it.each(Object.keys(faults) as FaultCode[])('keeps everything whatever the server refuses with: %s', async fault => {
    expect(await change({ fault })).not.toBe('room')
    await expectAllKept()
  })

  it('keeps everything when the line drops', async () => {
    expect(await change({ cut: true })).toBe('silent')
    await expectAllKept()
  })

  it.each([null, { say: '{"say":"room"}' }, { say: 'rubbish' }])('keeps everything when no answer comes that counts: %j', async hears => {
    let giveUp = () => {}
    const answer = change(hears, (_, run) => {
      giveUp = run
      return () => {}
    })
    await Promise.resolve()
    await Promise.resolve()
    expect(sent).toEqual([theirs])
    giveUp()
    expect(await answer).toBe('silent')
    await expectAllKept()
  })

  it('knows its own place again', async () => {
    expect(await isOwnPlace(things, own)).toBe(true)
    expect(await isOwnPlace(things, theirs)).toBe(false)
    await kept.eraseAll()
    expect(await isOwnPlace(things, own)).toBe(false)
  })
})

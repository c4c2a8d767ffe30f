/**
 * The relay of wire/relay.ts in memory, in the hands of a test: it can cut, drop, double and change what passes, and be killed. One phone,
 * one desk. It says of itself what a real one says (server/relay), and the drill holds the real one against the same ends.
 */

import type { Socket } from '@latchkey/channel/socket.ts'
import { parseText, toBytes, toText } from '@latchkey/wire/edge.ts'
import { Fault, type FaultCode } from '@latchkey/wire/faults.ts'
import { cellSize, closedByFault, fromDesk, fromPhone, type ToDesk, type ToPhone } from '@latchkey/wire/relay.ts'
import type { Comeback } from '@latchkey/wire/waiting.ts'
import { sha256 } from '@noble/hashes/sha2.js'

export type Side = 'phone' | 'desk'

/** What stands behind a lease: a signer process, or its inside. */
export interface MemorySigner {
  key: Uint8Array
  period: number
  until: number
  /** @throws Fault */
  seal(envelope: Uint8Array): Promise<Uint8Array>
}

class MemorySocket implements Socket {
  binaryType = 'blob'
  readyState = 0
  bufferedAmount = 0
  onopen: ((event: never) => void) | null = null
  onmessage: ((event: { data: unknown }) => void) | null = null
  onclose: ((event: { code: number; reason: string }) => void) | null = null
  onerror: ((event: never) => void) | null = null
  /** Cut, and nobody has noticed: what is sent falls into the void. */
  stalled = false
  readonly #heard: (data: string | Uint8Array) => void
  readonly #gone: () => void

  constructor(heard: (data: string | Uint8Array) => void, gone: () => void) {
    this.#heard = heard
    this.#gone = gone
    queueMicrotask(() => {
      if (this.readyState !== 0) return
      this.readyState = 1
      this.onopen?.(undefined as never)
    })
  }
  send(data: string | Uint8Array): void {
    if (this.readyState !== 1) return
    if (this.stalled) {
      this.bufferedAmount += data.length
      return
    }
    const copy = typeof data === 'string' ? data : data.slice()
    queueMicrotask(() => this.readyState === 1 && this.#heard(copy))
  }
  /** From the relay. */
  deliver(data: string | Uint8Array): void {
    const copy = typeof data === 'string' ? data : data.slice().buffer
    queueMicrotask(() => this.readyState === 1 && !this.stalled && this.onmessage?.({ data: copy }))
  }
  close(): void {
    // What was sent before is still delivered, as a WebSocket does.
    queueMicrotask(() => this.end(false))
  }
  end(told: boolean, code = 1006, reason = ''): void {
    if (this.readyState > 1) return
    this.readyState = 3
    this.#gone()
    if (told) this.onclose?.({ code, reason })
  }
  /** Closed by the relay in good order: behind everything that was delivered. */
  finish(code = 1000, reason = ''): void {
    queueMicrotask(() => queueMicrotask(() => this.end(true, code, reason)))
  }
}

interface Room {
  id: Uint8Array
  /** Whose place leads into it: the phone's own, or at a counter the one that the desk drew. */
  placeHash: string
  comeback: Comeback | null
  sealed: { hash: string; answer: Uint8Array } | null
  signer: MemorySigner | null
}

export interface MemoryRelay {
  openPhone(place: Uint8Array): () => Socket
  openDesk(): Socket
  /** Cuts the socket of a side; it notices at once. */
  cut(side: Side): void
  /** The socket stays, and nothing moves on it any more. */
  stall(side: Side): void
  /** kill -9 and up again: places are kept, rooms are not. @param refuses what a counter room is answered with from then on: the memory files are gone too */
  restart(refuses?: FaultCode): void
  /** Sees every cell on its way and answers with what is delivered instead. */
  passing: (cell: Uint8Array, to: Side, count: number) => Uint8Array[]
  /** Cells that came in, by the side they are for. */
  readonly cells: Record<Side, number>
  /** How many cards were sealed in all, and which control messages a side has said. */
  readonly seals: number
  readonly said: string[]
  readonly roomOpen: boolean
}

export function createMemoryRelay(options: {
  placeHash: Uint8Array
  random(length: number): Uint8Array
  lease(): Promise<MemorySigner>
}): MemoryRelay {
  const live: Record<Side, MemorySocket | null> = { phone: null, desk: null }
  const known: Record<Side, boolean> = { phone: false, desk: false }
  let challenge = new Uint8Array() as Uint8Array
  let placeHeld = true
  /** Places of counter rooms, kept over a restart; and how many cards each number has had. */
  const counterPlaces = new Set<string>()
  const cardsOf = new Map<string, number>()
  let refused: FaultCode | null = null
  let phonePlace = ''
  let room: Room | null = null
  let deskRoom = false
  const counts = { phone: 0, desk: 0 }
  const said: string[] = []
  let seals = 0

  const toPhone = (message: ToPhone) => known.phone && live.phone?.deliver(JSON.stringify(message))
  const toDesk = (message: ToDesk) => live.desk?.deliver(JSON.stringify(message))
  const lines = () => {
    const ready = known.phone && room === null && !counterPlaces.has(phonePlace) ? 1 : 0
    if (ready) toPhone({ say: 'ready', ahead: 0 })
    if (known.desk) toDesk({ say: 'line', waiting: 0, ready, open: true, counter: true })
  }
  const comeback = (): Comeback => ({ day: '2026-11-23', id: toText(options.random(16)), mac: toText(options.random(16)) })
  const roomSays = (here: boolean) => ({ say: 'room' as const, room: toText(room!.id), here })
  /** What brings the phone back: one for each room. */
  const phoneRoom = (here: boolean) => ({ ...roomSays(here), comeback: room!.comeback })

  const relay: MemoryRelay = {
    passing: cell => [cell],
    cells: counts,
    said,
    get seals() {
      return seals
    },
    get roomOpen() {
      return room !== null
    },
    openPhone: () => () => open('phone', data => (typeof data === 'string' ? phoneSays(data) : phoneSends(data))),
    openDesk() {
      const socket = open('desk', data => (typeof data === 'string' ? void deskSays(data) : pass(data, 'phone')))
      challenge = options.random(32)
      queueMicrotask(() => queueMicrotask(() => socket.deliver(JSON.stringify({ say: 'challenge', challenge: toText(challenge) }))))
      return socket
    },
    cut: side => live[side]?.end(true),
    stall(side) {
      const socket = live[side]
      if (!socket) return
      socket.stalled = true
      gone(side, socket)
    },
    restart(refuses) {
      refused = refuses ?? null
      room = null
      deskRoom = false
      for (const side of ['phone', 'desk'] as const) live[side]?.end(true)
    },
  }
  return relay

  function open(side: Side, heard: (data: string | Uint8Array) => void): MemorySocket {
    const before = live[side]
    // A second socket of the same place or desk key: the first is its own ghost.
    if (before) before.end(false)
    const socket: MemorySocket = new MemorySocket(
      data => live[side] === socket && heard(data),
      () => gone(side, socket),
    )
    live[side] = socket
    known[side] = false
    return socket
  }
  function gone(side: Side, socket: MemorySocket) {
    if (live[side] !== socket) return
    live[side] = null
    known[side] = false
    if (side === 'desk' && deskRoom) {
      deskRoom = false
      toPhone({ say: 'peer', here: false })
    } else if (side === 'phone' && room) toDesk({ say: 'peer', here: false })
    lines()
  }

  function pass(cell: Uint8Array, to: Side) {
    if (cell.length !== cellSize) throw new Error('a cell of another size')
    counts[to]++
    for (const one of relay.passing(cell, to, counts[to])) if (room && (to === 'phone' || deskRoom)) live[to]?.deliver(one)
  }

  function phoneSends(data: Uint8Array) {
    if (known.phone) return pass(data, 'desk')
    phonePlace = toText(sha256(data))
    const counter = counterPlaces.has(phonePlace)
    if (!counter && (!placeHeld || phonePlace !== toText(options.placeHash))) {
      live.phone?.deliver(JSON.stringify({ say: 'fault', fault: 'place_unknown' }))
      return live.phone?.finish(closedByFault, 'place_unknown')
    }
    known.phone = true
    if (room?.placeHash === phonePlace) {
      toPhone(phoneRoom(deskRoom))
      toDesk({ say: 'peer', here: true })
    } else lines()
  }
  function phoneSays(text: string) {
    parseText(fromPhone, text)
    said.push('phone stop')
    placeHeld = false
    if (room) toDesk({ say: 'ended' })
    room = null
    deskRoom = false
    live.phone?.finish()
  }

  async function deskSays(text: string): Promise<void> {
    const message = parseText(fromDesk, text)
    if (message.say !== 'sign_in') said.push(message.say)
    try {
      if (message.say === 'sign_in') {
        known.desk = true
        toDesk({ say: 'signed_in', alias: '14', quotaLeft: 120 - seals, left: null })
        return lines()
      }
      if (!known.desk) throw new Fault('not_signed_in')
      if (message.say === 'next') {
        if (deskRoom) return void toDesk(roomSays(known.phone))
        if (!known.phone || room) return void toDesk({ say: 'nobody' })
        room = { id: options.random(16), placeHash: toText(options.placeHash), comeback: comeback(), sealed: null, signer: null }
        deskRoom = true
        toPhone(phoneRoom(true))
        toDesk(roomSays(true))
        return lines()
      }
      if (message.say === 'counter') {
        if (refused) throw new Fault(refused)
        const { placeHash, number } = message
        if (!counterPlaces.has(placeHash)) {
          const cards = cardsOf.get(number.mac) ?? 0
          if (cards === 4) throw new Fault('number_ended')
          cardsOf.set(number.mac, cards + 1)
          counterPlaces.add(placeHash)
        }
        room ??= { id: options.random(16), placeHash, comeback: null, sealed: null, signer: null }
        if (room.placeHash !== placeHash) throw new Fault('no_room')
        deskRoom = true
        return void toDesk(roomSays(known.phone && phonePlace === placeHash))
      }
      if (message.say === 'return') {
        if (!room || toText(room.id) !== message.room) throw new Fault('no_room')
        deskRoom = true
        toDesk(roomSays(known.phone))
        return void toPhone({ say: 'peer', here: true })
      }
      if (!room || !deskRoom) throw new Fault('no_room')
      const mine = room
      if (message.say === 'goodbye') {
        if (!counterPlaces.delete(mine.placeHash)) placeHeld = false
        toPhone({ say: 'ended' })
        room = null
        deskRoom = false
        known.phone = false
        live.phone?.finish()
      } else if (message.say === 'hand_over') {
        toPhone({ say: 'handed_over' })
        room = null
        deskRoom = false
        lines()
      } else if (message.say === 'lease') {
        if (mine.sealed) throw new Fault('room_sealed')
        mine.signer ??= await options.lease()
        toDesk({ say: 'signer', key: toText(mine.signer.key), period: mine.signer.period, until: mine.signer.until })
      } else if (message.say === 'seal') {
        const envelope = toBytes(message.envelope)
        const hash = toText(sha256(envelope))
        if (mine.sealed === null) {
          if (!mine.signer) throw new Fault('no_lease')
          const { signer } = mine
          mine.signer = null
          mine.sealed = { hash, answer: await signer.seal(envelope) }
          seals++
        }
        if (mine.sealed.hash !== hash) throw new Fault('room_sealed')
        if (room === mine) toDesk({ say: 'sealed', answer: toText(mine.sealed.answer), quotaLeft: 120 - seals })
      }
    } catch (error) {
      toDesk({ say: 'fault', fault: error instanceof Fault ? error.code : 'broken' })
    }
  }
}

/** A room is one visit: a phone and a desk, or at a counter a desk alone, and what the server must remember between them until goodbye. */
import type { Comeback } from '@latchkey/wire/waiting.ts'
import type { Place } from '../ready/ready.ts'
import type { Lease } from '../seal/leases.ts'

/** One live socket as a room sees it: cells and control messages go out, nothing comes back. */
export interface Ear {
  say(message: object): void
  cell(bytes: Uint8Array): void
}

export interface Room {
  /** 16 random bytes. */
  readonly id: Uint8Array
  readonly place: Place
  readonly alias: string
  /** The desk key that opened it: only this key may return to it. */
  readonly deskKey: Uint8Array
  readonly openedAt: number
  /** Opened at a counter: the resident stands there. A phone is in it only when it scanned the desk's code; it is never given on. */
  readonly counter: boolean
  /** The right this room was opened for; used up when its card is sealed. */
  readonly right: Uint8Array | null
  /** What its phone was given to come back today. Held only so that a phone whose line dropped hears the same one; null at a counter. */
  readonly comeback: Comeback | null
  phone: Ear | null
  desk: Ear | null
  /** When the desk's socket was lost; the visit is given on when it stays away. */
  deskLostAt: number | null
  lease: Lease | null
  sealed: Sealed | null
}

/** A room seals once. The answer is ciphertext for the desk and is dropped when it has arrived. */
export interface Sealed {
  /** SHA-256 of the envelope: the same envelope gets the same answer, another one gets none. */
  envelopeHash: Uint8Array
  answer: Promise<Uint8Array> | null
}

export class Rooms {
  readonly #rooms = new Set<Room>()

  get count(): number {
    return this.#rooms.size
  }
  get sockets(): number {
    return this.all().reduce((sum, room) => sum + (room.phone ? 1 : 0) + (room.desk ? 1 : 0), 0)
  }
  get answers(): number {
    return this.all().filter(room => room.sealed?.answer).length
  }

  all(): Room[] {
    return [...this.#rooms]
  }

  open(room: Room): void {
    this.#rooms.add(room)
  }

  byId(id: Uint8Array): Room | null {
    return this.all().find(room => Buffer.compare(room.id, id) === 0) ?? null
  }

  byPlace(place: Place): Room | null {
    return this.all().find(room => room.place === place) ?? null
  }

  /** Drops everything a room held. */
  end(room: Room): void {
    this.#rooms.delete(room)
    room.lease?.end()
    room.lease = null
    room.sealed = null
    room.phone = null
    room.desk = null
  }

  has(room: Room): boolean {
    return this.#rooms.has(room)
  }
}

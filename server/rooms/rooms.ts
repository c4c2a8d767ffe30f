/** A room is one visit: a phone and a desk, or at a counter a desk alone, and what the server must remember between them until goodbye. */
import type { Comeback } from '@latchkey/wire/waiting.ts'
import { MemoryFile } from '../memory-files/memory-files.ts'
import { random } from '../platform.ts'
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

/** held 1 ‖ id 16 ‖ hash of the place 32 ‖ desk key 65 ‖ opened 4 ‖ length of the alias 1 ‖ alias 24. */
const at = { id: 1, place: 17, deskKey: 49, opened: 114, alias: 118 }
const longestAlias = 24
const entry = at.alias + 1 + longestAlias
/** Rooms past these are not in the copy: after a crash each is one more visit in the line. */
const most = 1024
/** Twice as many, so that a free one is soon drawn. */
const slots = 2 * most

export class Rooms {
  readonly #rooms = new Map<Place, Room>()
  readonly #file: MemoryFile
  readonly #slots = new Map<Room, number>()

  constructor(memoryFolder: string | null, owner: Uint8Array) {
    this.#file = new MemoryFile(memoryFolder, 'rooms', slots * entry, owner)
  }

  /**
   * Once, at the start: rooms of phone visits that a killed process left, with nobody in them. Their desks and phones come back as after any lost line.
   * @param find     the place of a hash; null when the line has forgotten it, and then the room is gone too
   * @param comeback what its phone gets to come back today: what it was given before is not in the copy
   */
  goOn(now: number, find: (hash: Uint8Array) => Place | null, comeback: () => Comeback): void {
    for (let slot = 0; slot < slots; slot++) {
      const bytes = this.#file.bytes.subarray(slot * entry, (slot + 1) * entry)
      if (bytes[0] !== 1) continue
      const place = find(bytes.subarray(at.place, at.deskKey))
      if (place === null || this.#rooms.has(place)) {
        this.#file.put(slot * entry, Buffer.alloc(entry))
        continue
      }
      const room: Room = {
        id: new Uint8Array(bytes.subarray(at.id, at.place)),
        place,
        alias: bytes.toString('latin1', at.alias + 1, at.alias + 1 + (bytes[at.alias] ?? 0)),
        deskKey: new Uint8Array(bytes.subarray(at.deskKey, at.opened)),
        openedAt: bytes.readUInt32BE(at.opened),
        counter: false,
        right: null,
        comeback: comeback(),
        phone: null,
        desk: null,
        deskLostAt: now,
        lease: null,
        sealed: null,
      }
      this.#rooms.set(place, room)
      this.#slots.set(room, slot)
    }
  }

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
    return [...this.#rooms.values()]
  }

  open(room: Room): void {
    this.#rooms.set(room.place, room)
    // A desk at a counter asks for its room by the place it drew itself.
    if (!room.counter && this.#slots.size < most) this.#keep(room)
  }

  byId(id: Uint8Array): Room | null {
    return this.all().find(room => Buffer.compare(room.id, id) === 0) ?? null
  }

  byPlace(place: Place): Room | null {
    return this.#rooms.get(place) ?? null
  }

  /** Drops everything a room held. */
  end(room: Room): void {
    if (this.has(room)) this.#rooms.delete(room.place)
    const slot = this.#slots.get(room)
    if (slot !== undefined) {
      this.#slots.delete(room)
      this.#file.put(slot * entry, Buffer.alloc(entry))
    }
    room.lease?.end()
    room.lease = null
    room.sealed = null
    room.phone = null
    room.desk = null
  }

  has(room: Room): boolean {
    return this.#rooms.get(room.place) === room
  }

  close(): void {
    this.#file.close()
  }

  #keep(room: Room): void {
    const bytes = Buffer.alloc(entry)
    bytes[0] = 1
    bytes.set(room.id, at.id)
    bytes.set(room.place.hash, at.place)
    bytes.set(room.deskKey, at.deskKey)
    bytes.writeUInt32BE(room.openedAt, at.opened)
    bytes[at.alias] = bytes.write(room.alias, at.alias + 1, longestAlias, 'latin1')
    let slot: number
    do slot = Buffer.from(random(2)).readUInt16BE(0) % slots
    while (this.#file.bytes[slot * entry] !== 0)
    this.#file.put(slot * entry, bytes)
    this.#slots.set(room, slot)
  }
}

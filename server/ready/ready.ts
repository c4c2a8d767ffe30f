/** The line of those whose number was reached: an order and the hash of a place, which only that phone can show (PROTOCOL §2). */
import { MemoryFile } from '../memory-files/memory-files.ts'

/** order 4 ‖ hash 32 ‖ held 1 (2: at a counter). */
const entry = 37
const slots = 16_384

export interface Place {
  readonly hash: Uint8Array
  /** The smallest is seen first; 0 is before every number. */
  order: number
  /** A desk has opened a room for it and not said goodbye: the visit is finished even when the way in has closed. */
  begun: boolean
  /** Drawn by a desk for who stands at its counter: no other desk ever takes it. */
  readonly counter: boolean
  /** Who looked first, while a second look is waited for or given; null otherwise. Not in the copy: after a crash whoever is next looks. */
  second: string | null
  /** Since when it is waited for, seconds since 1970. */
  secondSince: number
  readonly slot: number
}

export class Ready {
  readonly #file: MemoryFile
  readonly #places = new Map<string, Place>()
  readonly #free: number[] = []

  constructor(memoryFolder: string | null, owner: Uint8Array) {
    this.#file = new MemoryFile(memoryFolder, 'ready', slots * entry, owner)
    for (let slot = slots - 1; slot >= 0; slot--) {
      const bytes = this.#file.bytes.subarray(slot * entry, (slot + 1) * entry)
      if (bytes[36] !== 1 && bytes[36] !== 2) {
        this.#free.push(slot)
        continue
      }
      const hash = new Uint8Array(bytes.subarray(4, 36))
      const order = bytes.readUInt32BE(0)
      this.#places.set(key(hash), { hash, order, begun: order === 0, counter: bytes[36] === 2, second: null, secondSince: 0, slot })
    }
  }

  get count(): number {
    return this.#places.size
  }

  find(hash: Uint8Array): Place | null {
    return this.#places.get(key(hash)) ?? null
  }

  /** Takes a place into the line; the same place again keeps its order. @returns null when the line is full */
  add(order: number, hash: Uint8Array, counter = false): Place | null {
    const known = this.find(hash)
    if (known !== null) return known
    const slot = this.#free.pop()
    if (slot === undefined) return null
    const place: Place = { hash: new Uint8Array(hash), order, begun: false, counter, second: null, secondSince: 0, slot }
    this.#places.set(key(hash), place)
    this.#write(place)
    return place
  }

  /** The visit began, or is given on: from now on this place is before every number, also after a crash. */
  toFront(place: Place): void {
    place.order = 0
    if (this.find(place.hash) === place) this.#write(place)
  }

  drop(place: Place): void {
    if (this.find(place.hash) !== place) return
    this.#places.delete(key(place.hash))
    this.#file.put(place.slot * entry, Buffer.alloc(entry))
    this.#free.push(place.slot)
  }

  /** The day ends; `stays` says which visits are still going on. */
  clear(stays: (place: Place) => boolean): void {
    for (const place of [...this.#places.values()]) if (!stays(place)) this.drop(place)
  }

  close(): void {
    this.#file.close()
  }

  #write({ order, hash, counter, slot }: Place): void {
    const bytes = Buffer.alloc(entry)
    bytes.writeUInt32BE(order)
    bytes.set(hash, 4)
    bytes[36] = counter ? 2 : 1
    this.#file.put(slot * entry, bytes)
  }
}

const key = (hash: Uint8Array): string => Buffer.from(hash).toString('latin1')

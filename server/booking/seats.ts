/**
 * The seats of every slot (docs/protocol/booking.md): what each is, and nothing of who has it. One entry a slot of fixed size, with a copy on the memory
 * file system; every change is one write, so that a killed process has done all of it or nothing.
 *
 *   slot 4 ‖ lost 1 ‖ along 2 ‖ empty 1 ‖ 64 seats of one byte: round 4 bits ‖ state 4 bits ‖ moved: 64 seats of 16 bits, one a round
 *   ‖ mark: 64 seats of 8 bytes, while the seat is given
 */
import { mostRounds, mostSeats } from '@latchkey/wire/booking-code.ts'
import { MemoryFile } from '../memory-files/memory-files.ts'
import { random, sameBytes } from '../platform.ts'

export type SeatState = 'free' | 'given' | 'back' | 'come' | 'lost'
const states: readonly SeatState[] = ['free', 'given', 'back', 'come', 'lost']

const movedAt = 8 + mostSeats
const marksAt = movedAt + (mostSeats * mostRounds) / 8
/** Bytes by which a phone that lost its answer finds the seat it was given: of what it drew, made by a key. */
export const markLength = 8
const unmarked = new Uint8Array(markLength)
const entry = marksAt + mostSeats * markLength
/** More than a plan of 64 days and a thousand seats a day has slots. */
export const mostSlots = 4096

export class Seats {
  readonly #file: MemoryFile
  readonly #at = new Map<number, number>()
  readonly #free: number[] = []

  constructor(memoryFolder: string | null, owner: Uint8Array) {
    this.#file = new MemoryFile(memoryFolder, 'booking', mostSlots * entry, owner)
    for (let at = mostSlots - 1; at >= 0; at--) {
      const slot = this.#file.number(at * entry)
      if (slot === 0) this.#free.push(at)
      else this.#at.set(slot - 1, at)
    }
  }

  /** True when the bitmaps are those of the process before: whatever has none was never given. */
  get found(): boolean {
    return this.#file.found
  }

  /** The keys of all slots that are known. */
  keys(): IterableIterator<number> {
    return this.#at.keys()
  }
  has(slot: number): boolean {
    return this.#at.has(slot)
  }

  /** How many seats are given or were come to. */
  get given(): number {
    let count = 0
    for (const slot of this.#at.keys())
      for (let seat = 0; seat < mostSeats; seat++) if (['given', 'come'].includes(this.state(slot, seat))) count++
    return count
  }

  /**
   * A slot whose seats nobody has, or of which nobody knows who has them.
   * @param lost how many seats were released when their bitmap was lost: each of them counts as taken. 0 for a new slot
   */
  open(slot: number, lost: number): void {
    if (this.has(slot)) return
    const at = this.#free.pop()
    if (at === undefined) return
    const bytes = Buffer.alloc(entry)
    bytes.writeUInt32BE(slot + 1)
    bytes[4] = lost
    bytes.fill(states.indexOf('lost'), 8, 8 + lost)
    this.#file.put(at * entry, bytes)
    this.#at.set(slot, at)
  }

  /** About how many people may still come: whose companions came is not known, so they are shared out evenly. */
  toCome(slot: number): number {
    let [given, came, lost] = [0, 0, 0]
    for (let seat = 0; seat < mostSeats; seat++) {
      const state = this.state(slot, seat)
      if (state === 'given') given++
      else if (state === 'come') came++
      else if (state === 'lost') lost++
    }
    return lost + given + (given === 0 ? 0 : Math.round((this.along(slot) * given) / (given + came)))
  }

  /** The slot's day is over. */
  drop(slot: number): void {
    const at = this.#at.get(slot)
    if (at === undefined) return
    this.#at.delete(slot)
    this.#file.put(at * entry, Buffer.alloc(entry))
    this.#free.push(at)
  }

  state(slot: number, seat: number): SeatState {
    return states[this.#seat(slot, seat) & 15] ?? 'lost'
  }
  round(slot: number, seat: number): number {
    return this.#seat(slot, seat) >> 4
  }
  /** People who come along with the holders of this slot's seats. */
  along(slot: number): number {
    return this.#file.bytes.readUInt16BE(this.#base(slot) + 5)
  }
  /** Seats of before the bitmap was lost. */
  lost(slot: number): number {
    return this.#file.bytes[this.#base(slot) + 4]!
  }

  /** Seats that may be given now: free, or back and not given too often. */
  #giveable(slot: number, isOpen: (seat: number) => boolean): number[] {
    const found: number[] = []
    for (let seat = this.lost(slot); seat < mostSeats; seat++) {
      const state = this.state(slot, seat)
      if ((state === 'free' || (state === 'back' && this.round(slot, seat) + 1 < mostRounds)) && isOpen(seat)) found.push(seat)
    }
    return found
  }

  /** How many people may still come. @param along how many come along with holders of these seats; those of helpers' seats come alone */
  left(slot: number, isOpen: (seat: number) => boolean, along = this.along(slot)): number {
    return Math.max(0, this.#giveable(slot, isOpen).length - along)
  }

  /** The seat that was given under this mark and is given still. */
  marked(slot: number, mark: Uint8Array): { seat: number; round: number } | null {
    const marks = this.#base(slot) + marksAt
    for (let seat = 0; seat < mostSeats; seat++) {
      const at = marks + seat * markLength
      if (this.state(slot, seat) === 'given' && sameBytes(this.#file.bytes.subarray(at, at + markLength), mark))
        return { seat, round: this.round(slot, seat) }
    }
    return null
  }

  /**
   * Gives a seat drawn at random, and as many more people room.
   * @param mark  by which it is found again; null on paper
   * @param along as for `left`
   * @returns null when there is none
   */
  give(
    slot: number,
    people: number,
    mark: Uint8Array | null,
    isOpen: (seat: number) => boolean,
    along = this.along(slot),
  ): { seat: number; round: number } | null {
    const found = this.#giveable(slot, isOpen)
    if (found.length - along < people) return null
    const seat = found[draw(found.length)] as number
    const round = this.state(slot, seat) === 'back' ? this.round(slot, seat) + 1 : 0
    this.#change(slot, seat, round, 'given', { along: people - 1, mark: mark ?? unmarked })
    return { seat, round }
  }

  /** The seat goes back. One of before the bitmap was lost stays as it is: nobody knows whose it was last, and it is not given again. */
  giveBack(slot: number, seat: number, people: number, moved: boolean): void {
    if (this.state(slot, seat) === 'given') this.#change(slot, seat, this.round(slot, seat), 'back', { along: 1 - people, moved })
  }
  /** Whether its holder of this round had another time when it went back. */
  moved(slot: number, seat: number, round: number): boolean {
    return (this.#file.bytes.readUInt16BE(this.#base(slot) + movedAt + 2 * seat) & (1 << round)) !== 0
  }

  /** Its holder has come. Whoever comes along keeps their room. */
  come(slot: number, seat: number): void {
    this.#change(slot, seat, this.round(slot, seat), 'come', {})
  }

  close(): void {
    this.#file.close()
  }

  #base(slot: number): number {
    const at = this.#at.get(slot)
    if (at === undefined) throw new Error('no such slot')
    return at * entry
  }
  #seat(slot: number, seat: number): number {
    return this.#file.bytes[this.#base(slot) + 8 + seat]!
  }

  /** A seat that is given no longer loses its mark. */
  #change(
    slot: number,
    seat: number,
    round: number,
    state: SeatState,
    { along = 0, moved = false, mark = unmarked }: { along?: number; moved?: boolean; mark?: Uint8Array },
  ): void {
    const base = this.#base(slot)
    const bytes = Buffer.from(this.#file.bytes.subarray(base, base + entry))
    bytes.writeUInt16BE(bytes.readUInt16BE(5) + along, 5)
    bytes[8 + seat] = (round << 4) | states.indexOf(state)
    bytes.set(mark, marksAt + seat * markLength)
    if (moved) bytes.writeUInt16BE(bytes.readUInt16BE(movedAt + 2 * seat) | (1 << round), movedAt + 2 * seat)
    this.#file.put(base, bytes)
  }
}

/** 0 … most - 1, each as likely as the others. */
function draw(most: number): number {
  let byte: number
  do byte = random(1)[0] as number
  while (byte >= 256 - (256 % most))
  return byte % most
}

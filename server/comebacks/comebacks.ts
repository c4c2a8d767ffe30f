/**
 * Ways back (docs/protocol/waiting.md): every phone gets one when its visit begins, good once until closing. What is kept is which were used, in
 * slots drawn at random: neither from one nor from its place here can be told which visit it was given in, or when it was used.
 */
import { tagged } from '@latchkey/certificates/tagged.ts'
import { toBytes, toText } from '@latchkey/wire/edge.ts'
import { Fault } from '@latchkey/wire/faults.ts'
import type { Comeback } from '@latchkey/wire/waiting.ts'
import { MemoryFile } from '../memory-files/memory-files.ts'
import { hmac, random, sameBytes } from '../platform.ts'
import { dayKey } from '../waiting/number.ts'

/** used 1 ‖ id 16. */
const entry = 17
const most = 16_384
/** Twice as many, so that a free one is soon drawn. */
const slots = 2 * most

export interface ComebacksPlan {
  city: string
  waitingKey: Uint8Array
  memoryFolder: string | null
  owner: Uint8Array
}

export class Comebacks {
  readonly #plan: ComebacksPlan
  readonly #file: MemoryFile
  readonly #used = new Set<string>()

  constructor(plan: ComebacksPlan) {
    this.#plan = plan
    this.#file = new MemoryFile(plan.memoryFolder, 'comebacks', slots * entry, plan.owner)
    for (let slot = 0; slot < slots; slot++) {
      const bytes = this.#file.bytes.subarray(slot * entry, (slot + 1) * entry)
      if (bytes[0] === 1) this.#used.add(toText(new Uint8Array(bytes.subarray(1))))
    }
  }

  /** How many were used today. */
  get count(): number {
    return this.#used.size
  }

  /** For a phone whose room opens. Nothing is remembered of it here. */
  give(day: string): Comeback {
    const id = random(16)
    return { day, id: toText(id), mac: toText(this.#mac(day, id)) }
  }

  /**
   * Holder of a way back → a place in the line. The attacker controls every field; one that was made up fails its MAC before anything else is looked at.
   * @param today the city's day
   * @param open  phone visits are open
   * @param again whether this very place is held already: the phone asks a second time because the answer was lost
   * @param hold  takes the place into the line. Runs before the way back is marked, so that a process killed between the two loses nothing
   * @throws Fault `comeback_unknown`, `comeback_other_day`, `comeback_used`, `closed`, `too_fast`
   */
  use(comeback: Comeback, today: string, open: boolean, again: () => boolean, hold: () => void): void {
    const id = toBytes(comeback.id)
    if (!sameBytes(this.#mac(comeback.day, id), toBytes(comeback.mac))) throw new Fault('comeback_unknown')
    if (comeback.day !== today) throw new Fault('comeback_other_day')
    if (this.#used.has(comeback.id)) {
      if (again()) return
      throw new Fault('comeback_used')
    }
    if (!open) throw new Fault('closed')
    if (this.#used.size >= most) throw new Fault('too_fast')
    hold()
    let slot: number
    do slot = Buffer.from(random(2)).readUInt16BE(0) % slots
    while (this.#file.bytes[slot * entry] !== 0)
    this.#file.put(slot * entry, Buffer.concat([Uint8Array.of(1), id]))
    this.#used.add(comeback.id)
  }

  startDay(): void {
    this.#used.clear()
    this.#file.clear()
  }

  close(): void {
    this.#file.close()
  }

  #mac(day: string, id: Uint8Array): Uint8Array {
    const { waitingKey, city } = this.#plan
    return hmac(dayKey(waitingKey, city, day), tagged('latchkey/comeback/v1', [city, day, id])).subarray(0, 16)
  }
}

/**
 * Rights to one seal (PROTOCOL §6): a cancel code was spent, and whoever holds these 16 bytes may have one room for it. Nothing ties a right to a
 * code: it is drawn at random, and lies in a slot drawn at random.
 */
import { toText } from '@latchkey/wire/edge.ts'
import { Fault } from '@latchkey/wire/faults.ts'
import { MemoryFile } from '../memory-files/memory-files.ts'
import { random } from '../platform.ts'

/** held 1 ‖ right 16. */
const entry = 17
const most = 2048
/** Twice as many, so that a free one is soon drawn. */
const slots = 2 * most

export class Rights {
  readonly #file: MemoryFile
  readonly #slots = new Map<string, number>()

  constructor(memoryFolder: string | null, owner: Uint8Array) {
    this.#file = new MemoryFile(memoryFolder, 'rights', slots * entry, owner)
    for (let slot = 0; slot < slots; slot++) {
      const bytes = this.#file.bytes.subarray(slot * entry, (slot + 1) * entry)
      if (bytes[0] === 1) this.#slots.set(toText(new Uint8Array(bytes.subarray(1))), slot)
    }
  }

  get count(): number {
    return this.#slots.size
  }

  /** Is there room for one more? Asked before the code is spent: a spent code without a right would leave a holder with nothing. @throws Fault `too_fast` */
  refuseFull(): void {
    if (this.#slots.size >= most) throw new Fault('too_fast')
  }

  /** @returns 16 random bytes */
  give(): Uint8Array {
    const right = random(16)
    let slot: number
    do slot = Buffer.from(random(2)).readUInt16BE(0) % slots
    while (this.#file.bytes[slot * entry] !== 0)
    this.#file.put(slot * entry, Buffer.concat([Uint8Array.of(1), right]))
    this.#slots.set(toText(right), slot)
    return right
  }

  has(right: Uint8Array): boolean {
    return this.#slots.has(toText(right))
  }

  /** Its card is sealed. */
  use(right: Uint8Array): void {
    const slot = this.#slots.get(toText(right))
    if (slot === undefined) return
    this.#slots.delete(toText(right))
    this.#file.put(slot * entry, Buffer.alloc(entry))
  }

  startDay(): void {
    this.#slots.clear()
    this.#file.clear()
  }

  close(): void {
    this.#file.close()
  }
}

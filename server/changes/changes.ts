/** Cancelled since the last list. Each lies in a slot drawn at random: the file shows no order. */
import type { Status } from '@latchkey/card/status-list.ts'
import { MemoryFile } from '../memory-files/memory-files.ts'
import { random } from '../platform.ts'

/** held and status 1 ‖ period 1 ‖ index 4. */
const entry = 6
/** More than five a second for an hour. */
const most = 32_768
/** Twice as many, so that a free one is soon drawn. */
const slots = 2 * most

export interface Change {
  period: number
  index: number
  status: Exclude<Status, 0>
}

export class Changes {
  readonly #file: MemoryFile
  readonly #changes = new Map<string, Change>()

  constructor(memoryFolder: string | null, owner: Uint8Array) {
    this.#file = new MemoryFile(memoryFolder, 'changes', slots * entry, owner)
    for (let slot = 0; slot < slots; slot++) {
      const status = this.#file.bytes[slot * entry]!
      if (status !== 1 && status !== 3) continue
      const period = this.#file.bytes[slot * entry + 1]!
      const index = this.#file.number(slot * entry + 2)
      this.#changes.set(`${period}/${index}`, { period, index, status })
    }
  }

  get count(): number {
    return this.#changes.size
  }
  all(): Change[] {
    return [...this.#changes.values()]
  }

  add(change: Change): void {
    const key = `${change.period}/${change.index}`
    const known = this.#changes.get(key)
    // Replaced says more than cancelled: who cancelled alone may still have a new card within the hour.
    if (known && (known.status === change.status || known.status === 3)) return
    if (known) this.#drop(known)
    if (this.#changes.size >= most) return
    this.#changes.set(key, change)
    let slot: number
    do slot = Buffer.from(random(2)).readUInt16BE(0)
    while (this.#file.bytes[slot * entry] !== 0)
    const bytes = Buffer.alloc(entry)
    bytes[0] = change.status
    bytes[1] = change.period
    bytes.writeUInt32BE(change.index, 2)
    this.#file.put(slot * entry, bytes)
  }

  find(period: number, index: number): Change | null {
    return this.#changes.get(`${period}/${index}`) ?? null
  }

  /** The list with these changes is in the store. What came meanwhile stays. */
  done(changes: Change[]): void {
    for (const change of changes) {
      const key = `${change.period}/${change.index}`
      if (this.#changes.get(key) === change) this.#changes.delete(key)
    }
    const rest = this.all()
    this.#file.clear()
    this.#changes.clear()
    for (const change of rest) this.add(change)
  }

  #drop({ period, index }: Change): void {
    this.#changes.delete(`${period}/${index}`)
    for (let slot = 0; slot < slots; slot++) {
      const at = slot * entry
      if (this.#file.bytes[at] !== 0 && this.#file.bytes[at + 1] === period && this.#file.number(at + 2) === index)
        this.#file.put(at, Buffer.alloc(entry))
    }
  }

  close(): void {
    this.#file.close()
  }
}

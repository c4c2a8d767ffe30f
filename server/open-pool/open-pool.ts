/** What is left of the opened pools: a set without order, with a bitmap on the memory file system (PROTOCOL §5). */
import type { PooledBlank } from '@latchkey/card/pipe.ts'
import { MemoryFile } from '../memory-files/memory-files.ts'
import { random } from '../platform.ts'

export interface OpenedPool {
  period: number
  pool: number
  blanks: PooledBlank[]
}

interface Left {
  blank: PooledBlank
  file: MemoryFile
  bit: number
}

/** Name of a pool's bitmap on the memory file system. */
export const poolFileName = (period: number, pool: number): string => `pool-${period}-${pool}`

export class OpenPool {
  #period = -1
  #left: Left[] = []
  #files: MemoryFile[] = []
  readonly #folder: string | null
  readonly #owner: Uint8Array

  constructor(memoryFolder: string | null, owner: Uint8Array) {
    this.#folder = memoryFolder
    this.#owner = owner
  }

  get left(): number {
    return this.#left.length
  }
  get period(): number {
    return this.#period
  }

  /** A new quarter: what was left of the old one is never used. */
  startPeriod(period: number): void {
    if (this.#period === period) return
    this.close()
    this.#period = period
  }

  /**
   * Takes a pool in.
   * @param was `now`: it is being opened. `before`: a process before this one opened it; only the bitmap says what is left, and without
   *   it (a power cut) the pool is burned, because an index used twice would be two cards cancelled as one. `practice`: as before, but a
   *   pool without its bitmap is begun again, since a machine without memory files would otherwise end its practice at the first restart
   */
  take({ period, pool, blanks }: OpenedPool, was: 'now' | 'before' | 'practice'): void {
    if (period !== this.#period) return
    const file = new MemoryFile(this.#folder, poolFileName(period, pool), Math.ceil(blanks.length / 8), this.#owner)
    this.#files.push(file)
    const fresh = was === 'now' || (was === 'practice' && !file.found)
    blanks.forEach((blank, bit) => {
      if (fresh) file.putBit(0, bit, true)
      if (file.bit(0, bit)) this.#left.push({ blank, file, bit })
    })
  }

  /**
   * Draws one at random and marks it used, in the copy too, before it returns.
   * @returns null when none is left; `putBack` is for a signer that refused and signed nothing
   */
  draw(): { blank: PooledBlank; putBack(): void } | null {
    const count = this.#left.length
    if (count === 0) return null
    const at = below(count)
    const drawn = this.#left[at]!
    this.#left[at] = this.#left[count - 1]!
    this.#left.pop()
    drawn.file.putBit(0, drawn.bit, false)
    const putBack = () => {
      if (!this.#files.includes(drawn.file)) return
      drawn.file.putBit(0, drawn.bit, true)
      this.#left.push(drawn)
    }
    return { blank: drawn.blank, putBack }
  }

  close(): void {
    for (const file of this.#files) file.close()
    this.#files = []
    this.#left = []
  }
}

/** A whole number below `count`, each as likely as the other. */
function below(count: number): number {
  const limit = Math.floor(2 ** 32 / count) * count
  for (;;) {
    const drawn = Buffer.from(random(4)).readUInt32BE(0)
    if (drawn < limit) return drawn % count
  }
}

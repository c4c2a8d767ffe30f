/**
 * Finds a hundred thousand byte patterns in gigabytes. A pattern is known by windows of six bytes, or four; a bit table of all windows rejects nearly
 * every position at once. A long pattern is known by eight neighbouring windows, so that only every eighth position has to be looked at.
 */
import { closeSync, openSync, readSync } from 'node:fs'

export interface Pattern {
  /** What a hit says: never the pattern's own bytes. */
  name: string
  bytes: Buffer
  /** Eight digits stand by chance in every few megabytes of hex: such a pattern does not count with a hex digit on both sides. */
  notAmidHex?: boolean
}

export interface Hit {
  pattern: Pattern
  offset: number
}

/** A shorter pattern would be found everywhere. */
export const shortest = 6

let counts: Uint16Array | undefined

/** How often each three bytes stand in a program much like those that are searched: Node itself, its code and its texts. */
function commonness(): Uint16Array {
  if (counts) return counts
  counts = new Uint16Array(1 << 24)
  const sample = Buffer.alloc(32 << 20)
  const program = openSync(process.execPath, 'r')
  readSync(program, sample)
  closeSync(program)
  let three = 0
  for (const byte of sample) {
    three = ((three << 8) | byte) & 0xffffff
    if (counts[three]! < 65_535) counts[three]!++
  }
  return counts
}

const threeAt = (bytes: Buffer, at: number) => (bytes[at]! << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!

/** How hard it is to tell the window at `at` from what stands everywhere; a window of zeros would stop the search at every empty page. */
function commonnessOf(bytes: Buffer, at: number, window: Window): number {
  const first = threeAt(bytes, at)
  const second = threeAt(bytes, at + window - 3)
  if (first === 0 && second === 0) return Number.POSITIVE_INFINITY
  const common = commonness()
  return Math.min(common[first]!, common[second]!)
}

/** Where the `stride` neighbouring windows begin that are rarest together: one that is looked for wherever 'String' stands takes for ever. */
function rarest(bytes: Buffer, stride: number, window: Window): number | null {
  let best: number | null = null
  let least = Number.POSITIVE_INFINITY
  for (let at = 0; at + stride - 1 + window <= bytes.length && least > 0; at++) {
    let sum = 0
    for (let step = 0; step < stride && sum < least; step++) sum += commonnessOf(bytes, at + step, window)
    if (sum < least) {
      least = sum
      best = at
    }
  }
  return best
}

const isHex = (byte: number | undefined) =>
  byte !== undefined && ((byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66))

const viewOf = (bytes: Buffer) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
const hashAt = (view: DataView, at: number, window: Window) =>
  Math.imul(view.getInt32(at), 0x9e3779b1) ^ (window === 6 ? Math.imul(view.getUint16(at + 4), 0x85ebca6b) : 0)

const page = 4096
const emptyPage = Buffer.alloc(page)

/** Bytes that are looked at together: six where a pattern is long enough, four of a short one, which would otherwise be looked for at every byte. */
type Window = 4 | 6

/** Patterns that are known by `stride` windows each: of what is searched, every `stride`th position is looked at. */
class Lane {
  readonly stride: number
  readonly window: Window
  readonly #shift: number
  readonly #table: Uint8Array
  readonly #heads: Int32Array
  // One row a window: its hash, its pattern, where in it the window stands, and the row before it in the same chain.
  readonly #hashes: number[] = []
  readonly #patterns: number[] = []
  readonly #offsets: number[] = []
  readonly #before: number[] = []

  constructor(stride: number, window: Window, tableBits: number, headBits: number) {
    this.stride = stride
    this.window = window
    this.#shift = 32 - tableBits
    this.#table = new Uint8Array(1 << (tableBits - 3))
    this.#heads = new Int32Array(1 << headBits).fill(-1)
  }

  /** @returns whether the pattern is long enough, and no window of it empty */
  add(index: number, bytes: Buffer): boolean {
    const start = rarest(bytes, this.stride, this.window)
    if (start === null) return false
    const view = viewOf(bytes)
    for (let at = start; at < start + this.stride; at++) {
      const hash = hashAt(view, at, this.window)
      const slot = hash >>> this.#shift
      const head = hash & (this.#heads.length - 1)
      this.#table[slot >> 3]! |= 1 << (slot & 7)
      this.#hashes.push(hash)
      this.#patterns.push(index)
      this.#offsets.push(at)
      this.#before.push(this.#heads[head]!)
      this.#heads[head] = this.#hashes.length - 1
    }
    return true
  }

  /**
   * Tells of each place from `from` up to `end` where a pattern may stand: the pattern's index, and where it would begin.
   */
  search(view: DataView, from: number, end: number, found: (pattern: number, offset: number) => void) {
    if (this.#hashes.length === 0) return
    const { stride, window } = this
    const table = this.#table
    const shift = this.#shift
    const heads = this.#heads
    const mask = heads.length - 1
    for (let at = from; at < end; at += stride) {
      const hash = hashAt(view, at, window)
      const slot = hash >>> shift
      if ((table[slot >> 3]! & (1 << (slot & 7))) === 0) continue
      for (let row = heads[hash & mask]!; row >= 0; row = this.#before[row]!)
        if (this.#hashes[row] === hash) found(this.#patterns[row]!, at - this.#offsets[row]!)
    }
  }
}

/**
 * Whether sixteen bytes all over a pattern stand there. Rows of pixels share their windows with each other and with much that is no picture: asking for
 * all bytes of each of a thousand of them wherever a window stands was most of the drill's search.
 */
function isLike(haystack: Buffer, offset: number, bytes: Buffer): boolean {
  const step = bytes.length >> 4 || 1
  for (let at = step >> 1; at < bytes.length; at += step) if (haystack[offset + at] !== bytes[at]) return false
  return true
}

export class Matcher {
  readonly #patterns: Pattern[] = []
  readonly #lanes = [new Lane(8, 6, 24, 20), new Lane(4, 6, 20, 14), new Lane(3, 4, 18, 12), new Lane(1, 6, 12, 8)]
  /** A search in pieces must overlap by this many bytes. */
  longest = shortest

  constructor(patterns: readonly Pattern[]) {
    this.add(patterns)
  }

  /** @throws RangeError for a pattern too short to mean anything, or of zeros, which stand everywhere */
  add(patterns: readonly Pattern[]) {
    for (const pattern of patterns) {
      const { bytes } = pattern
      if (bytes.length < shortest) throw new RangeError('a pattern is too short')
      const index = this.#patterns.push(pattern) - 1
      if (!this.#lanes.some(lane => lane.add(index, bytes))) throw new RangeError('a pattern is empty')
      this.longest = Math.max(this.longest, bytes.length)
    }
  }

  /** Where each pattern stands in `haystack`: one hit a pattern, so that a frequent one cannot crowd out a rare one. */
  search(haystack: Buffer): Hit[] {
    const found: Hit[] = []
    const seen = new Set<number>()
    const isThere = (index: number, offset: number) => {
      const pattern = this.#patterns[index]!
      const { bytes, notAmidHex } = pattern
      const after = offset + bytes.length
      if (offset < 0 || after > haystack.length || !isLike(haystack, offset, bytes) || seen.has(index)) return
      if (haystack.compare(bytes, 0, bytes.length, offset, after) !== 0) return
      if (notAmidHex && isHex(haystack[offset - 1]) && isHex(haystack[after])) return
      seen.add(index)
      found.push({ pattern, offset })
    }
    const view = viewOf(haystack)
    for (let from = 0; from < haystack.length; from += page) {
      const next = from + page
      // Most of a process's memory has never been written. The last windows of an empty page reach into the next one and are looked at.
      const isEmpty = next <= haystack.length && haystack.compare(emptyPage, 0, page, from, next) === 0
      for (const lane of this.#lanes) {
        const { stride, window } = lane
        const begin = isEmpty ? next - stride * Math.ceil((window - 1) / stride) : from
        lane.search(view, begin, Math.min(next, haystack.length - window + 1), isThere)
      }
    }
    return found
  }
}

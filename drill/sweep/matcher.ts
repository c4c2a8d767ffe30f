/** Finds tens of thousands of byte patterns in gigabytes: a bit table over six bytes of each rejects nearly every position at once. */
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

/** The rarest six bytes of a pattern: one that is looked for wherever 'String' or six zeros stand takes for ever. */
function anchorOf(bytes: Buffer): number {
  const common = commonness()
  let best = 0
  let least = Number.POSITIVE_INFINITY
  for (let at = 0; at + shortest <= bytes.length && least > 0; at++) {
    const seen = Math.min(common[threeAt(bytes, at)]!, common[threeAt(bytes, at + 3)]!)
    if (seen < least) {
      least = seen
      best = at
    }
  }
  return best
}

const isHex = (byte: number | undefined) =>
  byte !== undefined && ((byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66))

const slotOf = (first: number, second: number) => (Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)) >>> 8

export class Matcher {
  readonly #table = new Uint8Array(1 << 21)
  readonly #patterns: readonly Pattern[]
  /** Where in each pattern its anchor stands, and who else has the same slot. */
  readonly #anchors: Int32Array
  readonly #next: Int32Array
  readonly #first = new Map<number, number>()
  /** A search in pieces must overlap by this many bytes. */
  readonly longest: number

  constructor(patterns: readonly Pattern[]) {
    this.#patterns = patterns
    this.#anchors = new Int32Array(patterns.length)
    this.#next = new Int32Array(patterns.length)
    this.longest = shortest
    for (const [index, { bytes }] of patterns.entries()) {
      if (bytes.length < shortest) throw new RangeError('a pattern is too short')
      this.longest = Math.max(this.longest, bytes.length)
      const at = anchorOf(bytes)
      const slot = slotOf(threeAt(bytes, at), threeAt(bytes, at + 3))
      this.#table[slot >> 3]! |= 1 << (slot & 7)
      this.#anchors[index] = at
      this.#next[index] = this.#first.get(slot) ?? -1
      this.#first.set(slot, index)
    }
  }

  /** Where each pattern stands in `haystack` first: one hit a pattern, so that a frequent one cannot crowd out a rare one. */
  search(haystack: Buffer): Hit[] {
    const found: Hit[] = []
    const seen = new Set<number>()
    const table = this.#table
    const end = haystack.length
    if (end < shortest) return found
    let older = (haystack[0]! << 8) | haystack[1]!
    let newer = threeAt(haystack, 2)
    for (let last = 5; last < end; last++) {
      older = ((older << 8) | (newer >>> 16)) & 0xffffff
      newer = ((newer << 8) | haystack[last]!) & 0xffffff
      const slot = slotOf(older, newer)
      if ((table[slot >> 3]! & (1 << (slot & 7))) === 0) continue
      for (let index = this.#first.get(slot) ?? -1; index >= 0; index = this.#next[index]!) {
        const { bytes, notAmidHex } = this.#patterns[index]!
        const offset = last - 5 - this.#anchors[index]!
        if (offset < 0 || offset + bytes.length > end || seen.has(index)) continue
        if (haystack.compare(bytes, 0, bytes.length, offset, offset + bytes.length) !== 0) continue
        if (notAmidHex && isHex(haystack[offset - 1]) && isHex(haystack[offset + bytes.length])) continue
        seen.add(index)
        found.push({ pattern: this.#patterns[index]!, offset })
      }
    }
    return found
  }
}

/** Finds thousands of byte patterns in gigabytes: a bit table over the first three bytes rejects nearly every position at once. */
export interface Pattern {
  /** What a hit says: never the pattern's own bytes. */
  name: string
  bytes: Buffer
}

export interface Hit {
  pattern: Pattern
  offset: number
}

export class Matcher {
  readonly #table = new Uint8Array(1 << 21)
  readonly #byStart = new Map<number, Pattern[]>()
  /** A search in pieces must overlap by this many bytes. */
  readonly longest: number

  constructor(patterns: readonly Pattern[]) {
    for (const pattern of patterns) {
      const { bytes } = pattern
      if (bytes.length < 4) throw new RangeError('a pattern is too short')
      const start = (bytes[0]! << 16) | (bytes[1]! << 8) | bytes[2]!
      this.#table[start >> 3]! |= 1 << (start & 7)
      const same = this.#byStart.get(start)
      if (same) same.push(pattern)
      else this.#byStart.set(start, [pattern])
    }
    this.longest = Math.max(4, ...patterns.map(({ bytes }) => bytes.length))
  }

  /** Every place a pattern stands in `haystack`; at most `most` hits. */
  search(haystack: Buffer, most = 1000): Hit[] {
    const found: Hit[] = []
    const table = this.#table
    const end = haystack.length
    if (end < 4) return found
    let start = (haystack[0]! << 8) | haystack[1]!
    for (let at = 2; at < end; at++) {
      start = ((start << 8) | haystack[at]!) & 0xffffff
      if ((table[start >> 3]! & (1 << (start & 7))) === 0) continue
      const offset = at - 2
      for (const pattern of this.#byStart.get(start) ?? []) {
        const { bytes } = pattern
        if (offset + bytes.length <= end && haystack.compare(bytes, 0, bytes.length, offset, offset + bytes.length) === 0) {
          found.push({ pattern, offset })
          if (found.length >= most) return found
        }
      }
    }
    return found
  }
}

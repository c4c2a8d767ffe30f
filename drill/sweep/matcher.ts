/** Finds thousands of byte patterns in gigabytes: a bit table over three bytes of each rejects nearly every position at once. */
export interface Pattern {
  /** What a hit says: never the pattern's own bytes. */
  name: string
  bytes: Buffer
}

export interface Hit {
  pattern: Pattern
  offset: number
}

interface Anchored {
  pattern: Pattern
  /** Where in the pattern its three bytes stand. */
  at: number
}

/** The most telling three bytes: memory is full of zeros and of 255s, and a pattern looked for at each of them takes for ever. */
function anchorOf(bytes: Buffer): number {
  let best = 0
  let most = 0
  for (let at = 0; at + 3 <= bytes.length && most < 3; at++) {
    const three = [bytes[at]!, bytes[at + 1]!, bytes[at + 2]!]
    const telling = new Set(three.filter(byte => byte !== 0 && byte !== 255)).size || (new Set(three).size > 1 ? 0.5 : 0)
    if (telling > most) {
      most = telling
      best = at
    }
  }
  return best
}

export class Matcher {
  readonly #table = new Uint8Array(1 << 21)
  readonly #byAnchor = new Map<number, Anchored[]>()
  /** A search in pieces must overlap by this many bytes. */
  readonly longest: number

  constructor(patterns: readonly Pattern[]) {
    for (const pattern of patterns) {
      const { bytes } = pattern
      if (bytes.length < 4) throw new RangeError('a pattern is too short')
      const at = anchorOf(bytes)
      const anchor = (bytes[at]! << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!
      this.#table[anchor >> 3]! |= 1 << (anchor & 7)
      const same = this.#byAnchor.get(anchor)
      if (same) same.push({ pattern, at })
      else this.#byAnchor.set(anchor, [{ pattern, at }])
    }
    this.longest = Math.max(4, ...patterns.map(({ bytes }) => bytes.length))
  }

  /** Where each pattern stands in `haystack` first: one hit a pattern, so that a frequent one cannot crowd out a rare one. */
  search(haystack: Buffer): Hit[] {
    const found: Hit[] = []
    const seen = new Set<Pattern>()
    const table = this.#table
    const end = haystack.length
    if (end < 4) return found
    let anchor = (haystack[0]! << 8) | haystack[1]!
    for (let last = 2; last < end; last++) {
      anchor = ((anchor << 8) | haystack[last]!) & 0xffffff
      if ((table[anchor >> 3]! & (1 << (anchor & 7))) === 0) continue
      for (const { pattern, at } of this.#byAnchor.get(anchor) ?? []) {
        const { bytes } = pattern
        const offset = last - 2 - at
        if (offset < 0 || offset + bytes.length > end || seen.has(pattern)) continue
        if (haystack.compare(bytes, 0, bytes.length, offset, offset + bytes.length) !== 0) continue
        seen.add(pattern)
        found.push({ pattern, offset })
      }
    }
    return found
  }
}

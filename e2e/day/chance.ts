/** Chance that comes out the same for the same seed: a day can be looked at again. */
export interface Chance {
  /** From 0 up to 1. */
  next(): number
  between(low: number, high: number): number
  happens(share: number): boolean
}

/** Mulberry32: for days, never for keys. */
export function chanceOf(seed: number): Chance {
  let state = Math.imul(seed, 0x9e3779b1) >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return { next, between: (low, high) => low + next() * (high - low), happens: share => next() < share }
}

/** A visit, in seconds: 3 to 40 minutes, most of them short (a lognormal, drawn again outside). */
export function visitLength(chance: Chance, median: number): number {
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(1 - chance.next())) * Math.cos(2 * Math.PI * chance.next())
    const seconds = Math.round(median * Math.exp(0.55 * normal))
    if (seconds >= 180 && seconds <= 2400) return seconds
  }
}

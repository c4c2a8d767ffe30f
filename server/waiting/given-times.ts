/**
 * How far the numbers were given at each even five minutes of today: what `/now` tells everyone at any moment, kept until midnight. From it follows, to five minutes,
 * when a number was given, and no moment of anybody is kept.
 */
const every = 300

export class GivenTimes {
  #marks: { at: number; given: number }[] = []

  /** The clock. @param given the highest number given */
  step(now: number, given: number): void {
    const at = Math.floor(now / every) * every
    if (this.#marks.at(-1)?.at !== at) this.#marks.push({ at, given })
  }

  /**
   * The first even five minutes at which this number was given already; of one given since the last of them, that one.
   * @returns null: not known, because it was given before the first mark of today
   */
  of(n: number): number | null {
    const after = this.#marks.findIndex(mark => mark.given >= n)
    if (after > 0) return this.#marks[after]!.at
    return after === 0 || this.#marks.length === 0 ? null : this.#marks.at(-1)!.at
  }

  clear(): void {
    this.#marks = []
  }
}

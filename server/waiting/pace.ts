/** Seconds between two changes of what is told: who compares two means a visit apart would have that visit's end and length. */
const toldEvery = 600
/** What is told is a multiple of this many seconds. */
const grain = 30

/** The mean length of today's visits: a sum and a count, never one visit's own time. Told on an even clock and rounded. */
export class Pace {
  #sum = 0
  #count = 0
  #toldIn = Number.NaN
  #told = { secondsAVisit: 0, planned: true }
  readonly #plan: number

  /** @param plan seconds a visit takes by the city's rules, until the day has shown its own */
  constructor(plan: number) {
    this.#plan = plan
  }

  /** Under five the mean would be nearly one person's visit, so it is not told. */
  get planned(): boolean {
    return this.#count < 5
  }

  /** What everyone may know at this moment (seconds since 1970): the same for ten minutes. */
  told(now: number): { secondsAVisit: number; planned: boolean } {
    const part = Math.floor(now / toldEvery)
    if (part !== this.#toldIn) {
      this.#toldIn = part
      const mean = Math.max(grain, Math.round(this.#sum / this.#count / grain) * grain)
      this.#told = { secondsAVisit: this.planned ? this.#plan : mean, planned: this.planned }
    }
    return this.#told
  }

  get visits(): number {
    return this.#count
  }

  add(seconds: number): void {
    this.#sum += Math.max(0, seconds)
    this.#count++
  }

  reset(): void {
    this.#sum = 0
    this.#count = 0
    this.#toldIn = Number.NaN
  }
}

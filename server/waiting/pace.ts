/** The mean length of today's visits: a sum and a count, never one visit's own time. */
export class Pace {
  #sum = 0
  #count = 0
  readonly #plan: number

  /** @param plan seconds a visit takes by the city's rules, until the day has shown its own */
  constructor(plan: number) {
    this.#plan = plan
  }

  /** Under five the mean would be nearly one person's visit, so it is not told. */
  get planned(): boolean {
    return this.#count < 5
  }

  get secondsAVisit(): number {
    return this.planned ? this.#plan : this.#sum / this.#count
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
  }
}

/**
 * When memory is read: so many seconds after each seal, of every living process. Looks that are due together are one sweep, which searches for
 * everybody anyway; after a sweep there is room for seals, so that nobody waits at a desk for longer than one. No sweep runs while a signer is at
 * work: the one exception the protocol makes, and its work ends with the seal.
 */
export class Looks {
  readonly #look: () => Promise<void>
  readonly #gap: number
  #sealing = 0
  #due = 0
  #timers = 0
  /** The sweep that has begun; a seal waits for it. */
  #turn: Promise<void> = Promise.resolve()
  /** The sweep and the gap after it; the next sweep waits for both. */
  #rest: Promise<void> = Promise.resolve()
  #failed: unknown

  /** @param gap - milliseconds from the end of one sweep to the beginning of the next */
  constructor(look: () => Promise<void>, gap: number) {
    this.#look = look
    this.#gap = gap
  }

  /** A seal waits for a sweep that has begun; a sweep waits for the seals that have. */
  async seal<T>(work: () => Promise<T>): Promise<T> {
    for (let turn: unknown; turn !== this.#turn; ) {
      turn = this.#turn
      await turn
    }
    this.#sealing++
    try {
      return await work()
    } finally {
      this.#sealing--
    }
  }

  after(seconds: number) {
    this.#timers++
    setTimeout(() => {
      this.#timers--
      this.#due++
      if (this.#due === 1) this.#rest = this.#rest.then(() => this.#next())
    }, seconds * 1000)
  }

  /** One sweep for all that is due, then the gap, in which seals go on. */
  async #next(): Promise<void> {
    this.#turn = this.#sweep()
    await this.#turn
    await new Promise(done => setTimeout(done, this.#gap))
  }

  async #sweep(): Promise<void> {
    while (this.#sealing > 0) await new Promise(done => setTimeout(done, 20))
    this.#due = 0
    await this.#look().catch(cause => {
      this.#failed = cause
    })
  }

  /** Every look that was ordered has been taken. */
  async over(): Promise<void> {
    while (this.#timers > 0 || this.#due > 0) await new Promise(done => setTimeout(done, 100))
    await this.#turn
    if (this.#failed) throw this.#failed
  }
}

/**
 * When memory is read: so many seconds after each seal, of every living process. Looks that are due together are one sweep, which searches for
 * everybody anyway. No sweep runs while a signer is at work: the one exception the protocol makes, and its work ends with the seal.
 */
export class Looks {
  readonly #look: () => Promise<void>
  #sealing = 0
  #due = 0
  #timers = 0
  #turn: Promise<void> = Promise.resolve()
  #failed: unknown

  constructor(look: () => Promise<void>) {
    this.#look = look
  }

  /** A seal waits for a sweep that has begun; a sweep waits for the seals that have. */
  async seal<T>(work: () => Promise<T>): Promise<T> {
    await this.#turn
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
      this.#turn = this.#turn.then(() => this.#sweep())
    }, seconds * 1000)
  }

  async #sweep(): Promise<void> {
    if (this.#due === 0) return
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

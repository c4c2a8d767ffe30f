/** Who is at a desk now, and how many cards each alias has sealed today. Never written: staff history has no sign-in (DESIGN §4). */
import type { Role } from '@latchkey/certificates/clerk.ts'

export const cardsADay = 120

export interface Duty {
  alias: string
  role: Role
  /** 65 bytes. */
  deskKey: Uint8Array
  /** Last second the desk key holds. */
  to: number
  /** The clerk certificate's exact bytes, base64url: a changed clerk must sign in again. */
  certificate: string
}

export class OnDuty {
  readonly #desks = new Set<Duty>()
  readonly #cards = new Map<string, number>()
  readonly #limit: number

  constructor(limit = cardsADay) {
    this.#limit = limit
  }

  get count(): number {
    return this.#desks.size
  }
  get cardsToday(): number {
    return [...this.#cards.values()].reduce((sum, cards) => sum + cards, 0)
  }
  all(): Duty[] {
    return [...this.#desks]
  }

  signIn(duty: Duty): void {
    this.#desks.add(duty)
  }
  signOut(duty: Duty): void {
    this.#desks.delete(duty)
  }
  has(duty: Duty): boolean {
    return this.#desks.has(duty)
  }

  quotaLeft(alias: string): number {
    return Math.max(0, this.#limit - (this.#cards.get(alias) ?? 0))
  }
  /** Counts before the signer starts, so that two desks of one alias cannot pass the limit together. */
  spend(alias: string): void {
    this.#cards.set(alias, (this.#cards.get(alias) ?? 0) + 1)
  }
  /** The signer refused: nothing was sealed. */
  giveBack(alias: string): void {
    this.#cards.set(alias, Math.max(0, (this.#cards.get(alias) ?? 0) - 1))
  }
  startDay(): void {
    this.#cards.clear()
  }
}

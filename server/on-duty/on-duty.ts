/**
 * Who is at a desk now, what each is there for tonight, and how many cards each alias has sealed today. Never written: staff history has no sign-in
 * (DESIGN §4), and where a supervisor sent somebody is nobody's business tomorrow.
 */
import type { Role } from '@latchkey/certificates/clerk.ts'
import type { DeskLineName } from '@latchkey/wire/board.ts'

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
  /** The site its page was told; memory only, as everything here. */
  site: string | null
}

export class OnDuty {
  readonly #desks = new Set<Duty>()
  readonly #cards = new Map<string, number>()
  /** By alias, so that a desk whose line dropped comes back to where it was sent. */
  readonly #lines = new Map<string, DeskLineName>()
  /** Of the cards of each alias, how many were handed in with a place. */
  readonly #placed = new Map<string, number>()
  readonly #limit: number
  /** A supervisor gives no more numbers of today. */
  slow = false
  /** What a supervisor counted, and how many cards were sealed by then. */
  #counted: { cards: number; sealed: number } | null = null

  constructor(limit = cardsADay) {
    this.#limit = limit
  }

  /** Desks that see people; one that only prints does not make the city look open. */
  get count(): number {
    return [...this.#desks].filter(({ alias }) => this.line(alias) !== 'print').length
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

  /** A supervisor has counted the cards that can still be printed; null: they do not know. */
  countStock(cards: number | null): void {
    this.#counted = cards === null ? null : { cards, sealed: this.cardsToday }
  }
  /** What is left of them by what was sealed since. A card printed for somebody who has one asks nobody here, so it is in no count. */
  get stock(): number | null {
    return this.#counted && Math.max(0, this.#counted.cards - (this.cardsToday - this.#counted.sealed))
  }

  line(alias: string): DeskLineName {
    return this.#lines.get(alias) ?? 'all'
  }
  move(alias: string, line: DeskLineName): void {
    if (line === 'all') this.#lines.delete(alias)
    else this.#lines.set(alias, line)
  }

  cards(alias: string): number {
    return this.#cards.get(alias) ?? 0
  }
  /** Sealed under this alias today since a desk of it last handed in. */
  cardsSince(alias: string): number {
    return Math.max(0, this.cards(alias) - (this.#placed.get(alias) ?? 0))
  }
  /** A desk has closed and said where it stood. */
  handedIn(alias: string, placed: boolean): void {
    if (placed) this.#placed.set(alias, this.cards(alias))
  }
  quotaLeft(alias: string): number {
    return Math.max(0, this.#limit - this.cards(alias))
  }
  /** Counts before the signer starts, so that two desks of one alias cannot pass the limit together. */
  spend(alias: string): void {
    this.#cards.set(alias, this.cards(alias) + 1)
  }
  /** The signer refused: nothing was sealed. */
  giveBack(alias: string): void {
    this.#cards.set(alias, Math.max(0, this.cards(alias) - 1))
  }
  startDay(): void {
    this.#cards.clear()
    this.#placed.clear()
    this.#lines.clear()
    this.slow = false
    this.#counted = null
  }
}

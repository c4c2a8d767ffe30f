/** Single-use numbers for administrators' acts. Anyone may ask for one, so there is a limit; the oldest are never pushed out. */
import { toText } from '@latchkey/wire/edge.ts'
import { Fault } from '@latchkey/wire/faults.ts'
import { random } from '../platform.ts'

const lasts = 300
const most = 1_000

export class Nonces {
  readonly #until = new Map<string, number>()

  get count(): number {
    return this.#until.size
  }

  /** 16 bytes. @throws Fault `too_fast` */
  give(now: number): Uint8Array {
    this.forget(now)
    if (this.#until.size >= most) throw new Fault('too_fast')
    const nonce = random(16)
    this.#until.set(toText(nonce), now + lasts)
    return nonce
  }

  /** Crosses it out. @returns whether it was good */
  take(nonce: Uint8Array, now: number): boolean {
    const key = toText(nonce)
    const until = this.#until.get(key)
    this.#until.delete(key)
    return until !== undefined && now <= until
  }

  forget(now: number): void {
    for (const [key, until] of this.#until) if (now > until) this.#until.delete(key)
  }
}

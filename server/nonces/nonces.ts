/**
 * Single-use numbers for administrators' acts. Anyone may ask for one, as often as they like, so nothing is remembered of those that were given:
 * a number is a moment, 4 bytes and a MAC over both. Only those that an administrator has signed are remembered, until they run out.
 */
import { toText } from '@latchkey/wire/edge.ts'
import { hmac, random, sameBytes } from '../platform.ts'

const lasts = 300
const stampSize = 8
const macSize = 8

export class Nonces {
  /** Of this process only: a restart makes every number stale. */
  readonly #key = random(32)
  readonly #used = new Map<string, number>()

  get count(): number {
    return this.#used.size
  }

  /** 16 bytes: u32 seconds ‖ 4 at random ‖ the first 8 of HMAC-SHA256. */
  give(now: number): Uint8Array {
    const stamp = Buffer.alloc(stampSize)
    stamp.writeUInt32BE(now)
    stamp.set(random(4), 4)
    return new Uint8Array(Buffer.concat([stamp, this.#mac(stamp)]))
  }

  /** Whether it is ours, not too old and not used yet. */
  isGood(nonce: Uint8Array, now: number): boolean {
    const stamp = Buffer.from(nonce.subarray(0, stampSize))
    if (nonce.length !== stampSize + macSize || !sameBytes(this.#mac(stamp), nonce.subarray(stampSize))) return false
    const given = stamp.readUInt32BE(0)
    return now >= given && now <= given + lasts && !this.#used.has(toText(nonce))
  }

  /** Crosses it out. Only of an act whose signatures were right: nobody else can fill this memory. */
  use(nonce: Uint8Array, now: number): void {
    this.#used.set(toText(nonce), now + lasts)
  }

  forget(now: number): void {
    for (const [key, until] of this.#used) if (now > until) this.#used.delete(key)
  }

  #mac(stamp: Uint8Array): Uint8Array {
    return hmac(this.#key, stamp).subarray(0, macSize)
  }
}

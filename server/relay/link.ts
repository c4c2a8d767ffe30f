/** One WebSocket of a phone or a desk: what may be said on it, how long it may be silent, how much may wait in it. */

import type { FaultCode } from '@latchkey/wire/faults.ts'
import { aliveEvery, cellSize, closedByFault } from '@latchkey/wire/relay.ts'
import type { RawData, WebSocket } from 'ws'

/** A peer that does not read is cut off here: 128 cells. */
export const mostBuffered = 2 * 1024 * 1024
/** Seconds until a phone's place or a desk's sign-in must be there. A clerk may have to look for the key first. */
export const firstMessage = { phone: 10, desk: 120 }
/** Seconds after a ping without any word: the other side is gone, whatever its machine says. */
const silentIsDead = 20

export class Link {
  /** The first message has come and was right. */
  known = false
  #pingedAt: number
  /** When the first ping was sent that nothing has answered yet. */
  #unanswered: number | null = null
  readonly #deadline: number
  readonly #socket: WebSocket
  readonly #clock: () => number

  constructor(socket: WebSocket, side: 'phone' | 'desk', clock: () => number) {
    this.#socket = socket
    this.#clock = clock
    const now = clock()
    this.#deadline = now + firstMessage[side]
    this.#pingedAt = now
    // ws answers an oversized or broken frame by closing (1009, 1007, 1002); its error object is not for anyone's eyes.
    socket.on('error', () => {})
    socket.on('pong', () => this.#heard())
    socket.on('message', () => this.#heard())
  }

  get open(): boolean {
    return this.#socket.readyState === this.#socket.OPEN
  }

  /** `hear` gets each message: a Buffer for a binary one, text otherwise. `gone` runs once, whoever closed. */
  listen(hear: (message: Buffer | string) => void, gone: (clean: boolean) => void): void {
    this.#socket.on('message', (data: RawData, binary: boolean) => {
      if (!this.open) return
      // As it came: ws gives a Buffer of this message's own, and a copy of every cell would cost as much as passing it on.
      const bytes = data as Buffer
      hear(binary ? bytes : bytes.toString('utf8'))
    })
    this.#socket.on('close', code => gone(code === 1000 || code === 1001 || code === 1005 || code === closedByFault))
  }

  say(message: object): void {
    this.#send(JSON.stringify(message))
  }
  cell(bytes: Uint8Array): void {
    if (bytes.length === cellSize) this.#send(bytes)
  }
  fault(fault: FaultCode): void {
    this.say({ say: 'fault', fault })
  }
  /** The fault ends the socket; its code is the closing reason too, for a page that lost the message. */
  end(fault: FaultCode): void {
    this.fault(fault)
    this.#socket.close(closedByFault, fault)
  }
  close(): void {
    this.#socket.close(1000)
  }
  /** No farewell: the other side does not answer. */
  cut(): void {
    this.#socket.terminate()
  }

  ping(): void {
    this.#pingedAt = this.#clock()
    this.#unanswered ??= this.#pingedAt
    if (this.open) this.#socket.ping()
  }
  onceHeard(run: () => void): void {
    this.#socket.once('pong', run)
  }

  step(now: number): void {
    // Silence is no fault: the word may wait unread where a server has just been started and everyone knocks. Who is cut so tries again by itself.
    if (!this.known && now >= this.#deadline) this.close()
    else if (this.#unanswered !== null && now - this.#unanswered >= silentIsDead) this.cut()
    else if (now - this.#pingedAt >= aliveEvery) {
      this.ping()
      if (this.known) this.say({ say: 'alive' })
    }
  }

  #heard(): void {
    this.#unanswered = null
  }

  #send(data: string | Uint8Array): void {
    if (!this.open) return
    if (this.#socket.bufferedAmount > mostBuffered) this.cut()
    else this.#socket.send(data, { binary: typeof data !== 'string', compress: false })
  }
}

/**
 * Ends connections on which nothing comes any more, by one round for all of them. Node's own limit is a timer a connection that is set anew at every
 * question and every answer, and that costs a look at *now serving* more than finding its answer.
 */
import type { Socket } from 'node:net'

/** Milliseconds from round to round: longer than any pause of a phone that waits, and than any answer takes. */
export const silence = 72_000

export class SilentConnections {
  /** What each had read when the last round passed it. */
  readonly #read = new Map<Socket, number>()

  /** A socket of the pages as of the relay: whoever lives sends something between two rounds, a phone's answer to a ping at the least. */
  watch(socket: Socket): void {
    this.#read.set(socket, -1)
    socket.once('close', () => this.#read.delete(socket))
  }

  /** Ends whatever said nothing since the round before. */
  round(): void {
    for (const [socket, before] of this.#read) {
      if (socket.bytesRead === before) socket.destroy()
      else this.#read.set(socket, socket.bytesRead)
    }
  }
}

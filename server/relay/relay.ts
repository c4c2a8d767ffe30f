/**
 * The relay: two kinds of sockets, nothing else may be upgraded. No compression (its lengths would tell of contents), no message over
 * one cell, and an origin of the city's own when a browser names one.
 */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { cellSize } from '@latchkey/wire/relay.ts'
import { WebSocketServer } from 'ws'
import { Desks, type DesksPorts } from './desks.ts'
import { Link } from './link.ts'
import { Phones } from './phones.ts'

/** Sockets that a small machine can hold; the next one is turned away before it is anything. */
const mostSockets = 20_000
/** Milliseconds. */
const mostRest = 250

export interface RelayPorts extends Omit<DesksPorts, 'phones' | 'changed'> {
  ownOrigin(origin: string): boolean
}

export class Relay {
  readonly phones: Phones
  readonly desks: Desks
  readonly #ports: RelayPorts
  readonly #sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: cellSize, clientTracking: true })
  #telling = false
  /** performance.now() before which nobody is told anything new of the line. */
  #restsUntil = 0

  constructor(ports: RelayPorts) {
    this.#ports = ports
    const changed = () => this.changed()
    this.phones = new Phones({ ...ports, changed, stopped: room => this.desks.stopped(room) })
    this.desks = new Desks({ ...ports, changed, phones: this.phones })
  }

  /** Answers an HTTP upgrade; anything that is not one of the two addresses is closed without a word. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const side = request.url === '/relay/phone' ? 'phone' : request.url === '/relay/desk' ? 'desk' : null
    const { origin } = request.headers
    // Only browsers are bound by origins, and they always send one: another site's page must not speak for a resident.
    if (side === null || (origin !== undefined && !this.#ports.ownOrigin(origin)) || this.#sockets.clients.size >= mostSockets) {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
      return
    }
    const ends = side === 'phone' ? this.phones : this.desks
    this.#sockets.handleUpgrade(request, socket, head, client => ends.accept(new Link(client, side, this.#ports.clock)))
  }

  /**
   * Tells everyone once, however many things changed at a time. After a start hundreds come back one by one, and each changes the line for hundreds: then
   * at most a tenth of the time goes into telling them, and nobody hears of a change later than a quarter of a second.
   */
  changed(): void {
    if (this.#telling) return
    this.#telling = true
    const tell = () => {
      this.#telling = false
      const began = performance.now()
      this.phones.tellAhead()
      this.desks.tellLine()
      const ended = performance.now()
      this.#restsUntil = ended + Math.min(mostRest, 9 * (ended - began))
    }
    const rest = this.#restsUntil - performance.now()
    if (rest > 0) setTimeout(tell, rest).unref()
    else setImmediate(tell)
  }

  step(now: number): void {
    this.phones.step(now)
    this.desks.step(now)
  }

  /** Says goodbye to every socket; one that does not answer is cut, because the port closes only after the last. */
  close(): void {
    for (const client of this.#sockets.clients) {
      client.close(1001)
      setTimeout(() => client.terminate(), 500).unref()
    }
    this.#sockets.close()
  }
}

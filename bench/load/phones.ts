/**
 * Phones that wait: each runs the page's own rhythm (ui/look.ts) over a connection of its own. One in four takes a number when it comes, claims it when
 * it is called, and then keeps its place in the line by the page's own line (channel/socket-line.ts).
 */
import { laterByTimer, type Socket } from '@latchkey/channel/socket.ts'
import { createSocketLine, type SocketLine } from '@latchkey/channel/socket-line.ts'
import { random, sha256 } from '@latchkey/server/platform.ts'
import { startLooking } from '@latchkey/ui/look.ts'
import { parseText, toText } from '@latchkey/wire/edge.ts'
import { toPhone } from '@latchkey/wire/relay.ts'
import { type Now, nextLook, type Number as WaitingNumber } from '@latchkey/wire/waiting.ts'
import { WebSocket } from 'ws'
import type { Calm } from './calm.ts'
import { type Connections, HttpLine } from './http-line.ts'

/** A page in front, on a network that says nothing. */
const inFront = { visibilityState: 'visible', addEventListener() {}, removeEventListener() {} }

export interface PhoneWorld {
  port: number
  calm: Calm
  connections: Connections
}

/** A phone that will not look for so many seconds sleeps meanwhile, and its connection is gone; the server itself lets it go after 72. */
const sleepsFor = 60

/** One side's socket as a browser's: what goes wrong closes it, and is told nobody. */
export const openSocket = (port: number, side: 'phone' | 'desk') => (): Socket => {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/relay/${side}`, { perMessageDeflate: false, origin: `http://localhost:${port}` })
  socket.on('error', () => {})
  return socket as unknown as Socket
}

export class Phone {
  number: WaitingNumber | null = null
  /** performance.now() when the number came. */
  numberedAt = Number.POSITIVE_INFINITY
  /** performance.now() of the last answer to a look, and of the last word in the line. */
  heardAt = Number.NEGATIVE_INFINITY
  lineAt = Number.NEGATIVE_INFINITY
  /** What the server said that a phone with a good place never hears. */
  fault: string | null = null
  #now: Now | null = null
  #busy = false
  #place: Uint8Array | null = null
  #line: SocketLine | null = null
  readonly #wants: boolean
  readonly #http: HttpLine
  readonly #looking: ReturnType<typeof startLooking>
  readonly #world: PhoneWorld

  constructor(world: PhoneWorld, wants: boolean) {
    this.#world = world
    this.#wants = wants
    this.#http = new HttpLine(world.port, world.connections)
    this.#looking = startLooking({
      ahead: () => this.#ahead,
      onNow: now => {
        this.#now = now
        this.heardAt = performance.now()
        void this.#turn(now)
      },
      fetch: ((path: string, { signal }: { signal: AbortSignal }) => this.#look(path, signal)) as unknown as typeof fetch,
      page: inFront as never,
      network: inFront as never,
    })
  }

  /** Looks now, whatever the rhythm. */
  look(): void {
    this.#looking.look()
  }

  get #ahead(): number | null {
    return this.number && this.#now ? Math.max(0, this.number.n - this.#now.serving) : null
  }

  get inLine(): boolean {
    return this.#line !== null
  }

  /** Is its number still what it was? A claimed one is claimed by the same place again, an uncalled one is early. */
  async isGood(): Promise<boolean> {
    if (!this.number) return true
    // A claim whose answer a kill took is asked for again by the same place.
    const placeHash = toText(sha256(this.#place ?? random(32)))
    const { status, body } = await this.#http.ask('POST', '/waiting/claim', JSON.stringify({ number: this.number, placeHash }))
    return status === 200 || (this.#place === null && (JSON.parse(body) as { fault: string }).fault === 'number_early')
  }

  /** Looks no more; in the line it stays. */
  rest(): void {
    this.#looking()
    this.#http.close()
  }

  close(): void {
    this.rest()
    this.#line?.close()
  }

  async #look(path: string, signal: AbortSignal) {
    const done = this.#world.calm.begin('answers')
    try {
      const { status, body } = await this.#http.ask('GET', path, undefined, signal)
      return { ok: status === 200, text: async () => body }
    } finally {
      done()
    }
  }

  /** After a look the connection is free: what is to be asked besides goes there, and is tried again after the next look. */
  async #turn(now: Now): Promise<void> {
    if (this.#busy || !this.#wants) return
    this.#busy = true
    try {
      if (!this.number) {
        this.number = await this.#ask<WaitingNumber>('/waiting/number', { way: 'phone' })
        this.numberedAt = performance.now()
        return
      }
      if (this.number.n > now.serving || this.#line) return
      // Made before it is asked for: with the answer lost, the same place asks again.
      this.#place ??= random(32)
      const placeHash = toText(sha256(this.#place))
      await this.#ask('/waiting/claim', { number: this.number, placeHash })
      this.#stand(this.#place)
    } catch {
      // The server was killed, or says why not: the next look tries again.
    } finally {
      this.#busy = false
      if (nextLook(this.#ahead) > sleepsFor) this.#http.rest()
    }
  }

  async #ask<T>(path: string, message: object): Promise<T> {
    const done = this.#world.calm.begin('answers')
    const { status, body } = await this.#http.ask('POST', path, JSON.stringify(message))
    done()
    if (status !== 200) throw new Error((JSON.parse(body) as { fault: string }).fault)
    return JSON.parse(body) as T
  }

  #stand(place: Uint8Array): void {
    this.#line = createSocketLine({
      openSocket: openSocket(this.#world.port, 'phone'),
      first: place,
      read: text => parseText(toPhone, text),
      random,
      later: laterByTimer,
      isAlive: message => message.say === 'alive',
      counts: message => message.say !== 'fault',
      heardControl: message => {
        this.lineAt = performance.now()
        if (message.say === 'fault') this.fault = message.fault
      },
      heardCell() {},
      closed: (_code, reason) => {
        if (reason) this.fault = reason
      },
      turned() {},
    })
    this.#line.start()
  }
}

/**
 * A page's line to the server: opens the socket, opens it again after every drop, and notices one on which nothing moves any more.
 * What comes is passed on in order; what is said while the line is down is lost, and the epoch with it (docs/protocol/visit.md).
 */
import type { Random } from '@latchkey/certificates/ports.ts'
import type { Later, Socket } from './socket.ts'

export interface SocketLineOptions<M> {
  openSocket(): Socket
  /** What goes out first, before anything has come: a phone's place. Null when the server speaks first. */
  first: Uint8Array | null
  /** Reads a control message. What it throws is dropped with the message. */
  read(text: string): M
  random: Random
  later: Later
  /** Whether a message says by the clock that the line lives. Once one came, silence means that it does not. */
  isAlive(message: M): boolean
  /** Whether a message shows that the line is good: a fault does not. */
  counts(message: M): boolean
  heardControl(message: M): void
  heardCell(cell: Uint8Array): void
  /** The server closed the socket, and may have said why. It is tried again all the same, unless `close` is called. */
  closed(code: number, reason: string): void
  /** joining: not yet, or again. open: the server has answered. lost: tried again by itself. */
  turned(state: 'joining' | 'open' | 'lost'): void
}

export interface SocketLine {
  start(): void
  /** Drops what there is and tries again now. */
  again(): void
  send(cell: Uint8Array): void
  tell(message: object): void
  /** Bytes that have not left the phone. */
  waiting(): number
  /** For good; `start` begins anew. */
  close(): void
}

/**
 * Milliseconds before the first, second, … try after a drop; the last one repeats: whoever was lost goes on within five seconds, of which
 * an old phone's line needs more than three for the keys of the next epoch. There are never many more visits than desks.
 */
const backoff = [300, 700, 1000]
/** Milliseconds the server has for its first word. It may have to ask an older socket of the same place first. */
const answersIn = 12_000
const watchEvery = 1000
/** Looks in a row without a word of a server that speaks by the clock: it is not there any more. */
const mostQuiet = 40
/** Looks in a row at which nothing has left: the line is stalled. */
const mostStill = 20

export function createSocketLine<M>(options: SocketLineOptions<M>): SocketLine {
  const { later, random, turned } = options
  let socket: Socket | null = null
  let tries = 0
  let answered = false
  let clocked = false
  let silent = 0
  let cancels: (() => void)[] = []

  const cancelAll = () => {
    for (const cancel of cancels) cancel()
    cancels = []
  }
  const soon = (milliseconds: number, run: () => void) => void cancels.push(later(milliseconds, run))

  function drop() {
    cancelAll()
    if (!socket) return
    const old = socket
    socket = null
    old.onopen = old.onmessage = old.onclose = old.onerror = null
    try {
      old.close()
    } catch {
      // A socket that never opened has nothing to close.
    }
  }

  function lost() {
    drop()
    turned('lost')
    const wait = backoff[Math.min(tries++, backoff.length - 1)]!
    // Phones that were cut off together do not come back together.
    soon(Math.round(wait * (0.75 + (random(1)[0]! / 255) * 0.5)), open)
  }

  function open() {
    drop()
    answered = clocked = false
    silent = 0
    const mine = options.openSocket()
    socket = mine
    mine.binaryType = 'arraybuffer'
    mine.onopen = () => {
      if (options.first) mine.send(options.first as Uint8Array<ArrayBuffer>)
    }
    mine.onmessage = ({ data }) => hear(data)
    mine.onclose = ({ code, reason }) => {
      lost()
      options.closed(code, reason)
    }
    mine.onerror = () => undefined
    soon(answersIn, () => {
      if (!answered) lost()
    })
    watch(0, 0)
  }

  /** `bufferedAmount` is the only sign a page gets that nothing leaves any more. */
  function watch(before: number, still: number) {
    soon(watchEvery, () => {
      const now = socket?.bufferedAmount ?? 0
      const stillNow = now > 0 && now >= before ? still + 1 : 0
      silent++
      if (stillNow >= mostStill || (clocked && silent >= mostQuiet)) lost()
      else watch(now, stillNow)
    })
  }

  function hear(data: unknown) {
    silent = 0
    if (typeof data !== 'string') {
      if (data instanceof ArrayBuffer) options.heardCell(new Uint8Array(data))
      return
    }
    let message: M
    try {
      message = options.read(data)
    } catch {
      // A server of another version: the fault it will close with says more than this text.
      return
    }
    if (!answered && options.counts(message)) {
      answered = true
      tries = 0
      turned('open')
    }
    if (options.isAlive(message)) clocked = true
    else options.heardControl(message)
  }

  const isOpen = () => socket?.readyState === 1
  return {
    start() {
      if (socket) return
      turned('joining')
      open()
    },
    again() {
      tries = 0
      turned('joining')
      open()
    },
    send(cell) {
      if (isOpen()) socket?.send(cell as Uint8Array<ArrayBuffer>)
    },
    tell(message) {
      if (isOpen()) socket?.send(JSON.stringify(message))
    },
    waiting: () => socket?.bufferedAmount ?? 0,
    close: drop,
  }
}

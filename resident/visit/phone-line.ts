/**
 * The phone's line to the server: opens the socket with the place, opens it again after every drop, and notices one that no longer moves.
 * What comes is passed on in order; what is said while the line is down is lost, and the epoch with it (docs/protocol/visit.md).
 */
import type { Random } from '@latchkey/certificates/ports.ts'
import type { Later, Socket } from '@latchkey/channel/socket.ts'
import { parseText } from '@latchkey/wire/edge.ts'
import { type FromPhone, type ToPhone, toPhone } from '@latchkey/wire/relay.ts'

export interface PhoneLineOptions {
  openSocket(): Socket
  /** 32 bytes: the first message, and never anywhere else. */
  place: Uint8Array
  random: Random
  later: Later
  heardControl(message: ToPhone): void
  heardCell(cell: Uint8Array): void
  /** joining: not yet, or again. open: the server has answered. lost: tried again by itself. */
  turned(state: 'joining' | 'open' | 'lost'): void
}

export interface PhoneLine {
  start(): void
  /** Drops what there is and tries again now. */
  again(): void
  send(cell: Uint8Array): void
  tell(message: FromPhone): void
  /** Bytes that have not left the phone. */
  waiting(): number
  /** For good; `start` begins anew. */
  close(): void
}

/** Milliseconds before the first, second, … try after a drop; the last one repeats. */
const backoff = [300, 1000, 2000, 4000, 8000, 15_000]
/** Milliseconds the server has to answer the place. It may ask an older socket first. */
const answersIn = 12_000
const watchEvery = 1000
/** Looks in a row at which nothing has left: the line is stalled. */
const mostStill = 20

export function createPhoneLine(options: PhoneLineOptions): PhoneLine {
  const { later, random, turned } = options
  let socket: Socket | null = null
  let tries = 0
  let answered = false
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
    answered = false
    const mine = options.openSocket()
    socket = mine
    mine.binaryType = 'arraybuffer'
    mine.onopen = () => mine.send(options.place as Uint8Array<ArrayBuffer>)
    mine.onmessage = ({ data }) => hear(data)
    mine.onclose = lost
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
      if (stillNow >= mostStill) lost()
      else watch(now, stillNow)
    })
  }

  function hear(data: unknown) {
    if (typeof data !== 'string') {
      if (data instanceof ArrayBuffer) options.heardCell(new Uint8Array(data))
      return
    }
    let message: ToPhone
    try {
      message = parseText(toPhone, data)
    } catch {
      // A server of another version: the fault it will close with says more than this text.
      return
    }
    if (!answered && message.say !== 'fault') {
      answered = true
      tries = 0
      turned('open')
    }
    options.heardControl(message)
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

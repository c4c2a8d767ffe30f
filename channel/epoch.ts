import { type ChannelFaultCode, faultCodeOf } from './faults.ts'
import { createTurns } from './turns.ts'

/** What both ends have in common: cells are handled in order, the first fault ends the epoch, and nothing happens after the end. */
export interface Epoch<S extends string> {
  readonly state: S | 'ended'
  /** Moves on; false when the epoch ended while something was awaited. */
  to(next: S): boolean
  /** Handles one cell when its turn comes. Never rejects: a fault is told. */
  take(cell: Uint8Array): Promise<void>
  fail(error: unknown): void
  close(): void
}

export function createEpoch<S extends string>(options: {
  start: S
  /** Handles one cell; what it throws is the fault. */
  handle(cell: Uint8Array): Promise<void>
  /** Forgets keys and half-read pages. */
  drop(): void
  fault(code: ChannelFaultCode): void
}): Epoch<S> {
  let state: S | 'ended' = options.start
  const turn = createTurns()
  const close = () => {
    if (state === 'ended') return
    state = 'ended'
    options.drop()
  }
  const fail = (error: unknown) => {
    if (state === 'ended') return
    close()
    options.fault(faultCodeOf(error, 'malformed'))
  }
  return {
    get state() {
      return state
    },
    to(next) {
      if (state === 'ended') return false
      state = next
      return true
    },
    take: cell =>
      turn(async () => {
        if (state === 'ended') return
        await options.handle(cell).catch(fail)
      }),
    fail,
    close,
  }
}

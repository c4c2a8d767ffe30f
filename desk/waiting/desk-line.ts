/** The desk's line to the server: sign-in with the desk key, how many wait, next, and the one case that is open (PROTOCOL §2). */
import { tagged } from '@latchkey/certificates/tagged.ts'
import { laterByTimer, type Socket } from '@latchkey/channel/socket.ts'
import { createSocketLine } from '@latchkey/channel/socket-line.ts'
import { parseText, toBytes, toText } from '@latchkey/wire/edge.ts'
import { type FaultCode, isFaultCode } from '@latchkey/wire/faults.ts'
import { closedByFault, type FromDesk, type ToDesk, toDesk } from '@latchkey/wire/relay.ts'
import { type Case, createCase, type DeskPorts } from '../visit/case.ts'

export type DeskLineScreen =
  /** Opening the socket and signing in. */
  | { at: 'joining' }
  /** D2. `nobody`: the last *next* found no one ready. */
  | { at: 'line'; waiting: number; ready: number; open: boolean; quotaLeft: number; nobody: boolean }
  /** A case is open (D3 to D8); it draws itself from `case.state`. Stays after it closes until `next()` or `rest()`. */
  | { at: 'visit'; case: Case; waiting: number; ready: number; open: boolean; quotaLeft: number }
  | { at: 'signed_out' }
  /** The server refused this desk: *Touch your key again*, not certified, … */
  | { at: 'barred'; fault: FaultCode }

export type DeskLineState = DeskLineScreen & { connection: 'joining' | 'open' | 'lost' }

export interface DeskLineOptions extends DeskPorts {
  /** Opens /relay/desk. Called again after every drop. */
  openSocket(): Socket
}

export interface DeskLine {
  readonly state: DeskLineState
  subscribe(listener: (state: DeskLineState) => void): () => void
  start(): void
  /** Opens a room with the head of the line. Only without an open case. */
  next(): void
  /** Back to the line's screen after a case has closed, without taking the next. */
  rest(): void
  /** No new visits for this desk. */
  signOut(): void
  /** Tries the line again at once. */
  reconnect(): void
  close(): void
}

/** Milliseconds a case waits for its phone when the server has forgotten the room. */
const roomLostFor = 60_000

export function createDeskLine(options: DeskLineOptions): DeskLine {
  const { random, later = laterByTimer } = options
  const listeners = new Set<(state: DeskLineState) => void>()
  let stand: 'joining' | 'line' | 'visit' | 'signed_out' | { fault: FaultCode } = 'joining'
  let connection: DeskLineState['connection'] = 'joining'
  let counts = { waiting: 0, ready: 0, open: false, quotaLeft: 0 }
  let nobody = false
  let open: Case | null = null
  let closed = false
  /** The server does not know the open case's room: the next phone is let in, and proves whether it is the same. */
  let rejoining = false
  let cancelRejoin = () => {}
  let state = draw()

  const line = createSocketLine<ToDesk>({
    openSocket: options.openSocket,
    first: null,
    random,
    later,
    read: text => parseText(toDesk, text),
    isAlive: message => message.say === 'alive',
    counts: message => message.say === 'signed_in',
    heardControl: message => void hear(message),
    heardCell: cell => open?.hearCell(cell),
    closed: (code, reason) => {
      if (code === closedByFault && isFaultCode(reason)) fault(reason)
    },
    turned: now => {
      connection = now
      if (now !== 'open') open?.connection('lost')
      emit()
    },
  })
  const tell = (message: FromDesk) => line.tell(message)

  function draw(): DeskLineState {
    return { ...screen(), connection }
  }
  function screen(): DeskLineScreen {
    if (typeof stand === 'object') return { at: 'barred', fault: stand.fault }
    if (stand === 'line') return { at: 'line', ...counts, nobody }
    if (stand === 'visit' && open) return { at: 'visit', case: open, ...counts }
    return { at: stand === 'signed_out' ? 'signed_out' : 'joining' }
  }
  function emit() {
    state = draw()
    for (const listener of [...listeners]) listener(state)
  }
  const caseIsOpen = () => open !== null && open.state.at !== 'closed'

  function bar(fault: FaultCode) {
    open?.connection('lost')
    line.close()
    stand = { fault }
    emit()
  }

  async function hear(message: ToDesk): Promise<void> {
    // What was on its way when the clerk signed out concerns nobody any more.
    if (stand === 'signed_out') return
    switch (message.say) {
      case 'challenge':
        return signIn(toBytes(message.challenge))
      case 'signed_in':
        counts = { ...counts, quotaLeft: message.quotaLeft }
        if (stand === 'joining') stand = open ? 'visit' : 'line'
        emit()
        if (open && caseIsOpen()) tell({ say: 'return', room: toText(open.room) })
        return
      case 'line':
        counts = { ...counts, waiting: message.waiting, ready: message.ready, open: message.open }
        emit()
        // Only for the case that lost its room: with that closed, nobody is called whom the clerk did not call.
        if (rejoining && !caseIsOpen()) endRejoin()
        if (rejoining && message.ready > 0) tell({ say: 'next' })
        return
      case 'room':
        return enter(toBytes(message.room), message.here)
      case 'nobody':
        nobody = !rejoining
        return emit()
      case 'sealed':
        counts = { ...counts, quotaLeft: message.quotaLeft }
        open?.hearControl(message)
        return emit()
      case 'fault':
        return fault(message.fault)
      default:
        open?.hearControl(message)
    }
  }

  async function signIn(challenge: Uint8Array): Promise<void> {
    if (closed) return
    const signature = await options.deskSign(tagged('latchkey/sign-in/v1', [challenge]))
    tell({
      say: 'sign_in',
      clerk: toText(options.clerkCertificate),
      desk: toText(options.deskCertificate),
      signature: toText(signature),
    })
  }

  function enter(room: Uint8Array, here: boolean) {
    endRejoin()
    if (open && caseIsOpen()) {
      open.connection('open')
      open.hearControl({ say: 'room', room: toText(room), here })
      return emit()
    }
    nobody = false
    open = createCase({ ...options, room, here, tell, send: cell => line.send(cell) })
    stand = 'visit'
    emit()
  }

  function fault(code: FaultCode) {
    // The key has run out or was never good: no answer to an open question mends that.
    if (code === 'not_signed_in' || code === 'not_certified' || code === 'not_allowed') return bar(code)
    if (open?.hearControl({ say: 'fault', fault: code })) return
    if (code === 'no_room' && open && caseIsOpen()) return rejoin()
    if (code === 'closed') {
      nobody = true
      emit()
    }
  }

  /** The server was killed and has forgotten the rooms; the phones keep their places, and the first of them is most likely ours. */
  function rejoin() {
    if (rejoining) return
    rejoining = true
    cancelRejoin = later(roomLostFor, () => {
      endRejoin()
      if (open && caseIsOpen()) open.end()
    })
    if (counts.ready > 0) tell({ say: 'next' })
  }
  function endRejoin() {
    rejoining = false
    cancelRejoin()
  }

  return {
    get state() {
      return state
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    start() {
      line.start()
    },
    next() {
      if (caseIsOpen() || connection !== 'open') return
      // The last case's goodbye goes out first: a desk with a room gets that room again.
      void (open?.gone() ?? Promise.resolve()).then(() => tell({ say: 'next' }))
    },
    rest() {
      if (caseIsOpen()) return
      open = null
      nobody = false
      if (stand === 'visit') stand = 'line'
      emit()
    },
    signOut() {
      if (open && caseIsOpen()) open.handOver()
      // The goodbye goes out first here too: a desk that signs out of a room gives its visit on to the next.
      void (open?.gone() ?? Promise.resolve()).then(() => tell({ say: 'sign_out' }))
      open = null
      stand = 'signed_out'
      emit()
    },
    reconnect() {
      if (closed || stand === 'signed_out' || typeof stand === 'object') return
      if (connection === 'lost') line.again()
    },
    close() {
      closed = true
      endRejoin()
      open?.connection('lost')
      line.close()
    },
  }
}

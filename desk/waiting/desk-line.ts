/** The desk's line to the server: sign-in with the desk key, how many wait, next, and the one case that is open (PROTOCOL §2). */
import { tagged } from '@latchkey/certificates/tagged.ts'
import { laterByTimer, type Socket } from '@latchkey/channel/socket.ts'
import { createSocketLine } from '@latchkey/channel/socket-line.ts'
import type { FeeFor, Need } from '@latchkey/rules/rules.ts'
import type { Board, DeskLineName, DeskMessage, FromBoard } from '@latchkey/wire/board.ts'
import type { Block } from '@latchkey/wire/booking.ts'
import { parseText, toBytes, toText } from '@latchkey/wire/edge.ts'
import { type FaultCode, isFaultCode } from '@latchkey/wire/faults.ts'
import { closedByFault, type FromDesk, type ToDesk, toDesk } from '@latchkey/wire/relay.ts'
import type { Number as WaitingNumber } from '@latchkey/wire/waiting.ts'
import { type Case, type CounterRoom, createCase, type DeskPorts } from '../visit/case.ts'
import { createServerTalk, LineLost } from '../visit/server-talk.ts'
import type { DeskPage } from '../visit/state.ts'

export interface LineCounts {
  waiting: number
  ready: number
  /** Phone visits are open. */
  open: boolean
  /** Counters are open. */
  counter: boolean
  /** Of those ready, second looks that this desk may give; 0 at a clerk's. */
  second: number
  /** Somebody who could give a second look after this desk is on duty. */
  supervisor: boolean
  quotaLeft: number
  /** What a supervisor has asked of this desk tonight: its line, and phrases its clerk has not read, the newest first. */
  line: DeskLineName
  messages: readonly DeskMessage[]
}

/**
 * What a room at the counter stands on: a number on paper (or one just taken for whoever stands here), a booked time with how many have come, or a right
 * from a spent cancel code.
 */
export type CounterBy =
  | { number: WaitingNumber }
  | { code: string; people: number }
  | { right: Uint8Array; needs?: readonly Need[]; act?: FeeFor }

export type DeskLineScreen =
  /** Opening the socket and signing in. */
  | { at: 'joining' }
  /** D2. `nobody`: the last *next* found no one ready. */
  | ({ at: 'line'; nobody: boolean; left: 'sealed' | 'open' | null } & LineCounts)
  /** A case is open (D3 to D8); it draws itself from `case.state`. Stays after it closes until `next()` or `rest()`. */
  | ({ at: 'visit'; case: Case } & LineCounts)
  | { at: 'signed_out' }
  /** The server refused this desk: *Touch your key again*, not certified, … */
  | { at: 'barred'; fault: FaultCode }

export type DeskLineState = DeskLineScreen & { connection: 'joining' | 'open' | 'lost' }

export interface DeskLineOptions extends DeskPorts {
  /** Opens /relay/desk. Called again after every drop. */
  openSocket(): Socket
  /** The site this desk stands at, as the page's address says (stands-at.ts). */
  site?: string | null
}

export interface DeskLine {
  readonly state: DeskLineState
  subscribe(listener: (state: DeskLineState) => void): () => void
  start(): void
  /** Opens a room with the head of the line. Only without an open case. */
  next(): void
  /**
   * Opens a room at the counter: the state is then `visit`, its case one with a counter. The same number opens up to four, one after the other.
   * @param shared what the party before this case shares
   * @throws Fault `closed`, `number_unknown`, `number_other_day`, `number_early`, `number_used`, `number_ended`, `booking_…`, `right_unknown`, `too_fast`; LineLost
   */
  counter(by: CounterBy, shared?: readonly DeskPage[]): Promise<Case>
  /** What the last room at the counter stood on: the number of a party whose next card is made. Null before the first. */
  readonly by: CounterBy | null
  /** Spends a cancel code. @returns the right to one seal @throws Fault `code_refused`, `already_replaced`, `quota`, `too_fast`; LineLost */
  replace(code: string): Promise<Uint8Array>
  /** A supervisor, for a helper: codes of one slot, one a person. @throws Fault `booking_over`, `booking_full`, `closed`; LineLost */
  block(asked: Block): Promise<string[]>
  /** Ends a card that lies before the clerk. @param certified by the clerk's passkey (certificates/card-in-hand.ts) @returns when, seconds since 1970 @throws Fault, LineLost */
  endCard(certified: Uint8Array): Promise<number>
  /** The clerk has read what was left behind. */
  seen(): void
  /** The clerk has read a supervisor's phrase. */
  read(id: number): void
  /** A supervisor's: what the board says, while it is watched; null before the first word of the server. */
  readonly board: Board | null
  watch(on: boolean): void
  /** Moves a desk, stops numbers, says or takes back a phrase. @throws Fault `not_allowed`, `desk_changed`; LineLost */
  act(what: FromBoard): Promise<void>
  /** Closes a way in for today. @param certified by the supervisor's passkey (certificates/pause.ts) @throws Fault `way_changed`, `closed`, `stale`, `not_certified`; LineLost */
  pause(certified: Uint8Array): Promise<void>
  /** The desk closes: what it counted, in tens (wire/hand-in.ts). @throws Fault `handed_in`; LineLost */
  handIn(site: string | null, tens: Uint8Array): Promise<void>
  /** Back to the line's screen after a case has closed, without taking the next. */
  rest(): void
  /** No new visits for this desk. */
  signOut(): void
  /** Tries the line again at once. */
  reconnect(): void
  close(): void
}

/** Until a supervisor asks for something else. */
const nothingTold = { line: 'all', messages: [] } as const

/** Milliseconds a case waits for its phone when the server has forgotten the room. */
const roomLostFor = 60_000

export function createDeskLine(options: DeskLineOptions): DeskLine {
  const { random, later = laterByTimer, subtle = globalThis.crypto.subtle } = options
  const listeners = new Set<(state: DeskLineState) => void>()
  let stand: 'joining' | 'line' | 'visit' | 'signed_out' | { fault: FaultCode } = 'joining'
  let connection: DeskLineState['connection'] = 'joining'
  let counts: LineCounts = { waiting: 0, ready: 0, open: false, counter: false, second: 0, supervisor: false, quotaLeft: 0, ...nothingTold }
  let board: Board | null = null
  let watching = false
  let left: 'sealed' | 'open' | null = null
  /** How the open counter room was asked for: with the same bytes it is asked for again when the server has forgotten it. */
  let asked: { message: FromDesk; room: CounterRoom } | null = null
  let stood: CounterBy | null = null
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
      if (now !== 'open') {
        open?.connection('lost')
        talk.lost()
      }
      emit()
    },
  })
  const tell = (message: FromDesk) => line.tell(message)
  /** The desk's own questions, between two cases. */
  const talk = createServerTalk(tell)

  function draw(): DeskLineState {
    return { ...screen(), connection }
  }
  function screen(): DeskLineScreen {
    if (typeof stand === 'object') return { at: 'barred', fault: stand.fault }
    if (stand === 'line') return { at: 'line', ...counts, nobody, left }
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
        // A server that tells nothing of this desk has nothing to tell.
        counts = { ...counts, quotaLeft: message.quotaLeft, ...nothingTold }
        if (watching) tell({ say: 'board', on: true })
        left = message.left ?? left
        if (stand === 'joining' && open) stand = 'visit'
        emit()
        if (open && caseIsOpen()) tell({ say: 'return', room: toText(open.room) })
        return
      case 'line':
        {
          const { waiting, ready, open, counter, second, supervisor } = message
          counts = { ...counts, waiting, ready, open, counter, second, supervisor }
          // Not before: a screen that knows nothing yet would say that everything is closed.
          if (stand === 'joining') stand = 'line'
        }
        emit()
        // Only for the case that lost its room: with that closed, nobody is called whom the clerk did not call.
        if (rejoining && !caseIsOpen()) endRejoin()
        if (rejoining && message.ready > 0) tell({ say: 'next' })
        return
      case 'told':
        counts = { ...counts, line: message.line, messages: message.messages }
        return emit()
      case 'board':
        if (watching) board = message
        return emit()
      case 'acted':
      case 'right':
      case 'card_ends':
      case 'block':
        talk.hear(message)
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
      site: options.site ?? null,
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
    open = createCase({
      ...options,
      room,
      here,
      counter: asked?.room ?? null,
      supervisor: () => counts.supervisor,
      tell,
      send: cell => line.send(cell),
    })
    stand = 'visit'
    talk.hear({ say: 'room', room: toText(room), here })
    emit()
  }

  function fault(code: FaultCode) {
    // The key has run out or was never good: no answer to an open question mends that.
    if (code === 'not_signed_in' || code === 'not_certified' || code === 'not_allowed') return bar(code)
    if (caseIsOpen() && open?.hearControl({ say: 'fault', fault: code })) return
    if (!caseIsOpen() && talk.hear({ say: 'fault', fault: code })) return
    if (caseIsOpen() && asked && rejoining) {
      // The server has forgotten the room and does not give it again: what lies here is finished without it, or ends and says so.
      endRejoin()
      open?.roomLost()
      return emit()
    }
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
    if (asked) {
      tell(asked.message)
      return
    }
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
      asked = null
      // The last case's goodbye goes out first: a desk with a room gets that room again.
      void (open?.gone() ?? Promise.resolve()).then(() => tell({ say: 'next' }))
    },
    async counter(by, shared = []) {
      if (caseIsOpen()) throw new LineLost()
      await open?.gone()
      const place = random(32)
      const placeHash = toText(new Uint8Array(await subtle.digest('SHA-256', place as Uint8Array<ArrayBuffer>)))
      const message: FromDesk =
        'number' in by
          ? { say: 'counter', number: by.number, placeHash }
          : 'code' in by
            ? { say: 'booked', code: by.code, people: by.people, placeHash }
            : { say: 'replacement', right: toText(by.right), placeHash }
      asked = { message, room: { place, shared, ...('right' in by && { needs: by.needs, act: by.act }) } }
      stood = by
      try {
        await talk.ask(message, 'room')
      } catch (fault) {
        asked = null
        throw fault
      }
      return open as Case
    },
    get by() {
      return stood
    },
    async replace(code) {
      return toBytes((await talk.ask({ say: 'replace', code }, 'right')).right)
    },
    async block(asked) {
      return (await talk.ask({ say: 'block', ...asked }, 'block')).codes
    },
    async endCard(certified) {
      return (await talk.ask({ say: 'card_in_hand', certified: toText(certified) }, 'card_ends')).at
    },
    seen() {
      left = null
      emit()
    },
    read(id) {
      // Gone from this screen at once; the server says the same in a moment.
      counts = { ...counts, messages: counts.messages.filter(message => message.id !== id) }
      tell({ say: 'read', id })
      emit()
    },
    get board() {
      return board
    },
    watch(on) {
      if (watching === on) return
      watching = on
      board = null
      tell({ say: 'board', on })
    },
    async act(what) {
      await talk.ask(what, 'acted')
    },
    async pause(certified) {
      await talk.ask({ say: 'pause', certified: toText(certified) }, 'acted')
    },
    async handIn(site, tens) {
      await talk.ask({ say: 'hand_in', site, tens: toText(tens) }, 'acted')
    },
    rest() {
      if (caseIsOpen()) return
      open = asked = null
      nobody = false
      if (stand === 'visit') stand = 'line'
      emit()
    },
    signOut() {
      if (open && caseIsOpen()) open.handOver()
      // The goodbye goes out first here too: a desk that signs out of a room gives its visit on to the next.
      void (open?.gone() ?? Promise.resolve()).then(() => tell({ say: 'sign_out' }))
      open = asked = null
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

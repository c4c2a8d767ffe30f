/** The desk's line to the server: sign-in with the desk key, how many wait, next, and the one case that is open (PROTOCOL §2). */
import type { Socket } from '@latchkey/channel/socket.ts'
import type { FaultCode } from '@latchkey/wire/faults.ts'
import type { Case, DeskPorts } from '../visit/case.ts'

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

export declare function createDeskLine(options: DeskLineOptions): DeskLine

/**
 * A resident's turn, without any screen (PROTOCOL §2): take a number, wait, claim it when it is reached, hold the place. The number
 * and the place live on this phone and nowhere else, so a reload, a restarted phone and a killed server lose nothing.
 */
import type { Clock, Random } from '@latchkey/certificates/ports.ts'
import { sha256 } from '@noble/hashes/sha2.js'
import { parseText, toText } from '@latchkey/wire/edge.ts'
import { type FaultCode, isFaultCode } from '@latchkey/wire/faults.ts'
import { type Number as Given, number as numberSchema, type Now } from '@latchkey/wire/waiting.ts'
import type { KeptThings, TurnKept } from '../kept-things.ts'

/** A server's fault, or that nothing came back. */
export type TurnTrouble = FaultCode | 'offline'

export type TurnState =
  | { at: 'none'; trouble: TurnTrouble | null }
  | { at: 'asking' }
  /** `reached`: it is our turn; claimed as soon as somebody looks at this page. */
  | { at: 'waiting'; number: Given; reached: boolean; alarm: boolean; trouble: TurnTrouble | null }
  | { at: 'claiming'; number: Given; alarm: boolean }
  /** The place is held: the visit begins, or goes on. */
  | { at: 'ready'; number: Given; alarm: boolean }

export interface Turn {
  readonly state: TurnState
  subscribe(listener: (state: TurnState) => void): () => void
  /** Reads what this phone kept. Call once. */
  start(): Promise<void>
  /** Asks for a number. With one in hand it does nothing. */
  take(): Promise<void>
  /** What the page learned from GET /now. */
  heard(now: Now): Promise<void>
  /** Claims a number that was reached: by itself when the page is in front, or because somebody tapped. */
  claim(): Promise<void>
  setAlarm(on: boolean): Promise<void>
  /** Gives number and place up. */
  drop(trouble?: TurnTrouble | null): Promise<void>
  /** Numbers before this one: 0 when it is reached, null without a number. Rhythm of the looks. */
  ahead(): number | null
}

export interface TurnOptions {
  things: KeptThings
  fetch: typeof globalThis.fetch
  random: Random
  clock: Clock
  /** Whether somebody can see the page: a number is not claimed for a phone in a pocket. */
  visible(): boolean
}

export declare function createTurn(options: TurnOptions): Turn
export type { TurnKept }
export { isFaultCode, numberSchema, parseText, sha256, toText }

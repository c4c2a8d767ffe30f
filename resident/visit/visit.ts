/** The resident's visit without any screen: socket, keys, answers, pages, card, seal (PROTOCOL §2 to §5). */
import type { Facts, Pictures } from '@latchkey/card/facts.ts'
import type { Clock, Random, Verify } from '@latchkey/certificates/ports.ts'
import type { Root } from '@latchkey/certificates/root.ts'
import type { Answers, PagePurpose } from '@latchkey/channel/messages.ts'
import type { Later, Socket } from '@latchkey/channel/socket.ts'
import type { VisitState } from './state.ts'

/** The phone's one cache. Keys this file uses: visit, holder, draft, unsaved, card, answers. Nothing else is ever kept (PROTOCOL §7). */
export interface Kept {
  get(key: string): Promise<Uint8Array | null>
  put(key: string, bytes: Uint8Array): Promise<void>
  remove(key: string): Promise<void>
}

export interface VisitOptions {
  root: Root
  /** The rules version this phone was built with. */
  rulesVersion: string
  /** 32 bytes this phone made when it claimed its number. */
  place: Uint8Array
  answers: Answers
  /** Opens /relay/phone. Called again after every drop. */
  openSocket(): Socket
  kept: Kept
  /** True when the portrait is a JPEG and both pictures are AV1 of the one size each: what the screens are about to decode. */
  checkPictures(portrait: Uint8Array, pictures: Pictures): Promise<boolean>
  random: Random
  clock: Clock
  verify: Verify
  later?: Later
  subtle?: SubtleCrypto
}

export interface Visit {
  readonly state: VisitState
  /** Calls back on every change until the answer is called. */
  subscribe(listener: (state: VisitState) => void): () => void
  /** Opens the line. Picks up where a reload left off. */
  start(): Promise<void>
  /** R9 *I am ready*: the answers go to the clerk. */
  ready(): void
  /** Shows one picture (JPEG, ≤ 256,000 bytes, already re-encoded). `paper` is null unless the purpose is `paper`. */
  showPage(picture: Uint8Array, purpose: PagePurpose, paper?: string | null, side?: number): Promise<void>
  /** Shows again a page this phone still holds (`held`). */
  showAgain(number: number): Promise<void>
  /** Writes to the clerk, at most 280 characters. */
  answer(typed: string): Promise<void>
  /** *Wait a moment.* */
  wait(): Promise<void>
  /** R12 *Yes, make my card.* */
  agree(): Promise<void>
  /** R12 *Fix*: sends the corrected answers; the clerk accepts and the card is drawn anew. */
  fix(answers: Answers): Promise<void>
  /** R13 *Save on this phone*: the card stays past goodbye. */
  save(): Promise<void>
  /** Ends the visit for good: photos, keys and secrets are dropped, the clerk's screen empties. */
  goodbye(): Promise<void>
  /** *Stop*: like goodbye, and the place is given up. */
  stop(): Promise<void>
  /** Tries the line again at once: the page came to the front, or the phone is online again. Harmless when all is well. */
  reconnect(): void
  /** The page goes away: closes the socket, says nothing, keeps what is kept. */
  close(): void
}

export declare function createVisit(options: VisitOptions): Visit

export type { Facts, Pictures }

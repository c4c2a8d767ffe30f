/** Where a resident's visit is: one variant a screen (product R9 to R14 and the sentences of its bad days). */
import type { Facts, Pictures } from '@latchkey/card/facts.ts'
import type { SealedCard } from '@latchkey/card/sealed.ts'
import type { ChannelFaultCode } from '@latchkey/channel/faults.ts'
import type { Ask, Note, PageName } from '@latchkey/channel/messages.ts'
import type { FaultCode } from '@latchkey/wire/faults.ts'
import type { ChangedFact } from './proposal.ts'

export type { Note }

/** Why nothing goes on by itself. A server code, a channel code, or what this phone found out alone. */
export type Trouble =
  | FaultCode
  | ChannelFaultCode
  /** The card on the screen is not one this phone can show: a picture or a fact is out of its bounds. */
  | 'card_unreadable'
  /** The seal does not match what the resident said yes to. Nothing is kept. */
  | 'seal_wrong'

export type VisitScreen =
  /** Opening the line, or making keys with a desk. */
  | { at: 'joining' }
  /** The number was reached; so many visits come first. `left` is the clerk who had to go, if one had. (R7 end, *Clerk 14 had to go*) */
  | { at: 'line'; ahead: number; left: string | null }
  /** R9 *You are next.* `again`: papers must be shown again, the last clerk kept nothing. */
  | { at: 'called'; desk: string; again: boolean }
  /** R10, R11: the visit. */
  | {
      at: 'showing'
      desk: string
      /** The one request on the screen; null while nothing is asked. */
      ask: Ask | null
      /** The clerk is looking at what came last. */
      looking: boolean
      /** Which needs the clerk has ticked. */
      ticks: Record<string, boolean>
      /** What the clerk has in view. */
      pages: PageName[]
      /** The page on its way, 0 to 100, or null. */
      sending: { number: number; percent: number } | null
      /** The clerk's side lost or dropped what was shown: show it again. */
      again: boolean
      /** Pages this phone still holds and the clerk has not: one tap each sends them (`showAgain`). */
      held: PageName[]
      notes: Note[]
    }
  /** R12 *Is this right?* `changed` are the facts that differ from what the resident prepared: mark them. */
  | { at: 'card'; desk: string; facts: Facts; pictures: Pictures; changed: ChangedFact[] }
  /** A correction was sent; the clerk is reading it. */
  | { at: 'correcting'; desk: string }
  /** The resident said yes; the clerk approves and the city seals. */
  | { at: 'making'; desk: string }
  /** R13: sealed, every digest recomputed. `saved`: the card is kept on this phone past goodbye. */
  | { at: 'sealed'; desk: string; sealed: SealedCard; saved: boolean }
  /** *Not yet. You need one more paper …* `slip`: what says so at a counter, checked; null where this desk sent none that holds. */
  | { at: 'refused'; desk: string; unmet: string[]; mends: string[][]; rules: string; slip: Uint8Array | null }
  /** R14, or the clerk ended it, or the resident stopped. The clerk's screen is empty and the photos are gone. */
  | { at: 'over'; why: 'goodbye' | 'ended_by_clerk' | 'stopped'; outcome: 'card' | 'refused' | 'none' }
  /** Nothing goes on by itself: the screen says why. `reconnect()` tries again where that can help. */
  | { at: 'barred'; trouble: Trouble }

/** `connection` and `clerk` are banners over any screen: *No connection. Your place is safe.* and *Please wait.* */
export type VisitState = VisitScreen & {
  connection: 'joining' | 'open' | 'lost'
  /** Whether the clerk's own line lives. */
  clerk: 'here' | 'away'
}

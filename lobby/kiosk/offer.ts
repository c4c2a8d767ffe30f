/** What the kiosk offers to whoever stands before it. Pure. */
import type { LookState } from '@latchkey/ui/look.ts'
import { type Wait, waitOf } from '@latchkey/ui/wait.ts'
import { type Now, waitingIn } from '@latchkey/wire/waiting.ts'

export type Offer =
  /** Nothing heard yet. */
  | { at: 'unseen' }
  /** Nothing comes back now, or nothing that can be read. */
  | { at: 'offline' }
  | { at: 'broken' }
  /** The city has recorded no law for a counter: it will not open by waiting. */
  | { at: 'no_counter' }
  /** Outside the hours, or closed by an administrator; `opens` in seconds since 1970, or null when it is not known. */
  | { at: 'closed'; opens: number | null }
  | { at: 'no_desk' }
  /** Today is full, and so is what may be given of tomorrow. */
  | { at: 'full' }
  /** A number can be taken. */
  | { at: 'number'; waiting: number; wait: Wait }
  /** One of the first tomorrow, from `opens`. */
  | { at: 'tomorrow'; opens: number }

export function offerOf(now: Now | null, state: LookState | null, hasCounter: boolean): Offer {
  if (!hasCounter) return { at: 'no_counter' }
  if (state === 'offline' || state === 'broken') return { at: state }
  if (now === null) return { at: 'unseen' }
  // What an administrator has closed does not open by itself in the morning.
  if (!now.counter) return { at: 'closed', opens: now.changed.length > 0 ? null : now.opens }
  if (!now.desks) return { at: 'no_desk' }
  if (now.gives === 'tomorrow' && now.opens !== null) return { at: 'tomorrow', opens: now.opens }
  if (now.gives !== 'today') return { at: 'full' }
  return { at: 'number', waiting: waitingIn(now), wait: waitOf(now) }
}

/** What the kiosk offers to whoever stands before it. Pure. */
import type { LookState } from '@latchkey/ui/look.ts'
import { type Wait, waitOf } from '@latchkey/ui/wait.ts'
import { goesOnTomorrow, type Now } from '@latchkey/wire/waiting.ts'

/** The last number of a day (wire/waiting.ts): after it the server gives none. */
const lastNumber = 99_999

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
  | { at: 'full' }
  /** A number can be taken. `late`: it may not be called today, and then is one of the first tomorrow, or ends with the day. */
  | { at: 'number'; waiting: number; wait: Wait; closes: number; late: 'tomorrow' | 'ends' | null }

export function offerOf(now: Now | null, state: LookState | null, hasCounter: boolean): Offer {
  if (!hasCounter) return { at: 'no_counter' }
  if (state === 'offline' || state === 'broken') return { at: state }
  if (now === null) return { at: 'unseen' }
  // What an administrator has closed does not open by itself in the morning.
  if (!now.counter) return { at: 'closed', opens: now.changed.length > 0 ? null : now.opens }
  if (!now.desks) return { at: 'no_desk' }
  if (now.given >= lastNumber) return { at: 'full' }
  const wait = waitOf(now, now.given + 1)
  const late = !wait.tooLate ? null : goesOnTomorrow(now) ? 'tomorrow' : 'ends'
  return { at: 'number', waiting: now.given - now.serving, wait, closes: now.closes, late }
}

/** What the kiosk offers to whoever stands before it. Pure. */
import type { LookState } from '@latchkey/ui/look.ts'
import { type Wait, waitOf } from '@latchkey/ui/wait.ts'
import { type Now, waitingIn } from '@latchkey/wire/waiting.ts'

type Changed = Now['changed'][number]

export type Offer =
  /** Nothing heard yet. */
  | { at: 'unseen' }
  /** Nothing comes back now, or nothing that can be read. */
  | { at: 'offline' }
  | { at: 'broken' }
  /** The city has recorded no law for a counter: it will not open by waiting. */
  | { at: 'no_counter' }
  /**
   * Outside the hours, or closed by an administrator; `opens` in seconds since 1970, or null when it is not known. `here`: the very site this kiosk stands at, and what
   * is so there
   */
  | { at: 'closed'; opens: number | null; here?: Changed }
  | { at: 'no_desk' }
  /** Today is full, and so is what may be given of tomorrow. */
  | { at: 'full' }
  /** A number can be taken. */
  | { at: 'number'; waiting: number; wait: Wait }
  /** One of the first tomorrow, from `opens`. */
  | { at: 'tomorrow'; opens: number }

/** @param site of this kiosk, or null where nobody told it @param hasCounter the city's rules name the law of counters; an act may have recorded one since */
export function offerOf(now: Now | null, state: LookState | null, hasCounter: boolean, site: string | null = null): Offer {
  if (!hasCounter && !now?.counter) return { at: 'no_counter' }
  if (state === 'offline' || state === 'broken') return { at: state }
  if (now === null) return { at: 'unseen' }
  const here = now.changed.find(one => one.site === site)
  // Counters elsewhere may be open: whoever stands here would wait for nobody.
  if (here) return { at: 'closed', opens: null, here }
  // What an administrator has closed does not open by itself in the morning.
  if (!now.counter) return { at: 'closed', opens: now.changed.length > 0 ? null : now.opens }
  if (!now.desks) return { at: 'no_desk' }
  if (now.gives === 'tomorrow' && now.opens !== null) return { at: 'tomorrow', opens: now.opens }
  if (now.gives !== 'today') return { at: 'full' }
  return { at: 'number', waiting: waitingIn(now), wait: waitOf(now) }
}

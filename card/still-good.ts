import { dayOf, isOver } from './days.ts'
import { cancelled, replaced, type StatusList } from './status-list.ts'

/** What is asked of a card whose seals are right: is it in date, and does the cancelled list say nothing against it? Verifier and desk ask the same. */

/** Seconds after which a cancelled list is old. */
export const listOldAfter = 7 * 86_400

/** A list from further ahead than this means that this device's date is wrong. Seconds. */
const clockSlack = 86_400

/** No card outlives its period's technical end, whatever its front says. @returns its last day, YYYY-MM-DD */
export function lastDayOf(own: string | null, technicalEnd: number): string {
  const technical = dayOf(technicalEnd)
  return own !== null && own < technical ? own : technical
}

/** @param lastDay from `lastDayOf` */
export const hasEnded = (lastDay: string, technicalEnd: number, now: number): boolean => isOver(lastDay, now) || now > technicalEnd

/** `list_old`: nothing against it, but the list is older than a week or there is none (`listAt` null). */
export type Listed =
  | { says: 'good'; listAt: number }
  | { says: 'list_old'; listAt: number | null }
  | { says: 'cancelled' | 'replaced' | 'phone_date' }

/** @param list verified, of the card's own period; undefined when there is none at hand */
export function againstList(list: StatusList | undefined, index: number, now: number): Listed {
  if (list === undefined) return { says: 'list_old', listAt: null }
  if (list.at > now + clockSlack) return { says: 'phone_date' }
  // A card never becomes valid again, so what an old list says against it still holds.
  const status = list.status(index)
  if (status === cancelled) return { says: 'cancelled' }
  if (status === replaced) return { says: 'replaced' }
  return { says: list.at < now - listOldAfter ? 'list_old' : 'good', listAt: list.at }
}

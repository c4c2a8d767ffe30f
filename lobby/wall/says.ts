/** What the wall says. Pure: everyone in the lobby may know it, so it is what every page may know. */
import type { LookState } from '@latchkey/ui/look.ts'
import { type Now, waitingIn } from '@latchkey/wire/waiting.ts'

/** The line at the foot; several take turns. Moments in seconds since 1970. */
export type Foot =
  | { at: 'unheard' }
  /** Nothing came back since then: the number may have gone on. */
  | { at: 'stale'; since: number }
  | { at: 'opens'; opens: number }
  | { at: 'no_desk' }
  | { at: 'waiting'; count: number }
  /** A number taken now is one of the first tomorrow; or none is given. */
  | { at: 'full' }
  /** Phone visits are closed by an administrator: phrase number of the notice. */
  | { at: 'notice'; notice: number }
  /** Counters are closed by an administrator; phones are served. */
  | { at: 'counters' }

export interface WallSays {
  /** closed: neither phones nor counters are served now. Null before anything was heard. */
  serving: number | 'closed' | null
  foot: Foot[]
}

/** @param now the last answer heard, or null @param state whether the server answers at this moment; null before the first try */
export function wallSays(now: Now | null, state: LookState | null): WallSays {
  if (now === null) return { serving: null, foot: state === null || state === 'online' ? [] : [{ at: 'unheard' }] }
  const closed = !now.open && !now.counter
  const serving = closed ? 'closed' : now.serving
  if (state !== 'online') return { serving, foot: [{ at: 'stale', since: now.at }] }
  if (closed) return { serving, foot: now.opens === null ? [] : [{ at: 'opens', opens: now.opens }] }
  // What is not as usual comes first.
  const foot: Foot[] = []
  if (!now.open && now.notice !== null) foot.push({ at: 'notice', notice: now.notice })
  if (!now.counter && now.changed.length > 0) foot.push({ at: 'counters' })
  if (now.desks && now.gives !== 'today') foot.push({ at: 'full' })
  foot.push(now.desks ? { at: 'waiting', count: waitingIn(now) } : { at: 'no_desk' })
  return { serving, foot }
}

/** How many languages stand on the wall at once: as many as are large enough for the far end of a lobby. */
const atOnce = 3

/** @param turn counts up with every change of the wall @returns the languages that are shown together then: all, or one group after another */
export function shownTogether<L>(languages: readonly L[], turn: number): L[] {
  const groups = Math.ceil(languages.length / atOnce)
  const first = (Math.floor(turn / atOnce) % groups) * atOnce
  return languages.slice(first, first + atOnce)
}

/** The foot's line and the language it is said in at this turn: each line in a language, then each in the next. */
export function footAt<L, F>(languages: readonly L[], foot: readonly F[], turn: number): { language: L; line: F } | null {
  const language = languages[Math.floor(turn / Math.max(1, foot.length)) % languages.length]
  const line = foot[turn % Math.max(1, foot.length)]
  return language === undefined || line === undefined ? null : { language, line }
}

/** A notice begins with what is so; what follows speaks to whoever holds a phone. */
export const firstSentence = (notice: string): string => /^.+?([.!?؟۔።](?=\s|$)|[。！？])/.exec(notice)?.[0] ?? notice

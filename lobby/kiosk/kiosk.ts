/** One person after another at the kiosk, without any screen: asks for a number, shows it, forgets it. Nothing outlives the page. */
import { type PostTrouble, post } from '@latchkey/ui/post.ts'
import { parseText } from '@latchkey/wire/edge.ts'
import { type Number as Given, number } from '@latchkey/wire/waiting.ts'

export type KioskState =
  | { at: 'empty'; trouble: PostTrouble | null }
  | { at: 'asking' }
  /** Shown until *Done*, or until nobody has touched the screen for `shownFor`. */
  | { at: 'number'; number: Given }

/** Seconds. Also how long a refusal stays. */
export const shownFor = 30
/** A request without an answer by then is over, in seconds: somebody stands here and waits. */
const patience = 15

export interface Timers {
  set(run: () => void, seconds: number): unknown
  clear(timer: unknown): void
}
const realTimers: Timers = {
  set: (run, seconds) => setTimeout(run, seconds * 1000),
  clear: timer => clearTimeout(timer as number),
}

export interface Kiosk {
  readonly state: KioskState
  subscribe(listener: (state: KioskState) => void): () => void
  /** Asks for a number. Only from an empty screen: two presses are one number. */
  take(): Promise<void>
  /** Somebody is here, also before an empty screen: who goes away without a number leaves nothing either. */
  touched(): void
  /** The screen is empty again, as for the first person of the day: told even when it was empty. */
  done(): void
}

/** @throws never: what fails becomes `trouble`, and the screen is empty again after a while */
export function createKiosk(fetch: typeof globalThis.fetch, timers: Timers = realTimers): Kiosk {
  const listeners = new Set<(state: KioskState) => void>()
  let state: KioskState = { at: 'empty', trouble: null }
  let away: unknown
  const become = (next: KioskState) => {
    state = next
    timers.clear(away)
    if (next.at === 'number' || (next.at === 'empty' && next.trouble !== null)) away = timers.set(kiosk.done, shownFor)
    for (const listener of listeners) listener(next)
  }
  const kiosk: Kiosk = {
    get state() {
      return state
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async take() {
      if (state.at !== 'empty') return
      become({ at: 'asking' })
      const given = new AbortController()
      const tooLong = timers.set(() => given.abort(), patience)
      const answer = await post(fetch, '/waiting/number', { way: 'counter' }, given.signal)
      timers.clear(tooLong)
      if (!answer.ok) return become({ at: 'empty', trouble: answer.trouble })
      try {
        become({ at: 'number', number: parseText(number, answer.text) })
      } catch {
        become({ at: 'empty', trouble: 'broken' })
      }
    },
    touched() {
      if (state.at === 'asking') return
      timers.clear(away)
      away = timers.set(kiosk.done, shownFor)
    },
    done() {
      if (state.at !== 'asking') become({ at: 'empty', trouble: null })
    },
  }
  return kiosk
}

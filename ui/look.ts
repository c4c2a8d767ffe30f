/** How a page learns what everyone may know (PROTOCOL §2): GET /now, the more often the nearer its number, at once when it comes to the front. */
import { parseText } from '@latchkey/wire/edge.ts'
import { type Now, nextLook, now as nowSchema } from '@latchkey/wire/waiting.ts'

/** online: the last look was answered. offline: nothing came back. broken: something came back that is no answer. */
export type LookState = 'online' | 'offline' | 'broken'

export interface Looking {
  /** How many numbers are before this phone's; null without a number. Asked before every pause. */
  ahead(): number | null
  onNow(now: Now): void
  /** Told when it changes only. */
  onState?(state: LookState): void
  fetch?: typeof globalThis.fetch
  /** For tests: chance from 0 to 1, timers, and the page's events. */
  chance?: () => number
  timers?: { set(run: () => void, seconds: number): unknown; clear(timer: unknown): void }
  page?: Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>
  network?: Pick<Window, 'addEventListener' | 'removeEventListener'>
}

const realTimers = {
  set: (run: () => void, seconds: number) => setTimeout(run, seconds * 1000),
  clear: (timer: unknown) => clearTimeout(timer as number),
}
/** A look that has no answer by then is over: a dead link must not stop the rhythm. Seconds. */
const patience = 15
/** Being offline may end at any moment, a killed server is back in seconds, and who waits goes on within five. Seconds. */
const afterMiss = 3

/** @returns ends it; `stop.look()` looks now. */
export function startLooking(options: Looking): (() => void) & { look(): void } {
  const { chance = Math.random, timers = realTimers, page = document, network = window } = options
  let pause: unknown = null
  let asking: AbortController | null = null
  let state: LookState | null = null
  let over = false

  const tell = (next: LookState) => {
    if (state === next) return
    state = next
    options.onState?.(next)
  }
  const rest = (share: number) => {
    timers.clear(pause)
    const ahead = options.ahead()
    // Without a number a hidden page has nothing to wait for: it looks when it comes to the front.
    if (ahead === null && page.visibilityState !== 'visible') return
    pause = timers.set(look, state === 'online' ? nextLook(ahead) * share : afterMiss)
  }
  const look = async () => {
    timers.clear(pause)
    asking?.abort()
    const mine = (asking = new AbortController())
    const tooLong = timers.set(() => mine.abort(), patience)
    let next: LookState = 'offline'
    let answer: Now | null = null
    try {
      const response = await (options.fetch ?? fetch)('/now', { signal: mine.signal, cache: 'no-store', credentials: 'omit' })
      next = 'broken'
      if (response.ok) answer = parseText(nowSchema, await response.text())
      if (answer) next = 'online'
    } catch {
      // Offline, aborted or malformed: `next` already says which.
    }
    timers.clear(tooLong)
    if (over || asking !== mine) return
    // Whom a killed server made ask in the same moment would do so at every look: so the first pause after a miss is any part of one.
    const share = state === null || state === 'online' ? 1 : chance()
    tell(next)
    if (answer) options.onNow(answer)
    if (!over && asking === mine) rest(share)
  }
  const shown = () => {
    if (page.visibilityState === 'visible') void look()
  }
  const back = () => void look()
  const gone = () => tell('offline')

  page.addEventListener('visibilitychange', shown)
  network.addEventListener('online', back)
  network.addEventListener('offline', gone)
  void look()
  const stop = () => {
    over = true
    timers.clear(pause)
    asking?.abort()
    page.removeEventListener('visibilitychange', shown)
    network.removeEventListener('online', back)
    network.removeEventListener('offline', gone)
  }
  return Object.assign(stop, { look: back })
}

/** What GET /now last said, for the screens: one look for the whole page, at the rhythm of its number (ui/look.ts). */
import type { Looking, LookState } from '@latchkey/ui/look.ts'
import type { Now } from '@latchkey/wire/waiting.ts'

export interface Looks {
  /** Null until the first answer. */
  readonly now: Now | null
  readonly state: LookState | null
  subscribe(listener: () => void): () => void
  start(): void
  stop(): void
  /** Looks now. */
  look(): void
}

type StartLooking = (options: Looking) => (() => void) & { look(): void }

export function createLooks(
  startLooking: StartLooking,
  options: { fetch: typeof globalThis.fetch; ahead(): number | null; heard(now: Now): void },
): Looks {
  const listeners = new Set<() => void>()
  const tell = () => {
    for (const listener of listeners) listener()
  }
  let stop: ReturnType<StartLooking> | null = null
  const looks = {
    now: null as Now | null,
    state: null as LookState | null,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    start() {
      stop ??= startLooking({
        fetch: options.fetch,
        ahead: options.ahead,
        onNow(now) {
          looks.now = now
          options.heard(now)
          tell()
        },
        onState(state) {
          looks.state = state
          tell()
        },
      })
    },
    stop() {
      stop?.()
      stop = null
    },
    look: () => stop?.look(),
  }
  return looks
}

/** What GET /now last said, for a screen that stands in a lobby all day. */
import { type Looking, type LookState, startLooking } from '@latchkey/ui/look.ts'
import { renew } from '@latchkey/ui/renew.ts'
import { keepAwake } from '@latchkey/ui/wake-lock.ts'
import type { Now } from '@latchkey/wire/waiting.ts'
import { useEffect, useRef, useState } from 'preact/hooks'

export interface Line {
  /** The last answer, also when it is old by now; null before the first. */
  now: Now | null
  state: LookState | null
}

/**
 * Looks for as long as the page is open, and keeps the screen on.
 * @param ahead numbers before the one this page waits for: 0 looks every five seconds, null every ten
 * @param idle  whether nobody is served by this page now: only then may it load itself anew
 */
export function useLine(ahead: Looking['ahead'], idle: () => boolean): Line & { look(): void } {
  const [line, setLine] = useState<Line>({ now: null, state: null })
  const looking = useRef<ReturnType<typeof startLooking> | null>(null)
  useEffect(() => {
    const awake = keepAwake()
    let before: LookState | null = null
    looking.current = startLooking({
      ahead,
      onNow: now => setLine(was => ({ ...was, now })),
      onState(state) {
        setLine(was => ({ ...was, state }))
        // A server that comes back may have newer pages; an answer that this page cannot read is likely to be one of theirs.
        if (before !== null && state !== 'offline' && idle()) void renew()
        before = state
      },
    })
    return () => {
      looking.current?.()
      awake()
    }
  }, [])
  return { ...line, look: () => looking.current?.look() }
}

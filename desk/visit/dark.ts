/** Desk: when the screen goes dark (product §3.2): two minutes without a key, when the page is hidden or the computer locked, at goodbye. */

export const darkAfterSeconds = 120

export interface DarkPorts {
  /** Calls back once after so many seconds; the answer cancels it. */
  later(seconds: number, run: () => void): () => void
  onChange(dark: boolean): void
}

export interface Dark {
  readonly dark: boolean
  /** A key or a touch. True when it only woke the screen and must do nothing else. */
  woke(): boolean
  /** The page was hidden, or the computer locked. */
  hidden(): void
  stop(): void
}

export function startDark(ports: DarkPorts): Dark {
  let dark = false
  let cancel = () => {}
  const set = (next: boolean) => {
    if (dark === next) return
    dark = next
    ports.onChange(next)
  }
  const wind = () => {
    cancel()
    cancel = ports.later(darkAfterSeconds, () => set(true))
  }
  wind()
  return {
    get dark() {
      return dark
    },
    woke() {
      const was = dark
      set(false)
      wind()
      return was
    },
    hidden() {
      cancel()
      set(true)
    },
    stop: () => cancel(),
  }
}

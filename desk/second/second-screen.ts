/**
 * Desk: its end of the second screen, a window of its own beside the desk's. They speak over one port, which the desk gives only to the very window it
 * opened, at its own origin. Nothing is kept on either side.
 */
import { type Answered, again, beat, hello, port as portWord, readAnswered, type Shown } from './shown.ts'

const nothing: Shown = { show: 'nothing' }

export interface SecondScreen {
  /** Its page is there and has the port. */
  readonly here: boolean
  subscribe(listener: () => void): () => void
  /** Opens the window, or brings it to the front. To be called inside a key press or a click. */
  open(): void
  /** Replaces what stands there. Without a window it is kept for the one that comes. */
  show(shown: Shown): void
  /** While on, nothing stands there: the desk is dark, or its page is going. Off, what was shown last comes back. */
  hide(on: boolean): void
  /** Told what the resident said; one listener, of the case that is open. */
  answered: ((answer: Answered) => void) | null
}

/** What of a browser matters here. */
export interface Windows {
  origin: string
  open(): Window | null
  listen(hear: (event: Pick<MessageEvent, 'origin' | 'source' | 'data'>) => void): void
  /** Calls every second: looks whether the window was closed by hand, and says that the desk is still there. */
  often(look: () => void): () => void
}

/** The windows of the browser this page is in. */
export const browserWindows = (): Windows => ({
  origin: location.origin,
  open: () => window.open('/desk/second/', 'latchkey-second', 'popup,width=1100,height=760'),
  listen: hear => window.addEventListener('message', hear),
  often: look => {
    const timer = setInterval(look, 1000)
    return () => clearInterval(timer)
  },
})

/** One for the life of the desk’s page: the window outlives a case, a break and a reload. */
export function createSecondScreen(windows: Windows): SecondScreen {
  const listeners = new Set<() => void>()
  let other: Window | null = null
  let port: MessagePort | null = null
  let stands: Shown = nothing
  let hidden = false
  let stopLooking = () => {}

  const changed = () => {
    for (const listener of [...listeners]) listener()
  }
  const tell = () => port?.postMessage(hidden ? nothing : stands)
  const lose = () => {
    stopLooking()
    port?.close()
    port = null
    changed()
  }
  windows.listen(event => {
    if (event.origin !== windows.origin || other === null || event.source !== other || event.data !== hello) return
    // A window that loads anew begins anew: the port of its old page is dead.
    port?.close()
    const channel = new MessageChannel()
    port = channel.port1
    port.onmessage = ({ data }) => {
      if (data === again) return tell()
      const answer = readAnswered(data)
      if (answer) screen.answered?.(answer)
    }
    other.postMessage(portWord, windows.origin, [channel.port2])
    tell()
    stopLooking()
    stopLooking = windows.often(() => (other?.closed ? lose() : port?.postMessage(beat)))
    changed()
  })

  const screen: SecondScreen = {
    answered: null,
    get here() {
      return port !== null && other?.closed === false
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    open() {
      if (screen.here) other?.focus()
      else other = windows.open()
    },
    show(shown) {
      stands = shown
      tell()
    },
    hide(on) {
      if (hidden === on) return
      hidden = on
      tell()
    },
  }
  return screen
}

/**
 * Every screen of the resident's page, and how *back* works. The address never changes and the browser's history holds one small
 * number a step, nothing else: neither a neighbour at the keyboard nor a synced history learns where somebody was.
 */
import type { FreeTime } from './booking/bookings.ts'

export type Screen =
  /** R1 */
  | { at: 'home' }
  /** R2 */
  | { at: 'who' }
  /** *Someone I look after*: how old they are. */
  | { at: 'ages' }
  /** R3 */
  | { at: 'papers' }
  /** R3 for whoever comes with a caretaker: what ties the two together, then the caretaker's own papers. */
  | { at: 'tie' }
  | { at: 'caretaker' }
  /** R4 */
  | { at: 'answer' }
  /** *Where do I get one?* */
  | { at: 'where' }
  /** R5 */
  | { at: 'facts' }
  /** R7 */
  | { at: 'number' }
  /** A phone at a counter, after the desk's code was scanned. */
  | { at: 'counter' }
  /** The same on a phone that has a number or a visit: asked first. The place is in this page's memory only. */
  | { at: 'other_counter'; place: Uint8Array }
  /** The answers on paper, for a counter. */
  | { at: 'form' }
  /** R8 */
  | { at: 'photos' }
  /** R9 to R14: resident/visit says which by its own state. */
  | { at: 'visit' }
  /** *Book a time*: the earliest at every place; one place's times; the question before it; the booked time; what a typed code is of. */
  | { at: 'book' }
  | { at: 'book_times'; place: string }
  | { at: 'book_sure'; place: string; time: FreeTime }
  | { at: 'booked' }
  | { at: 'look_up'; typed?: string }
  /** *I have a card*: My card, opening blank. */
  | { at: 'my_card' }
  /** Cancel a card alone, with its code. */
  | { at: 'cancel' }
  /** The backup sheet, as picture and print. */
  | { at: 'backup' }
  /** The refusal slip that was saved. */
  | { at: 'slip' }
  /** *What this phone still knows* */
  | { at: 'known' }
  /** *Somebody helps me*: a second language, and whose phone this is. */
  | { at: 'helper' }
  /** A phone that is somebody else's: everything of this visit leaves it. */
  | { at: 'give_back' }
  /** After *Erase all*. */
  | { at: 'erased' }

export type ScreenName = Screen['at']

/** What the browser offers, as an argument: this tab's history, or a frame's own in /try. */
export interface HistoryPort {
  readonly state: unknown
  pushState(state: unknown, unused: string): void
  replaceState(state: unknown, unused: string): void
  go(delta: number): void
  /** Told the state it moved to by itself or by `go`. @returns ends it */
  listen(moved: (state: unknown) => void): () => void
}

/** The history of this tab. */
export const browserHistory = (): HistoryPort => ({
  get state() {
    return window.history.state
  },
  pushState: (state, unused) => window.history.pushState(state, unused),
  replaceState: (state, unused) => window.history.replaceState(state, unused),
  go: delta => window.history.go(delta),
  listen(moved) {
    const hear = (event: PopStateEvent) => moved(event.state)
    window.addEventListener('popstate', hear)
    return () => window.removeEventListener('popstate', hear)
  },
})

export interface Way {
  readonly screen: Screen
  /** Whether *back* leads to a screen of ours. */
  readonly canBack: boolean
  /** One screen on. Going to the screen one is on does nothing. */
  go(screen: Screen): void
  /** Takes the place of this screen: *back* will not come here again. */
  replace(screen: Screen): void
  back(): void
  /** Goes to the first screen, which forgets the way there. */
  restart(screen?: Screen): void
  /** Stops listening to the browser. */
  end(): void
}

const stepOf = (state: unknown): number => {
  const step = (state as { step?: unknown } | null)?.step
  return typeof step === 'number' && Number.isInteger(step) && step >= 0 ? step : 0
}

/** Party: resident. After a reload the browser may still hold steps whose screens are gone with the page: they all lead to `first`. */
export function createWay(history: HistoryPort, first: Screen, changed: (screen: Screen) => void): Way {
  // A reloaded page stands at some step n of its old way: screens below it are unknown and lead to `first`.
  let step = stepOf(history.state)
  let screens: (Screen | undefined)[] = []
  screens[step] = first
  history.replaceState({ step }, '')
  const current = () => screens[step] ?? first
  const show = () => changed(current())
  // A step of ours, or anything else that the browser holds.
  const end = history.listen(state => {
    step = stepOf(state)
    show()
  })
  return {
    get screen() {
      return current()
    },
    get canBack() {
      return step > 0 && screens[step - 1] !== undefined
    },
    go(screen) {
      if (screen.at === current().at) return
      step++
      screens = screens.slice(0, step)
      screens[step] = screen
      history.pushState({ step }, '')
      show()
    },
    replace(screen) {
      screens[step] = screen
      history.replaceState({ step }, '')
      show()
    },
    back() {
      if (step > 0) history.go(-1)
      else this.replace(first)
    },
    restart(screen = { at: 'home' }) {
      // Old steps stay in the browser's history as bare numbers; with their screens gone each of them leads here.
      first = screen
      screens = []
      screens[step] = screen
      history.replaceState({ step }, '')
      show()
    },
    end,
  }
}

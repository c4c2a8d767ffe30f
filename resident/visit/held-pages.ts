/**
 * The photos of this visit, in page memory only: which the clerk has, which are on their way, which can be shown again with one tap.
 * Emptied, byte by byte, when the visit ends.
 */
import type { Page, PageName } from '@latchkey/channel/messages.ts'

interface Held extends Page {
  /** Shown to the desk of now. Turned off when a desk starts fresh. */
  shown: boolean
  /** The epoch in which it was last sent: what was sent in an epoch that still lives is on its way. */
  epoch: number
}

export interface HeldPages {
  add(page: Omit<Page, 'number'>): Page
  page(number: number): Page | null
  /** The resident showed this page to the desk of now. */
  markShown(number: number): void
  /** What the desk has in view, as it says itself. */
  readonly seen: PageName[]
  setSeen(pages: PageName[]): void
  /** True once an epoch: a page is sent when it is shown, and again only when an epoch ended over it. */
  send(number: number, epoch: number): boolean
  /** Shown to this desk and not arrived. In the order in which they were shown. */
  missing(): Page[]
  /** What one tap could show again: the last of each side, where the desk has none of it. */
  again(): PageName[]
  /** Another desk, or one that remembers nothing: it has seen nothing yet. */
  fresh(): void
  empty(): void
}

const nameOf = ({ number, purpose, paper, side }: PageName): PageName => ({ number, purpose, paper, side })
const isSame = (a: PageName, b: PageName) => a.purpose === b.purpose && a.paper === b.paper && a.side === b.side

export function createHeldPages(): HeldPages {
  let held: Held[] = []
  let seen: PageName[] = []
  let last = 0
  return {
    add(page) {
      const added = { ...page, number: ++last, shown: true, epoch: 0 }
      held.push(added)
      return added
    },
    page: number => held.find(one => one.number === number) ?? null,
    markShown(number) {
      for (const one of held) if (one.number === number) one.shown = true
    },
    send(number, epoch) {
      const page = held.find(one => one.number === number)
      if (!page || page.epoch === epoch) return false
      page.epoch = epoch
      return true
    },
    get seen() {
      return seen
    },
    setSeen(pages) {
      seen = pages
      // After a reload the desk remembers numbers that this page has never given.
      for (const { number } of pages) last = Math.max(last, number)
    },
    missing: () => held.filter(one => one.shown && !seen.some(({ number }) => number === one.number)),
    again: () =>
      held
        .filter((one, at) => !one.shown && !held.slice(at + 1).some(later => isSame(one, later)) && !seen.some(other => isSame(one, other)))
        .map(nameOf),
    fresh() {
      seen = []
      for (const one of held) one.shown = false
    },
    empty() {
      for (const one of held) one.picture.fill(0)
      held = []
      seen = []
    },
  }
}

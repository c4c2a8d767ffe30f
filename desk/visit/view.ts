/**
 * Desk: what the clerk is looking at in an open case. Pure: actions and arrivals in, the next view out. Nothing of a resident is in
 * it but numbers of pages; it is dropped with the case.
 */
import type { Action, KeyScreen } from '../keys.ts'
import { currentPages, isPassed } from './checks.ts'
import type { CaseScreen, CaseState, DeskPage } from './state.ts'

export interface View {
  /** D3, D4 (the holder's face, then the caretaker's) or D5, while the case is in `papers`. */
  step: 'papers' | 'face' | 'caretaker' | 'decide'
  /** Number of the page picked by hand; null lets the desk pick. */
  chosen: number | null
  /** Number of the page beside it, when two are compared. */
  beside: number | null
  /** 0 the whole picture, 1 and 2 nearer. */
  zoom: 0 | 1 | 2
  /** Page number → quarter turns. */
  turns: Readonly<Record<number, number>>
  /** A question on top. While `end` is asked the pictures are blurred. */
  asks: 'end' | 'hand_over' | 'false' | null
  /** `answers`, `scan` and `photo` are of the counter: the clerk types, scans a printed form, takes the card photo. */
  form: 'facts' | 'type' | 'answers' | 'scan' | 'photo' | null
  /** Which nine of the phrases the digits mean, from 0. */
  phrases: number
}

export const firstView: View = { step: 'papers', chosen: null, beside: null, zoom: 0, turns: {}, asks: null, form: null, phrases: 0 }

const paperPages = (pages: readonly DeskPage[]) => currentPages(pages).filter(page => page.purpose === 'paper')

/** The page in view: the one picked, else the first whose paper still waits for a look, else the last that came. */
export function inView(pages: readonly DeskPage[], chosen: number | null): DeskPage | null {
  const papers = paperPages(pages)
  return papers.find(page => page.number === chosen) ?? papers.find(page => !isPassed(pages, page.paper!)) ?? papers.at(-1) ?? null
}

/** The page after `number`, round to the first. */
export function pageAfter(pages: readonly DeskPage[], number: number | null): DeskPage | null {
  const papers = paperPages(pages)
  const at = papers.findIndex(page => page.number === number)
  return papers[(at + 1) % papers.length] ?? null
}

/** Newest page of this purpose, or null. */
export const newest = (pages: readonly DeskPage[], purpose: DeskPage['purpose']): DeskPage | null =>
  pages.findLast(page => page.purpose === purpose) ?? null

/** What the keyboard means right now. */
export function keyScreenOf(at: CaseScreen['at'], view: View, where: CaseState['where'] = 'phone'): KeyScreen {
  if (view.asks === null && view.form === 'photo') return 'counter_photo'
  if (view.asks !== null) return `asks_${view.asks}`
  if (view.form !== null) return 'typing'
  if (where !== 'phone') return keysAtCounter(at, view)
  if (at === 'papers') return view.step
  if (at === 'called') return 'joining'
  return at
}

/** A counter hands nothing over and asks nothing of a phone by number. */
function keysAtCounter(at: CaseScreen['at'], view: View): KeyScreen {
  if (at === 'papers') return `counter_${view.step}`
  if (at === 'called') return 'counter_joining'
  return at === 'sealing' || at === 'handing' ? at : `counter_${at}`
}

/**
 * An action of the keyboard or of a button. Actions that belong to the case alone leave the view as it is.
 * @param asksCaretaker after the holder's face the caretaker's is looked at
 */
export function act(view: View, action: Action, pages: readonly DeskPage[], asksCaretaker = false): View {
  switch (action) {
    case 'face':
      return { ...view, step: 'face', zoom: 0, beside: null }
    case 'same':
      return { ...view, step: asksCaretaker ? 'caretaker' : 'decide', zoom: 0 }
    case 'other':
    case 'same_caretaker':
    case 'other_caretaker':
      return { ...view, step: 'decide', zoom: 0 }
    case 'decide':
      return { ...view, step: 'decide', asks: null, zoom: 0, beside: null }
    case 'back':
      if (view.asks !== null) return { ...view, asks: null }
      if (view.form !== null) return { ...view, form: null }
      return { ...view, step: 'papers', zoom: 0 }
    case 'facts':
    case 'answers':
    case 'scan':
    case 'photo':
      return { ...view, form: action }
    case 'type':
      return { ...view, form: 'type' }
    case 'more_phrases':
      return { ...view, phrases: view.phrases + 1 }
    case 'looks_false':
      return { ...view, asks: 'false' }
    // The first press asks, with the pictures blurred at once; the case is ended by the second, which never comes here.
    case 'end':
      return { ...view, asks: 'end', form: null }
    case 'hand_over':
      return { ...view, asks: 'hand_over', form: null }
    case 'zoom':
      return { ...view, zoom: ((view.zoom + 1) % 3) as View['zoom'] }
    case 'turn': {
      const page = inView(pages, view.chosen)
      return page ? { ...view, turns: { ...view.turns, [page.number]: ((view.turns[page.number] ?? 0) + 1) % 4 } } : view
    }
    case 'next_picture': {
      const page = inView(pages, view.chosen)
      if (view.beside !== null) return { ...view, beside: pageAfter(pages, view.beside)?.number ?? null }
      return { ...view, chosen: pageAfter(pages, page?.number ?? null)?.number ?? null, zoom: 0 }
    }
    case 'compare': {
      const page = inView(pages, view.chosen)
      const other = view.beside === null && page ? pageAfter(pages, page.number) : null
      return { ...view, beside: other && other !== page ? other.number : null, zoom: 0 }
    }
    default:
      return view
  }
}

/** A page came. It is shown at once unless the clerk is in the middle of another paper. */
export function arrived(view: View, before: readonly DeskPage[], pages: readonly DeskPage[]): View {
  const fresh = pages.filter(page => page.purpose === 'paper' && !before.some(old => old.number === page.number)).at(-1)
  if (!fresh) return view
  const looking = inView(before, view.chosen)
  const busy = looking !== null && looking.paper !== fresh.paper && !isPassed(before, looking.paper!)
  return busy ? view : { ...view, chosen: fresh.number, zoom: 0, beside: null }
}

/** A look was marked: when the paper in view has all three, the desk picks the next one that waits. */
export function marked(view: View, pages: readonly DeskPage[]): View {
  const page = inView(pages, view.chosen)
  const next = page && isPassed(pages, page.paper!) && paperPages(pages).some(other => !isPassed(pages, other.paper!))
  return next ? { ...view, chosen: null, zoom: 0, beside: null } : view
}

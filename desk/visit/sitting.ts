/**
 * Desk: one case at one desk, between the headless case and the screens: what is in view, the decoded pictures, the requests the desk
 * makes by itself, the ticks that follow from the looks. No DOM; emptied when the case closes.
 */
import { CardFault } from '@latchkey/card/faults.ts'
import { RulesFault } from '@latchkey/rules/faults.ts'
import type { Rules } from '@latchkey/rules/rules.ts'
import type { Action } from '../keys.ts'
import type { Case } from './case.ts'
import { asksCaretaker, facesAreHere, looks, ticksOf } from './checks.ts'
import type { HeldPictures } from './held-pictures.ts'
import { nextAsk } from './next-ask.ts'
import { type CaseState, type DeskPage, firstOwnPage, type Look, type Shown } from './state.ts'
import { act, arrived, firstView, inView, marked, type View } from './view.ts'

export interface SittingOptions {
  case: Case
  rules: Rules
  pictures: HeldPictures
  /** The city's day, YYYY-MM-DD. */
  today(): string
  /** The case has closed: what else held something of it lets go. */
  onClosed(): void
  /** Once, when a case is over that came to a card or a refusal. Null: somebody else goes on with it, and its language is theirs to count. */
  onVisit?(language: string | null): void
  /** Once, when a case is over whose last word was a refusal: what it named. */
  onRefused?(unmet: readonly string[]): void
  /** A supervisor looks again: elsewhere (null), or here, so many minutes after the refusal. */
  onSecondLook?(minutes: number | null): void
  /** Seconds since 1970. */
  clock?(): number
  /** The clerk is done with a case that has ended for them and wants the next person. */
  onNext(): void
  /** The same at a counter, for the next card of the same party. */
  onParty?(): void
}

export interface Sitting {
  readonly state: CaseState
  readonly view: View
  readonly pictures: HeldPictures
  /** What became of the last act: `line` it did not go out, `facts` the card cannot say what it should say. */
  readonly failed: 'line' | 'facts' | null
  readonly case: Case
  /** The language the resident reads, from the answers on; `en` before, and after the case. */
  readonly language: string
  /** At the counter: lays a paper on the table; lying there, brings it into view; in view, takes it up again. */
  lay(paper: string): void
  subscribe(listener: () => void): () => void
  do(action: Action): void
  /** A phrase of the rules by its number; one that is about papers is about the paper in view. */
  ask(phrase: number): void
  type(text: string): void
  /** Closes a form that was filled in. */
  closeForm(): void
  stop(): void
}

/** The screens on which the clerk sees papers and facts; the others hold neither. */
export const shownOf = (state: CaseState): (CaseState & Shown) | null => ('answers' in state ? state : null)

/** Begins with the case as it is; `stop` lets go of it, closed or not. */
export function createSitting(options: SittingOptions): Sitting {
  const { case: open, rules, pictures, today, onClosed, onVisit, onRefused, onSecondLook, clock = () => 0, onNext, onParty } = options
  const listeners = new Set<() => void>()
  let state = open.state
  let view = firstView
  let failed: Sitting['failed'] = null
  let before: readonly DeskPage[] = shownOf(state)?.pages ?? []
  let language = shownOf(state)?.answers.language ?? 'en'
  /** The refusal that stands: what it names, and since when. */
  let refused: { unmet: readonly string[]; at: number } | null = null
  /** What was asked by itself last, so that a request the phone has answered badly is not repeated for ever. */
  let asked = ''

  const changed = () => {
    for (const listener of listeners) listener()
  }
  const set = (next: View) => {
    if (next === view) return
    view = next
    changed()
  }
  const go = (run: () => Promise<void>) => {
    failed = null
    run().catch((fault: unknown) => {
      failed = fault instanceof CardFault || fault instanceof RulesFault ? 'facts' : 'line'
      changed()
    })
  }

  function follow() {
    const shown = shownOf(state)
    if (!shown) {
      before = []
      pictures.keepOnly([])
      return
    }
    language = shown.answers.language
    view = arrived(view, before, shown.pages)
    before = shown.pages
    pictures.keepOnly(shown.pages)
    if (state.at !== 'papers') {
      // A correction or a broken line brings the case back to the papers: the clerk starts where they left off, not in the decision.
      if (state.at === 'fixed' || state.at === 'checking') view = { ...view, step: 'papers' }
      return
    }
    const ticks = ticksOf(rules, shown.answers.kind, shown.pages, shown)
    for (const [need, on] of Object.entries(ticks)) {
      if ((shown.ticks[need as keyof typeof shown.ticks] ?? false) !== on) go(() => open.tick(need as Parameters<Case['tick']>[0], on))
    }
    // At a counter the papers lie on the table: nothing is asked of a phone that the clerk did not ask.
    if (state.where !== 'phone' || !state.phone.here || state.connection === 'lost') return
    const ask = nextAsk(rules, shown, today())
    const name = ask ? `${ask.phrase} ${ask.paper} ${shown.pages.length}` : ''
    if (!ask || name === asked) return
    asked = name
    go(() => open.ask(ask.phrase, ask.paper))
  }

  const stopHearing = open.subscribe(next => {
    // The answer came while the clerk was asked about the end: the next press of that letter must not end a card that is there now.
    if (state.at === 'sealing' && (next.at !== 'sealing' || next.connection === 'open')) view = { ...view, asks: null }
    if (next.at === 'closed' && state.at !== 'closed') {
      if (next.outcome === 'refused') onRefused?.(refused?.unmet ?? [])
      if (next.outcome === 'refused' || next.outcome === 'card') onVisit?.(next.why === 'second_look' ? null : language)
      if (next.why === 'second_look') onSecondLook?.(null)
    }
    // A supervisor has come to this desk.
    if (state.at === 'refused' && next.at === 'papers') {
      view = firstView
      onSecondLook?.((clock() - (refused?.at ?? clock())) / 60)
    }
    if (next.at === 'refused') refused ??= { unmet: next.unmet, at: clock() }
    else if (next.at !== 'closed') refused = null
    state = next
    if (state.at === 'closed') {
      view = firstView
      language = 'en'
      before = []
      pictures.empty()
      onClosed()
    } else follow()
    changed()
  })
  const stopDecoding = pictures.subscribe(changed)
  follow()

  function look(question: Look) {
    const shown = shownOf(state)
    const page = shown && inView(shown.pages, view.chosen)
    if (!page) return
    open.looks(page.number, question, !page.looks[question])
    const now = shownOf(open.state)
    if (now) set(marked(view, now.pages))
  }

  function act_(action: Action) {
    const pages = shownOf(state)?.pages ?? []
    if ((looks as readonly string[]).includes(action)) return look(action as Look)
    if (action === 'same') {
      const shown = shownOf(state)
      if (!shown || !facesAreHere(rules, shown)) return
      open.samePerson(true)
    } else if (action === 'other') open.samePerson(false)
    else if (action === 'same_caretaker') {
      // By phone the caretaker's face is a picture: without one there is nothing to compare.
      const shown = shownOf(state)
      if (state.where === 'phone' && !shown?.pages.some(page => page.purpose === 'caretaker')) return
      open.sameCaretaker(true)
    } else if (action === 'other_caretaker') open.sameCaretaker(false)
    else if (action === 'approve' || action === 'touch') {
      const shown = shownOf(state)
      const decides = state.at === 'papers' || state.at === 'fixed'
      const blocked = decides && (!shown?.bar.enough || shown.bar.waitsFor.length > 0 || shown.samePerson !== true)
      if (!blocked && state.connection === 'open') go(() => open.approve())
      return
    } else if (action === 'refuse') {
      if (shownOf(state)?.bar.enough === false) go(() => open.refuse())
      return
    } else if (action === 'supervisor') {
      if (shownOf(state)?.bar.waitsFor.includes('supervisor') && state.connection === 'open') open.toSupervisor()
      return
    } else if (action === 'fee') {
      const { fee } = shownOf(state) ?? {}
      if (fee) open.feeSettled(!fee.settled)
      return
    } else if (action === 'next') {
      if (state.at !== 'closed') open.end()
      return onNext()
    } else if (action === 'party') {
      if (state.at !== 'closed') open.end()
      return onParty?.()
    } else if (action === 'shared') {
      const page = inView(pages, view.chosen)
      if (page?.paper) open.share(page.paper, !page.shared)
    } else if (action === 'ask_photo') {
      const phrase = rules.phrases.find(one => one.wants === 'portrait')
      if (phrase && state.where === 'counter' && state.phone.here) go(() => open.ask(phrase.number))
    } else if ((action === 'answers' || action === 'scan') && state.phone.here) {
      // A phone is in the room: what is typed now would be somebody else's beside it.
      return
    } else if (action === 'end' && state.at === 'sealing' && state.connection === 'open') {
      // The answer is a moment away, and a card that is sealed and not handed over can never be found again.
      return
    } else if (action === 'end' && view.asks === 'end') return open.end()
    else if (action === 'hand_over' && view.asks === 'hand_over') return open.handOver()
    else if (action === 'decide' && view.asks === 'false') {
      // Doubted: the paper in view counts no more, whatever was marked before.
      const page = inView(pages, view.chosen)
      for (const side of pages) if (page && side.paper === page.paper) open.looks(side.number, 'real', false)
    }
    const now = shownOf(state)
    set(act(view, action, pages, now !== null && asksCaretaker(rules, now.answers.kind, pages, null)))
  }

  return {
    get state() {
      return state
    },
    get view() {
      return view
    },
    get failed() {
      return failed
    },
    pictures,
    case: open,
    get language() {
      return language
    },
    lay(paper) {
      const pages = shownOf(state)?.pages ?? []
      const lies = pages.find(page => page.paper === paper && page.number >= firstOwnPage)
      if (lies && inView(pages, view.chosen) === lies) return open.lay(paper, false)
      if (!lies) open.lay(paper, true)
      const now = shownOf(state)?.pages.find(page => page.paper === paper && page.number >= firstOwnPage)
      set({ ...view, chosen: now?.number ?? null })
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    do: act_,
    ask(phrase) {
      const about = rules.phrases.find(one => one.number === phrase)?.about
      const shown = shownOf(state)
      if (!about || !shown) return
      const paper = about === 'paper' ? (inView(shown.pages, view.chosen)?.paper ?? shown.ask?.paper ?? null) : null
      go(() => open.ask(phrase, paper))
    },
    type(text) {
      go(() => open.type(text))
      set({ ...view, form: null })
    },
    closeForm: () => set({ ...view, form: null }),
    stop() {
      stopHearing()
      stopDecoding()
      listeners.clear()
      // The desk may be barred or go away with a case still open: its pixels go too.
      pictures.empty()
      onClosed()
    },
  }
}

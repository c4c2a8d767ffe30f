/**
 * Holds the one visit of this page while screens come and go: photos may be taken while it runs. Its code comes when it is needed.
 * Party: resident.
 */
import type { Socket } from '@latchkey/channel/socket.ts'
import { isCaretakers, otherHands } from '@latchkey/rules/caretaker.ts'
import type { Rules } from '@latchkey/rules/rules.ts'
import type { Kept } from '@latchkey/ui/kept.ts'
import { currentLanguage } from '@latchkey/ui/language.ts'
import { clock, random, verify } from '@latchkey/ui/platform.ts'
import type { KeptThings } from './kept-things.ts'
import { type DraftStore, emptyDraft } from './papers/draft-store.ts'
import type { PhotoName, PhotoStore } from './photos/photo-store.ts'
import type { Visit } from './visit/visit.ts'
import type { Turn } from './waiting/turn.ts'

export interface VisitKeeper {
  /** The running visit, or a new one. Null without a place, or while an answer is missing or wrong or has to be asked again. Rejects when its code did not come. */
  open(): Promise<Visit | null>
  readonly running: boolean
  /**
   * The card is made and there is another of the same party: this visit ends and its way back is used for the next, as by whoever comes back with
   * another paper. What the caretaker prepared stays. Where no place could be had the way back stays, and is offered where a number would be taken.
   */
  another(): Promise<void>
  /** Lets it go without ending it: it is over and read, or another tab goes on with it. */
  close(): Promise<void>
}

/** Of the photos of one card, those of papers that its caretaker shows again for the next; of somebody's own card all papers may be. */
const caretakersPhotos =
  (ofOther: boolean) =>
  (name: PhotoName): PhotoName | null => {
    if (name.purpose !== 'paper' || name.paper === null) return null
    if (isCaretakers(name.paper)) return name
    return ofOther ? null : { ...name, paper: otherHands(name.paper) }
  }

export function createVisitKeeper(of: {
  rules: Rules
  kept: Kept
  things: KeptThings
  draft: DraftStore
  turn: Turn
  photos: PhotoStore
  openSocket(): Socket
  today(): string
  /** The city's day of a moment, YYYY-MM-DD. */
  dayOf(moment: number): string
}): VisitKeeper {
  let opening: Promise<Visit | null> | null = null
  let more = false

  const make = async (): Promise<Visit | null> => {
    if (of.draft.asksAgain) return null
    const place = await of.things.place()
    if (!place || (of.turn.state.at !== 'ready' && of.turn.state.at !== 'counter')) return null
    const [{ root }, { createVisit }, { checkFacts }, { checkPictures }] = await Promise.all([
      import('./root.ts'),
      import('./visit/visit.ts'),
      import('./papers/facts-form.ts'),
      import('./visit/check-pictures.ts'),
    ])
    const { answers } = checkFacts(of.rules, of.draft.draft ?? emptyDraft(of.today()), of.today())
    if (!answers) return null
    const visit = createVisit({
      root,
      rulesVersion: of.rules.version,
      kinds: of.rules.kinds.map(kind => kind.id),
      place,
      answers: { ...answers, language: currentLanguage() },
      openSocket: of.openSocket,
      kept: {
        get: key => of.kept.get<Uint8Array>(key),
        put: (key, bytes) => of.kept.put(key, bytes),
        remove: key => of.kept.erase(key),
      },
      checkPictures,
      dayOf: of.dayOf,
      gotComeback: comeback => of.things.keepComeback(comeback),
      random,
      clock,
      verify,
    })
    visit.subscribe(state => {
      if (state.at !== 'over') return
      // Photos are erased at goodbye, whoever ended the visit (PROTOCOL §7); a party's goodbye comes after its last card.
      if (more && state.outcome === 'card') return of.photos.keep(caretakersPhotos(of.draft.draft?.whose === 'other'))
      of.photos.clear()
      // After a card nothing but the card stays (PROTOCOL §7). After anything else answers and the way back stay until the day ends.
      void (async () => {
        if (state.outcome === 'card') {
          await of.draft.erase()
          await of.things.eraseComeback()
        }
        // The place is gone on the server too: who comes back has a new one, or takes a number.
        await of.turn.drop()
      })()
    })
    void visit.start()
    return visit
  }
  return {
    get running() {
      return opening !== null
    },
    async another() {
      const visit = await opening
      if (visit?.state.at !== 'sealed') return
      more = true
      try {
        await visit.goodbye()
      } finally {
        more = false
      }
      visit.close()
      opening = null
      of.draft.nextCard()
      await of.turn.drop()
      await of.turn.comeBack()
    },
    async open() {
      opening ??= make()
      const mine = opening
      try {
        const visit = await mine
        if (!visit && opening === mine) opening = null
        return visit
      } catch (failed) {
        if (opening === mine) opening = null
        throw failed
      }
    },
    async close() {
      const visit = await opening?.catch(() => null)
      opening = null
      visit?.close()
    },
  }
}

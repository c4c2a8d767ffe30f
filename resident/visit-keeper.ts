/**
 * Holds the one visit of this page while screens come and go: photos may be taken while it runs. Its code comes when it is needed.
 * Party: resident.
 */
import type { Socket } from '@latchkey/channel/socket.ts'
import type { Rules } from '@latchkey/rules/rules.ts'
import type { Kept } from '@latchkey/ui/kept.ts'
import { currentLanguage } from '@latchkey/ui/language.ts'
import { clock, random, verify } from '@latchkey/ui/platform.ts'
import type { KeptThings } from './kept-things.ts'
import { type DraftStore, emptyDraft } from './papers/draft-store.ts'
import type { PhotoStore } from './photos/photo-store.ts'
import type { Visit } from './visit/visit.ts'
import type { Turn } from './waiting/turn.ts'

export interface VisitKeeper {
  /** The running visit, or a new one. Null without a place, or while an answer is missing or wrong or has to be asked again. Rejects when its code did not come. */
  open(): Promise<Visit | null>
  readonly running: boolean
  /** Lets it go without ending it: it is over and read, or another tab goes on with it. */
  close(): Promise<void>
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

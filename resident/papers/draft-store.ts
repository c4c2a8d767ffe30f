/** What R2 to R5 prepared, as it is typed: in page memory for the screens, in the phone's cache after every change, nowhere else. */
import { isCaretakers, otherHands } from '@latchkey/rules/caretaker.ts'
import type { Draft, KeptThings } from '../kept-things.ts'

export type { Draft }

export interface DraftStore {
  readonly draft: Draft | null
  /** The papers were tapped by other rules than this page's: they are asked again, and no visit begins before. What was typed stays. */
  readonly asksAgain: boolean
  subscribe(listener: () => void): () => void
  /** Reads what this phone kept. Call once. */
  load(): Promise<void>
  /** Changes some of it; the first change starts it. Kept in the order of the changes. */
  change(part: Partial<Omit<Draft, 'day' | 'rules'>>): void
  /** The card is made and another of the same party begins. */
  nextCard(): void
  erase(): Promise<void>
  /** Resolves when everything typed so far is kept. */
  settled(): Promise<void>
}

/** Before anybody said whom the card is for: the kind that most are. */
const firstKind = 'adult'

/** Nothing answered yet. @param day YYYY-MM-DD on which it was begun */
export const emptyDraft = (day: string): Draft => ({
  kind: firstKind,
  papers: [],
  name: '',
  nameLatin: '',
  birth: { year: '', month: '', day: '' },
  address: null,
  gender: null,
  emergencyContact: null,
  lines: { library: null, transit: null, pharmacy: null },
  day,
})

/** Whether what everybody must answer is there. Whether it is right, facts-form.ts says; that code comes with its screen. */
export const hasFacts = (draft: Draft | null): boolean => draft !== null && /\p{L}/u.test(draft.name) && hasBirth(draft.birth)

const hasBirth = ({ year, month, day, unknown }: Draft['birth']) =>
  year.length === 4 && (unknown === 'month' || (month !== '' && (unknown === 'day' || day !== '')))

/** Of papers that an older page kept without a version. */
const unknownVersion = '-'

/** The draft of the next card of a party. The caretaker's papers, the address and a child's emergency contact stay; nobody else's words do. */
export function nextDraft(draft: Draft, day: string): Draft {
  const own = draft.whose !== 'other'
  // Whoever made a card of their own first is most likely the caretaker of those who come after.
  const papers = own ? draft.papers.map(ref => (isCaretakers(ref) ? ref : otherHands(ref))) : draft.papers.filter(isCaretakers)
  const { address, emergencyContact, kind, rules } = draft
  return {
    ...emptyDraft(day),
    ...(rules === undefined ? {} : { rules }),
    kind,
    whose: 'other',
    card: (draft.card ?? 1) + 1,
    papers,
    address,
    emergencyContact: own ? null : emergencyContact,
  }
}

/**
 * @param today the city's day, YYYY-MM-DD: answers end with it, and a change on the next day moves their end
 * @param version of the rules this page was built with
 * @param kinds of person that those rules know; somebody of another kind is asked again
 */
export function createDraftStore(
  things: Pick<KeptThings, 'answers' | 'keepAnswers' | 'eraseAnswers'>,
  today: () => string,
  version: string,
  kinds?: readonly string[],
): DraftStore {
  const listeners = new Set<() => void>()
  let draft: Draft | null = null
  let writing: Promise<void> = Promise.resolve()
  const tell = () => {
    for (const listener of listeners) listener()
  }
  // One write after the other: two writes at once could leave the older letters in the cache.
  const then = (work: () => Promise<void>) => {
    writing = writing.then(work, work)
    return writing
  }
  return {
    get draft() {
      return draft
    },
    get asksAgain() {
      return draft?.rules !== undefined && draft.rules !== version
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async load() {
      const kept = await things.answers()
      const rules = kept?.rules ?? (kept?.papers.length ? unknownVersion : undefined)
      // The same paper may give something else by other rules, or nothing: nobody is told *enough* by what they tapped before.
      draft = kept && rules !== undefined && rules !== version ? { ...kept, papers: [], rules } : kept
      if (draft && kinds && !kinds.includes(draft.kind)) draft = { ...draft, kind: firstKind, papers: [], rules: rules ?? unknownVersion }
      tell()
    },
    change(part) {
      const next: Draft = { ...(draft ?? emptyDraft(today())), ...part, ...(part.papers && { rules: version }), day: today() }
      draft = next
      tell()
      // A browser without room keeps it in the page; the page says so by `lasting`.
      void then(() => things.keepAnswers(next)).catch(() => {})
    },
    nextCard() {
      if (!draft) return
      const next = nextDraft(draft, today())
      draft = next
      tell()
      void then(() => things.keepAnswers(next)).catch(() => {})
    },
    erase() {
      draft = null
      tell()
      return then(() => things.eraseAnswers())
    },
    settled: () => writing.catch(() => {}),
  }
}

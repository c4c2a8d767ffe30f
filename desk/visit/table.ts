/**
 * The clerk's table: what one resident put on it, and the clerk's own marks. In page memory only; `clear` zeroes every picture and forgets the rest.
 * Pages keep their buffers' identity while they lie here: decoded pictures hang on it.
 */
import type { Pictures } from '@latchkey/card/facts.ts'
import { mostPages } from '@latchkey/channel/message-bytes.ts'
import { type Answers, type Ask, mostNotes, type Note, type Page, type PageName } from '@latchkey/channel/messages.ts'
import { isCaretakers, otherHands, paperOf, refsFor } from '@latchkey/rules/caretaker.ts'
import { fitsKind, isBirthDate } from '@latchkey/rules/ends.ts'
import { askedFee } from '@latchkey/rules/fee.ts'
import { markPapers } from '@latchkey/rules/mark.ts'
import { refusal } from '@latchkey/rules/refusal.ts'
import type { FeeFor, Need, Rules } from '@latchkey/rules/rules.ts'
import { asksSupervisor } from '@latchkey/rules/second-look.ts'
import type { Correctable } from './changes.ts'
import { asksCaretaker, isCompared, markOf, passedPapers, takenFor } from './checks.ts'
import { type Bar, type DeskPage, firstOwnPage, type Look, type Shown } from './state.ts'

type MadePictures = { portrait: Uint8Array } & Pictures

export interface Table {
  /** As the resident said and the clerk corrected; null before *I am ready*. */
  readonly answers: Answers | null
  readonly pages: readonly DeskPage[]
  readonly names: PageName[]
  readonly ticks: Partial<Record<Need, boolean>>
  readonly ask: Ask | null
  /** The last ones that fit into a hello. */
  readonly lastNotes: Note[]
  /** Texts of the phone heard in all. */
  readonly heard: number
  /** Pictures made from the card photo on the table; null while there is none, or none yet. */
  readonly made: MadePictures | null
  shown(): Shown | null
  setAnswers(answers: Answers): void
  correct(fields: Partial<Correctable>): void
  addPage(page: Page): void
  /** A paper lies on the table: no picture of it exists. Lying there already it changes nothing. */
  lay(paper: string): void
  /** It is taken off again, its looks with it. */
  lift(paper: string): void
  /** The desk's own camera took the card photo. */
  photo(picture: Uint8Array): void
  /** Marks a paper as one that the whole party shares. */
  share(paper: string, on: boolean): void
  /** Copies of what the party shares: pages without pictures, for the next of it. */
  readonly shared: DeskPage[]
  setTick(need: Need, on: boolean): void
  setLook(number: number, look: Look, on: boolean): void
  setSamePerson(yes: boolean | null): void
  setSameCaretaker(yes: boolean | null): void
  /** The fee that is asked for now is paid or waived. */
  setFeeSettled(yes: boolean): void
  setAsk(ask: Ask | null): void
  setWaiting(waiting: boolean): void
  note(note: Note): void
  /** Somebody else looks: nothing that the first one marked counts. */
  lookAgain(): void
  clear(): void
  /** After `clear`: what the party before this one shares lies here again. */
  begin(): void
}

export interface TableOptions {
  rules: Rules
  /** What the party before this one shares: lies here from the beginning. */
  shared?: readonly DeskPage[] | undefined
  /** What has to be shown, when it is less than a first card asks. */
  needs?: readonly Need[] | undefined
  /** What is paid for: a first card, or why another is made. */
  act?: FeeFor | undefined
  makePictures(page: Uint8Array): Promise<MadePictures>
  /** The city's day, YYYY-MM-DD. */
  today(): string
  /** A supervisor looks at this table. */
  supervised?(): boolean
  /** Something on the table changed by itself: pictures were made. */
  changed(): void
}

/** Without pictures, and with looks of their own. */
const copies = (pages: readonly DeskPage[]): DeskPage[] =>
  pages.map(page => ({ ...page, looks: { ...page.looks }, picture: new Uint8Array(0) }))

const empty = (pictures: MadePictures) => {
  for (const bytes of Object.values(pictures)) bytes.fill(0)
}

/**
 * What a party shares, as it lies for a card of this kind: an adult's lease is the caretaker's for the child that comes after. A paper with a face
 * goes from its holder to the caretaker's side and never back: nobody else's passport counts as one's own. Null: it is of no use for this card.
 */
function sharedRef(rules: Rules, kind: string, ref: string): string | null {
  const hasFace = Object.hasOwn(paperOf(rules, ref)?.gives ?? {}, 'photo')
  const ways = hasFace ? [isCaretakers(ref) ? ref : otherHands(ref)] : [ref, otherHands(ref)]
  return ways.find(one => refsFor(rules, kind).includes(one)) ?? null
}

export function createTable({
  rules,
  shared = [],
  needs,
  act = 'first',
  makePictures,
  today,
  supervised = () => false,
  changed,
}: TableOptions): Table {
  let said: Answers | null = null
  let corrected: Partial<Correctable> = {}
  let pages: DeskPage[] = []
  /** What the party shares and this card has no use for, or not yet: whom it is for was not said. */
  let resting: DeskPage[] = copies(shared)
  let ticks: Partial<Record<Need, boolean>> = {}
  let samePerson: boolean | null = null
  let sameCaretaker: boolean | null = null
  /** The amount that was ticked: with another birth date it may be another, and is asked for anew. */
  let settledCents: number | null = null
  let ask: Ask | null = null
  let waiting = false
  let notes: Note[] = []
  let heard = 0
  let photo: { page: DeskPage; made: MadePictures | 'failed' | null } | null = null

  const answers = (): Answers | null => said && { ...said, ...corrected }
  const made = () => (photo && photo.made !== 'failed' ? photo.made : null)

  function fee({ birthDate }: Answers): Shown['fee'] {
    const asked = askedFee(rules, act, birthDate, today())
    return asked && { ...asked, settled: asked.cents === null || asked.cents === settledCents }
  }

  function bar({ kind, birthDate }: Answers, due: Shown['fee']): Bar {
    const { unmet, mends } = refusal(rules, ticks, kind, needs, passedPapers(rules, kind, pages, sameCaretaker))
    const waitsFor: Bar['waitsFor'] = []
    // A kind of person that asks for less is not chosen by choosing it.
    if (!isBirthDate(birthDate) || !fitsKind(rules, kind, birthDate, today())) waitsFor.push('age')
    if (!photo || photo.made === 'failed') waitsFor.push('portrait')
    if (samePerson !== true) waitsFor.push('same_person')
    if (sameCaretaker !== true && asksCaretaker(rules, kind, pages, sameCaretaker)) waitsFor.push('same_caretaker')
    if (photo && photo.made === null) waitsFor.push('pictures')
    if (due?.settled === false) waitsFor.push('fee')
    if (
      !supervised() &&
      asksSupervisor(
        rules,
        kind,
        takenFor(rules, kind, pages, sameCaretaker).map(one => one.paper),
      )
    )
      waitsFor.push('supervisor')
    return { enough: unmet.length === 0, unmet, mends, waitsFor }
  }

  /** Begun as soon as the photo is here: encoding takes seconds that the clerk spends looking. */
  function makeFrom(page: DeskPage) {
    forgetMade()
    const mine = { page, made: null as MadePictures | 'failed' | null }
    photo = mine
    makePictures(page.picture)
      .then(
        result => {
          // Another photo came, or the person has gone: these belong to nobody any more.
          if (photo === mine) mine.made = result
          else empty(result)
        },
        () => (mine.made = 'failed'),
      )
      .then(() => photo === mine && changed())
  }

  function forgetMade() {
    const pictures = made()
    if (pictures) empty(pictures)
    photo = null
  }

  function takeUp(page: DeskPage) {
    page.picture.fill(0)
    pages = pages.filter(one => one !== page)
  }

  /** The card is for another kind of person than before: the clerk's marks were of that one, and so is what lies where. */
  function layFor(kind: string) {
    ticks = {}
    const refs = [...refsFor(rules, kind), ...markPapers(rules, kind)]
    const party = [...resting, ...pages.filter(page => page.shared)]
    const placed = party.map(page => ({ page, ref: sharedRef(rules, kind, page.paper!) }))
    const stays = (page: DeskPage) => !page.shared && (page.paper === null || page.number < firstOwnPage || refs.includes(page.paper))
    resting = placed.flatMap(({ page, ref }) => (ref === null ? [page] : []))
    pages = [...pages.filter(stays), ...placed.flatMap(({ page, ref }) => (ref === null ? [] : [{ ...page, paper: ref }]))]
  }

  const nextOwn = () => Math.max(firstOwnPage - 1, ...pages.map(page => page.number)) + 1

  return {
    get answers() {
      return answers()
    },
    get pages() {
      return pages
    },
    get names() {
      return pages.filter(page => page.number < firstOwnPage).map(({ number, purpose, paper, side }) => ({ number, purpose, paper, side }))
    },
    get ticks() {
      return ticks
    },
    get ask() {
      return ask
    },
    get lastNotes() {
      return notes.slice(-mostNotes)
    },
    get heard() {
      return heard
    },
    get made() {
      return made()
    },
    shown() {
      const now = answers()
      if (!now) return null
      const due = fee(now)
      const mark = markOf(rules, now, pages)
      return { answers: now, pages, ticks, samePerson, sameCaretaker, bar: bar(now, due), mark, fee: due, ask, waiting, notes }
    },
    setAnswers(next) {
      const before = answers()?.kind
      said = next
      // What the resident says anew stands as they say it; the clerk reads what was and what is, and approves anew.
      corrected = {}
      if (next.kind !== before) layFor(next.kind)
    },
    correct(fields) {
      const before = answers()?.kind
      corrected = { ...corrected, ...fields }
      if (fields.kind !== undefined && fields.kind !== before) layFor(fields.kind)
    },
    addPage(page) {
      // Sent again because its arrival was not heard of.
      if (pages.some(one => one.number === page.number)) return
      if (pages.length >= mostPages) takeUp(pages[0]!)
      const added: DeskPage = { ...page, looks: { real: false, same_name: false, in_date: false }, shared: false }
      pages = [...pages, added]
      ask = null
      // Another face than the one that was compared, or another paper than it was compared with.
      const theirs = page.purpose === 'caretaker' || (page.paper !== null && isCaretakers(page.paper))
      const kind = answers()?.kind
      if (theirs) sameCaretaker = null
      else if (page.purpose !== 'paper' || (kind !== undefined && isCompared(rules, kind, page.paper!))) samePerson = null
      if (page.purpose === 'portrait') makeFrom(added)
    },
    lay(paper) {
      if (pages.some(page => page.paper === paper && page.number >= firstOwnPage)) return
      this.addPage({ number: nextOwn(), purpose: 'paper', paper, side: 1, screen: false, picture: new Uint8Array(0) })
      // One caretaker comes with all the children of a party.
      this.share(paper, isCaretakers(paper))
    },
    lift(paper) {
      for (const page of pages.filter(one => one.paper === paper && one.number >= firstOwnPage)) takeUp(page)
    },
    photo(picture) {
      for (const page of pages.filter(one => one.purpose === 'portrait')) takeUp(page)
      this.addPage({ number: nextOwn(), purpose: 'portrait', paper: null, side: 0, screen: false, picture })
    },
    share(paper, on) {
      pages = pages.map(page => (page.paper === paper && page.number >= firstOwnPage ? { ...page, shared: on } : page))
    },
    get shared() {
      return copies([...resting, ...pages.filter(page => page.shared)])
    },
    setTick(need, on) {
      ticks = { ...ticks, [need]: on }
    },
    setLook(number, look, on) {
      pages = pages.map(page => (page.number === number ? { ...page, looks: { ...page.looks, [look]: on } } : page))
    },
    setSamePerson(yes) {
      samePerson = yes
    },
    setSameCaretaker(yes) {
      sameCaretaker = yes
    },
    setFeeSettled(yes) {
      const now = answers()
      settledCents = (yes && now && fee(now)?.cents) || null
    },
    setAsk(next) {
      ask = next
    },
    setWaiting(next) {
      waiting = next
    },
    note(note) {
      notes = [...notes, note]
      if (note.from === 'resident') heard++
    },
    lookAgain() {
      pages = pages.map(page => ({ ...page, looks: { real: false, same_name: false, in_date: false } }))
      samePerson = sameCaretaker = null
      ticks = {}
    },
    clear() {
      for (const page of pages) page.picture.fill(0)
      forgetMade()
      said = samePerson = sameCaretaker = settledCents = ask = null
      corrected = ticks = {}
      pages = resting = []
      notes = []
      waiting = false
      heard = 0
    },
    begin() {
      resting = copies(shared)
    },
  }
}

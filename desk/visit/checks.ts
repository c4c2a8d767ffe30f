/**
 * Desk: three looks at each paper, and what they add up to by the rules. A clerk never ticks a need by hand: a need is ticked when the
 * papers that passed all three looks meet it, by the very function that answered the resident's *Is what I have enough?*
 */
import type { Answers } from '@latchkey/channel/messages.ts'
import { isCaretakers, paperOf, refsFor } from '@latchkey/rules/caretaker.ts'
import { countsAs } from '@latchkey/rules/counts.ts'
import { ageOn, isBirthDate } from '@latchkey/rules/ends.ts'
import { kindOf, metNeeds, servedBy, takenFor as takenOf } from '@latchkey/rules/enough.ts'
import { type MarkAnswer, markAnswer, markPapers } from '@latchkey/rules/mark.ts'
import { doubt } from '@latchkey/rules/refusal-text.ts'
import type { Need, Rules } from '@latchkey/rules/rules.ts'
import type { DeskPage, Look, Shown } from './state.ts'

/** Under the paper in view: Looks real · Same name · In date. */
export const looks: readonly Look[] = ['real', 'same_name', 'in_date']

export type Ticks = Partial<Record<Need, boolean>>

/** What the resident shows now: a retake of the same side takes the place of the picture before it, and its looks with it. */
export function currentPages(pages: readonly DeskPage[]): DeskPage[] {
  const same = (a: DeskPage, b: DeskPage) => a.purpose === b.purpose && a.paper === b.paper && a.side === b.side
  return pages.filter((page, at) => !pages.slice(at + 1).some(later => same(page, later)))
}

/** Papers shown, in the order in which they first came. */
export const shownPapers = (pages: readonly DeskPage[]): string[] => [...new Set(pages.flatMap(page => page.paper ?? []))]

/** A paper passes when each of the three looks is marked on one of its sides: nobody looks for a date on the back. */
export function isPassed(pages: readonly DeskPage[], paper: string): boolean {
  const sides = currentPages(pages).filter(page => page.paper === paper)
  return looks.every(look => sides.some(side => side.looks[look]))
}

/** What a clerk has said of the two faces of a case; null: not yet. */
export interface Faces {
  /** The holder's: on the card photo and on their paper. */
  samePerson: boolean | null
  /** The caretaker's own face and the one on the caretaker's paper. */
  sameCaretaker: boolean | null
}

/** Whether any side of this paper, as it is shown now, came from a screen. */
export const isFromScreen = (pages: readonly DeskPage[], paper: string): boolean =>
  currentPages(pages).some(page => page.paper === paper && page.screen)

/** Whether the rules take this paper in the form in which it is shown. */
export const isFormFine = (rules: Rules, pages: readonly DeskPage[], ref: string): boolean => {
  const paper = paperOf(rules, ref)
  return paper === null || !isFromScreen(pages, ref) || countsAs(paper, 'screen')
}

/** The papers that count, none from a screen where the rules want it in hand. A caretaker who is not the one on the papers has shown somebody else's: none of them counts. */
export const passedPapers = (rules: Rules, kind: string, pages: readonly DeskPage[], sameCaretaker: boolean | null): string[] =>
  refsFor(rules, kind).filter(
    paper => isPassed(pages, paper) && isFormFine(rules, pages, paper) && !(sameCaretaker === false && isCaretakers(paper)),
  )

/** What the papers that passed show of the veteran mark; null where it is not wanted or this card has none. No need, and no tick, depends on it. */
export function markOf(rules: Rules, { kind, veteran }: Pick<Answers, 'kind' | 'veteran'>, pages: readonly DeskPage[]): MarkAnswer | null {
  if (!veteran) return null
  const passed = markPapers(rules, kind).filter(paper => isPassed(pages, paper))
  return markAnswer(rules, kind, passed)
}

/** Beside the ticks of the needs, the mark's; no bar counts it. @param text a text of the desk */
export const markTick = (text: (id: string) => string, mark: MarkAnswer | null) =>
  mark === null ? [] : [{ id: 'veteran', met: mark.met, label: text('desk.fact.veteran') }]

/**
 * The need whose tick goes when the face is another's: the photo, or who somebody is where the rules ask for no photo by itself. A child's rules may
 * ask for neither: then the first need goes, because papers that are not this child's show nothing of it.
 */
const faceNeed = (wanted: readonly Need[]): Need => (['photo', 'who_you_are'] as const).find(need => wanted.includes(need)) ?? wanted[0]!

/** Whether the comparison of faces stands on this paper: it serves the need that another face takes away. */
export const isCompared = (rules: Rules, kind: string, ref: string): boolean =>
  servedBy(rules, kind, ref).includes(faceNeed(kindOf(rules, kind).needs.map(row => row.need)))

/** Whether this kind of person shows a paper with a photo at all; a small child seldom has one. */
export const wantsFacePaper = (rules: Rules, kind: string): boolean =>
  kindOf(rules, kind).needs.some(({ need }) => need === 'photo' || need === 'who_you_are')

/** The ticks the resident sees too. A face that is not the paper's takes a tick away: that paper is somebody else's. */
export function ticksOf(
  rules: Rules,
  kind: string,
  pages: readonly DeskPage[],
  { samePerson, sameCaretaker }: Faces,
): Record<string, boolean> {
  const wanted = kindOf(rules, kind).needs.map(row => row.need)
  const met = metNeeds(rules, kind, passedPapers(rules, kind, pages, sameCaretaker))
  return Object.fromEntries(wanted.map(need => [need, met.has(need) && !(need === faceNeed(wanted) && samePerson === false)]))
}

/** Whether the clerk may say *same person*: the card photo is here, and no face that was asked for is still to come. */
export function facesAreHere(rules: Rules, { pages, ask }: Pick<Shown, 'pages' | 'ask'>): boolean {
  const wants = rules.phrases.find(phrase => phrase.number === ask?.phrase)?.wants
  return pages.some(page => page.purpose === 'portrait') && wants !== 'portrait' && wants !== 'turned'
}

/** Whether the caretaker's own face has to be looked at: the card rests on their papers, and one of those has a face. */
export const asksCaretaker = (rules: Rules, kind: string, pages: readonly DeskPage[], sameCaretaker: boolean | null): boolean =>
  takenFor(rules, kind, pages, sameCaretaker).some(({ paper }) => isCaretakers(paper)) &&
  photoPaper(rules, kind, pages, 'caretaker') !== null

/**
 * From this age on somebody can be asked to turn the head. It stands here and not in the rules of a city: it says what a picture can show, not who may
 * have a card. A smaller child is held before the lens, and the caretaker beside it shows a face of their own.
 */
const youngestToTurn = 4

/** Of a month or a year: by the last day it can have been, as everywhere. */
export const turnsHead = (birthDate: string, today: string): boolean => !isBirthDate(birthDate) || ageOn(birthDate, today) >= youngestToTurn

export const unmetNeeds = (ticks: Readonly<Record<string, boolean>>): string[] => Object.keys(ticks).filter(need => !ticks[need])
export const isEnough = (ticks: Readonly<Record<string, boolean>>): boolean => unmetNeeds(ticks).length === 0

/** What a refusal names: the unticked needs, and doubt where a face is not the one on its paper. Never a paper, and not whose face. */
export const unmetOf = ({ bar, samePerson, sameCaretaker }: Pick<Shown, 'bar' | 'samePerson' | 'sameCaretaker'>): string[] =>
  samePerson === false || sameCaretaker === false ? [...bar.unmet, doubt] : [...bar.unmet]

/** Paper → the needs it is taken for: what D5 says (*Photo and birth date: passport. Lives here: lease.*). */
export const takenFor = (rules: Rules, kind: string, pages: readonly DeskPage[], sameCaretaker: boolean | null): Taken[] =>
  takenOf(rules, kind, passedPapers(rules, kind, pages, sameCaretaker))

/** Needs whose tick rests on a paper from a screen. */
export const needsFromScreen = (rules: Rules, kind: string, pages: readonly DeskPage[], sameCaretaker: boolean | null): Need[] =>
  takenFor(rules, kind, pages, sameCaretaker).flatMap(({ paper, needs }) => (isFromScreen(pages, paper) ? needs : []))

interface Taken {
  paper: string
  needs: Need[]
}

/** The paper whose photo stands beside a live face: the first of theirs that passed and has one, else the first shown that could. */
export function photoPaper(rules: Rules, kind: string, pages: readonly DeskPage[], whose: 'own' | 'caretaker' = 'own'): string | null {
  const theirs = refsFor(rules, kind).filter(ref => isCaretakers(ref) === (whose === 'caretaker') && shownPapers(pages).includes(ref))
  const withPhoto = theirs.filter(ref => Object.hasOwn(paperOf(rules, ref)!.gives, 'photo'))
  const giving = withPhoto.length > 0 ? withPhoto : theirs.filter(ref => servedBy(rules, kind, ref).includes('who_you_are'))
  return giving.find(ref => isPassed(pages, ref)) ?? giving[0] ?? null
}

/** The page of this paper that has the photo: its first side, where more were shown. Null: no paper, or none of its pages yet. */
export function photoPage(pages: readonly DeskPage[], paper: string | null): DeskPage | null {
  if (paper === null) return null
  const shown = pages.filter(page => page.paper === paper)
  return shown.findLast(page => page.side === 1) ?? shown.at(-1) ?? null
}

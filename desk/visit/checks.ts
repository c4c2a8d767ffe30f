/**
 * Desk: three looks at each paper, and what they add up to by the rules. A clerk never ticks a need by hand: a need is ticked when the
 * papers that passed all three looks meet it, by the very function that answered the resident's *Is what I have enough?*
 */
import { kindOf, metNeeds, papersFor, servedBy, takenFor as takenOf } from '@latchkey/rules/enough.ts'
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

const passedPapers = (rules: Rules, kind: string, pages: readonly DeskPage[]): string[] =>
  papersFor(rules, kind)
    .map(paper => paper.id)
    .filter(paper => isPassed(pages, paper))

/** The need whose paper carries the face: the photo, or who somebody is where the rules ask for no photo by itself. */
const faceNeed = (wanted: readonly Need[]): Need => (wanted.includes('photo') ? 'photo' : 'who_you_are')

/** The ticks the resident sees too. A face that is not the paper's takes the photo's tick away: that paper is somebody else's. */
export function ticksOf(rules: Rules, kind: string, pages: readonly DeskPage[], samePerson: boolean | null): Record<string, boolean> {
  const wanted = kindOf(rules, kind).needs.map(row => row.need)
  const met = metNeeds(rules, kind, passedPapers(rules, kind, pages))
  return Object.fromEntries(wanted.map(need => [need, met.has(need) && !(need === faceNeed(wanted) && samePerson === false)]))
}

/** Whether the clerk may say *same person*: the card photo is here, and no face that was asked for is still to come. */
export function facesAreHere(rules: Rules, { pages, ask }: Pick<Shown, 'pages' | 'ask'>): boolean {
  const wants = rules.phrases.find(phrase => phrase.number === ask?.phrase)?.wants
  return pages.some(page => page.purpose === 'portrait') && wants !== 'portrait' && wants !== 'turned'
}

export const unmetNeeds = (ticks: Readonly<Record<string, boolean>>): string[] => Object.keys(ticks).filter(need => !ticks[need])
export const isEnough = (ticks: Readonly<Record<string, boolean>>): boolean => unmetNeeds(ticks).length === 0

/** What a refusal names: the unticked needs, and doubt where the face is not the one on the paper. Never a paper. */
export const unmetOf = ({ bar, samePerson }: Pick<Shown, 'bar' | 'samePerson'>): string[] =>
  samePerson === false ? [...bar.unmet, doubt] : [...bar.unmet]

/** Paper → the needs it is taken for: what D5 says (*Photo and birth date: passport. Lives here: lease.*). */
export const takenFor = (rules: Rules, kind: string, pages: readonly DeskPage[]): { paper: string; needs: Need[] }[] =>
  takenOf(rules, kind, passedPapers(rules, kind, pages))

/** The paper whose photo stands beside the live face: the first that passed and gives one, else the first shown that could. */
export function photoPaper(rules: Rules, kind: string, pages: readonly DeskPage[]): string | null {
  const need = faceNeed(kindOf(rules, kind).needs.map(row => row.need))
  const giving = papersFor(rules, kind).filter(p => shownPapers(pages).includes(p.id) && servedBy(rules, kind, p.id).includes(need))
  return (giving.find(p => isPassed(pages, p.id)) ?? giving[0])?.id ?? null
}

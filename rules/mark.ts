/**
 * The veteran mark: what a card may show that wants a proof of its own. It is asked for and asked of nobody; whether its proof is there changes nothing
 * about the card itself, so a paper that serves for the card serves for the mark beside it, and what is missing for the mark is said apart.
 */
import { type PaperInHand, whyNot } from './counts.ts'
import { mostMends } from './enough.ts'
import type { Mark, Rules } from './rules.ts'
import { type Book, bookFor, candidatesIn, knownIn, reached, smallest, ways } from './sums.ts'

/** The mark that this kind's card can have; null: none. */
export const markFor = (rules: Pick<Rules, 'marks'>, kindId: string): Mark | null =>
  (rules.marks ?? []).find(mark => mark.for.includes(kindId)) ?? null

/** Its want, ready to be counted. @throws RulesFault unknown_kind | too_large */
export function markBook(rules: Rules, kindId: string): Book<'mark'> | null {
  const mark = markFor(rules, kindId)
  if (!mark) return null
  return bookFor(rules, kindId, [{ need: 'mark', wants: mark.wants, place: `marks.${rules.marks!.indexOf(mark)}.wants` }])
}

/** Every paper that gives something to the mark, most common first. @throws RulesFault unknown_kind */
export function markPapers(rules: Rules, kindId: string): string[] {
  const book = markBook(rules, kindId)
  return book ? book.candidates.filter(one => one.servings.length > 0).map(one => one.ref) : []
}

export interface MarkAnswer {
  met: boolean
  /** When met: the fewest of the papers in hand that show it, most common first. */
  show: string[]
  /** When not: the smallest sets of further papers that would. */
  mends: string[][]
}

/**
 * Whether papers in hand show what the mark wants. Party: resident and desk, each for itself, for somebody who wants it.
 * @param papers any that this kind may show, in any order
 * @returns null: this kind's card has no mark
 * @throws RulesFault unknown_kind | unknown_paper
 */
export function markAnswer(rules: Rules, kindId: string, papers: readonly (string | PaperInHand)[]): MarkAnswer | null {
  const book = markBook(rules, kindId)
  if (!book) return null
  const hands = papers.map(one => (typeof one === 'string' ? { paper: one } : one))
  const known = hands.filter(hand => knownIn(book, [hand.paper]).length > 0)
  const counted = known.filter(hand => whyNot(rules, hand) === null).map(hand => hand.paper)
  const held = candidatesIn(book, counted)
  const done = (state: number) => book.needs.every(need => need.test(state))
  const [way] = [...ways(held)]
    .filter(([state]) => done(state))
    .map(([, one]) => one)
    .sort((a, b) => a.papers - b.papers || a.ranks - b.ranks)
  const others = book.candidates.filter(one => !counted.includes(one.ref))
  return {
    met: way !== undefined,
    show: way?.picks.map(pick => pick.ref) ?? [],
    mends: way ? [] : smallest(reached(held), others, done, mostMends),
  }
}

/**
 * Is what I have enough? The exact answer and the smallest sets of papers that would mend it. Runs on the resident's phone before
 * anything is sent and on the clerk's desk, so both give one answer.
 */
import { type PaperInHand, type WhyNot, whyNot } from './counts.ts'
import type { Rules } from './rules.ts'
import { type Book, bookOf, type Candidate, candidatesIn, kindOf, knownIn, papersFor, reached, smallest, type Way, ways } from './sums.ts'
import type { Need } from './wants.ts'

export { kindOf, papersFor }

export interface Enough {
  enough: boolean
  /** Each need of this kind of person, whether it is met, and which of the papers in hand give something to it. */
  needs: { need: Need; met: boolean; by: string[] }[]
  /** When not enough: smallest sets of further papers that make it so, most common papers first, at most six. Else empty. */
  mends: string[][]
  /** Papers in hand that do not count, and why. They are offered again as mends: a newer one would do. */
  ignored: { paper: string; why: WhyNot }[]
}

export const mostMends = 6

const serves = (one: Candidate, need: Book['needs'][number]) =>
  one.servings.some(serving => serving.some(({ slot }) => need.slots.has(slot)))

/** Where these papers lead at best: the most needs met, earlier needs before later ones, then the fewest papers. */
function best(book: Book, papers: readonly Candidate[]): { state: number; way: Way; met: Need[] } {
  const metIn = (state: number) => book.needs.filter(need => need.test(state))
  const worth = (state: number) =>
    book.needs.reduce((sum, need, at) => sum + (need.test(state) ? 2 ** book.needs.length + 2 ** (book.needs.length - 1 - at) : 0), 0)
  const all = [...ways(papers)].map(([state, way]) => ({ state, way, worth: worth(state) }))
  const [first] = all.sort((a, b) => b.worth - a.worth || a.way.papers - b.way.papers || a.way.ranks - b.way.ranks)
  const { state, way } = first!
  return { state, way, met: metIn(state).map(one => one.need) }
}

/** The largest set of a kind's needs that these papers meet together; papers it does not know give nothing. @throws RulesFault unknown_kind */
export function metNeeds(rules: Rules, kindId: string, refs: readonly string[]): Set<Need> {
  const book = bookOf(rules, kindId)
  return new Set(best(book, knownIn(book, refs)).met)
}

/** The needs of this kind to which a paper gives something, in the order of the rules. */
export function servedBy(rules: Rules, kindId: string, ref: string): Need[] {
  const book = bookOf(rules, kindId)
  const paper = book.candidates.find(one => one.ref === ref)
  return paper ? book.needs.filter(need => serves(paper, need)).map(one => one.need) : []
}

/**
 * Smallest sets of papers that meet these needs of a kind of person, beside those that are `held`; nearest to the top of the rule file first.
 * @param held papers that count; one that a kind does not know gives nothing
 * @throws RulesFault unknown_kind
 */
export function mendsFor(rules: Rules, kindId: string, wanted: readonly Need[], held: readonly string[] = []): string[][] {
  const book = bookOf(rules, kindId, wanted)
  const others = book.candidates.filter(one => !held.includes(one.ref))
  return smallest(reached(knownIn(book, held)), others, state => book.needs.every(need => need.test(state)), mostMends)
}

/**
 * Party: resident (and desk). `papers` are what somebody has, in any order; doubled ones count once.
 * @throws RulesFault unknown_kind | unknown_paper
 */
export function enough(rules: Rules, kindId: string, papers: readonly (string | PaperInHand)[]): Enough {
  const book = bookOf(rules, kindId)
  const hands = papers.map(one => (typeof one === 'string' ? { paper: one } : one))
  candidatesIn(
    book,
    hands.map(hand => hand.paper),
  )
  const judged = hands.map(hand => ({ paper: hand.paper, why: whyNot(rules, hand) }))
  const counted = new Set(judged.filter(one => one.why === null).map(one => one.paper))
  const held = book.candidates.filter(one => counted.has(one.ref))
  const met = new Set(best(book, held).met)
  const done = (state: number) => book.needs.every(need => need.test(state))
  const others = book.candidates.filter(one => !counted.has(one.ref))
  return {
    enough: met.size === book.needs.length,
    needs: book.needs.map(need => ({
      need: need.need,
      met: met.has(need.need),
      by: held.filter(one => serves(one, need)).map(one => one.ref),
    })),
    mends: smallest(reached(held), others, done, mostMends),
    ignored: judged.flatMap(({ paper, why }) => (why === null || counted.has(paper) ? [] : [{ paper, why }])),
  }
}

/** Paper → the needs it is taken for, as few papers as will do: what D5 says (*Photo and birth date: passport. Lives here: lease.*). */
export function takenFor(rules: Rules, kindId: string, refs: readonly string[]): { paper: string; needs: Need[] }[] {
  const book = bookOf(rules, kindId)
  const { way, met } = best(book, knownIn(book, refs))
  const taken = way.picks.map(({ ref, slots }) => ({
    paper: ref,
    needs: book.needs.filter(need => met.includes(need.need) && slots.some(slot => need.slots.has(slot))).map(one => one.need),
  }))
  return taken.filter(one => one.needs.length > 0)
}

/** The fewest of the papers in hand that are enough together, most common first; empty when all of them are not. What a resident shows. */
export function showThese(rules: Rules, kindId: string, refs: readonly string[]): string[] {
  const book = bookOf(rules, kindId)
  const { way, met } = best(book, knownIn(book, refs))
  return met.length === book.needs.length ? way.picks.map(one => one.ref) : []
}

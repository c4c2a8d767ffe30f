/**
 * The arithmetic behind *enough*. Each proof that a kind of person's needs want is a slot, filled up to the most that is wanted; a state is one number
 * that holds all slots. A paper moves a state on, in one of the ways in which the rules let it serve. Going through papers one by one and keeping the
 * states that can be reached tries every way of every subset, and stays as small as there are states: 8 for Chicago's adults.
 */
import { caretakerMark } from './counts.ts'
import { RulesFault } from './faults.ts'
import type { Paper, Rules } from './rules.ts'
import type { Need, Wants } from './wants.ts'

type Whose = 'own' | 'caretaker'

interface Slot {
  whose: Whose
  proof: string
  most: number
  /** What one point is worth in a state. */
  unit: number
}

/** One way for a paper to serve: points for slots. */
type Serving = { slot: Slot; points: number }[]

/** A paper that a person of this kind, or the caretaker, may show. */
export interface Candidate {
  /** As in PaperInHand. */
  ref: string
  /** Place in the rule file, the caretaker's papers after all own ones: the order in which papers are offered. */
  rank: number
  servings: Serving[]
}

/** A node of the rule file: true or false in a state. */
export interface RuleNode {
  place: string
  test(state: number): boolean
}

/** The needs of one kind of person, ready to be counted; or what its mark wants. */
export interface Book<N extends string = Need> {
  needs: { need: N; slots: Set<Slot>; test(state: number): boolean }[]
  nodes: RuleNode[]
  candidates: Candidate[]
  states: number
}

/** More than this would be slow on an old phone. */
export const mostStates = 4096

/** Whether one paper may serve both at once. */
export function mayServeBoth(rules: Rules, a: string, b: string): boolean {
  const { value, but = [] } = rules.onePaperServes
  return (value === 'many') !== but.some(pair => pair.includes(a) && pair.includes(b))
}

/** The largest sets of these proofs that one paper may serve at once. */
function together(rules: Rules, proofs: string[]): string[][] {
  const sets = Array.from({ length: 2 ** proofs.length }, (_, bits) => proofs.filter((_, at) => bits & (1 << at)))
  const fair = sets.filter(set => set.every((a, at) => set.slice(at + 1).every(b => mayServeBoth(rules, a, b))))
  return fair.filter(set => set.length > 0 && !fair.some(other => other.length > set.length && set.every(one => other.includes(one))))
}

/**
 * @param wanted null: every need of this kind
 * @throws RulesFault unknown_kind | caretaker_cycle | too_large
 */
export function bookOf(rules: Rules, kindId: string, wanted: readonly Need[] | null = null): Book {
  const at = rules.kinds.findIndex(one => one.id === kindId)
  const rows = kindOf(rules, kindId).needs.map(({ need, wants }, row) => ({ need, wants, place: `kinds.${at}.needs.${row}.wants` }))
  return bookFor(
    rules,
    kindId,
    rows.filter(({ need }) => wanted?.includes(need) ?? true),
  )
}

/**
 * @param rows what is wanted of somebody of this kind, with its place in the rule file
 * @throws RulesFault unknown_kind | caretaker_cycle | too_large
 */
export function bookFor<N extends string>(rules: Rules, kindId: string, rows: { need: N; wants: Wants; place: string }[]): Book<N> {
  const slots: Slot[] = []
  const nodes: RuleNode[] = []
  const carers = new Set<string>()

  function slotOf(whose: Whose, proof: string, points: number): Slot {
    const known = slots.find(slot => slot.whose === whose && slot.proof === proof)
    const slot = known ?? { whose, proof, most: 0, unit: 1 }
    if (!known) slots.push(slot)
    slot.most = Math.max(slot.most, points)
    return slot
  }

  function compile(wants: Wants, whose: Whose, place: string, used: Set<Slot>): (state: number) => boolean {
    const keep = (test: (state: number) => boolean) => {
      // A caretaker's needs are nodes where they stand: under the caretaker's own kind.
      if (whose === 'own') nodes.push({ place, test })
      return test
    }
    if ('proof' in wants) {
      const { points = 1 } = wants
      const slot = slotOf(whose, wants.proof, points)
      used.add(slot)
      return keep(state => filled(state, slot) >= points)
    }
    if ('caretaker' in wants) {
      if (whose === 'caretaker') throw new RulesFault('caretaker_cycle', place)
      carers.add(wants.caretaker)
      const at = rules.kinds.findIndex(one => one.id === wants.caretaker)
      const tests = kindOf(rules, wants.caretaker).needs.flatMap((row, j) =>
        wants.needs.includes(row.need) ? [compile(row.wants, 'caretaker', `kinds.${at}.needs.${j}.wants`, used)] : [],
      )
      return keep(state => tests.every(test => test(state)))
    }
    const [word, inner] = 'all' in wants ? (['all', wants.all] as const) : (['any', wants.any] as const)
    const tests = inner.map((one, at) => compile(one, whose, `${place}.${word}.${at}`, used))
    return keep(word === 'all' ? state => tests.every(test => test(state)) : state => tests.some(test => test(state)))
  }

  const needs = rows.map(({ need, wants, place }) => {
    const used = new Set<Slot>()
    return { need, slots: used, test: compile(wants, 'own', place, used) }
  })
  let states = 1
  for (const slot of slots) {
    slot.unit = states
    states *= slot.most + 1
  }
  if (states > mostStates) throw new RulesFault('too_large', rows[0]!.place.replace(/\.\d+\.wants$/, ''))

  const candidatesOf = (whose: Whose, papers: Paper[]): Omit<Candidate, 'rank'>[] =>
    papers.map(paper => {
      const open = slots.filter(slot => slot.whose === whose && Object.hasOwn(paper.gives, slot.proof))
      const sets = together(
        rules,
        open.map(slot => slot.proof),
      )
      return {
        ref: whose === 'own' ? paper.id : `${caretakerMark}${paper.id}`,
        servings: sets.map(set => open.filter(slot => set.includes(slot.proof)).map(slot => ({ slot, points: paper.gives[slot.proof]! }))),
      }
    })
  const own = candidatesOf('own', papersFor(rules, kindId))
  const carer = candidatesOf(
    'caretaker',
    rules.papers.filter(paper => paper.for.some(kind => carers.has(kind))),
  )
  return { needs, nodes, states, candidates: [...own, ...carer].map((one, rank) => ({ ...one, rank })) }
}

export function kindOf(rules: Rules, kindId: string) {
  const kind = rules.kinds.find(k => k.id === kindId)
  if (!kind) throw new RulesFault('unknown_kind', 'kind')
  return kind
}

export const papersFor = (rules: Rules, kindId: string): Paper[] => rules.papers.filter(p => p.for.includes(kindId))

const filled = (state: number, slot: Slot) => Math.floor(state / slot.unit) % (slot.most + 1)

function serve(state: number, serving: Serving): number {
  let next = state
  for (const { slot, points } of serving) {
    const had = filled(state, slot)
    next += (Math.min(slot.most, had + points) - had) * slot.unit
  }
  return next
}

/** Every state that these papers reach when all of them serve. One, where a paper may serve everything at once. */
export function reached(papers: readonly Candidate[]): Set<number> {
  let states = new Set([0])
  for (const { servings } of papers) {
    if (servings.length === 0) continue
    const next = new Set<number>()
    for (const state of states) for (const serving of servings) next.add(serve(state, serving))
    states = next
  }
  return states
}

/** A way to a state: the papers used and what each is taken for. */
export interface Way {
  papers: number
  /** Sum of ranks. */
  ranks: number
  picks: { ref: string; slots: Slot[] }[]
}

/** For each state that some of these papers reach: the way with the fewest of them, then with those nearest to the top of the rule file. */
export function ways(papers: readonly Candidate[]): Map<number, Way> {
  const found = new Map<number, Way>([[0, { papers: 0, ranks: 0, picks: [] }]])
  for (const { ref, rank, servings } of papers) {
    for (const [state, way] of [...found]) {
      for (const serving of servings) {
        const next = serve(state, serving)
        const known = found.get(next)
        const better = !known || way.papers + 1 < known.papers || (way.papers + 1 === known.papers && way.ranks + rank < known.ranks)
        if (!better) continue
        const picks = [...way.picks, { ref, slots: serving.map(one => one.slot) }]
        found.set(next, { papers: way.papers + 1, ranks: way.ranks + rank, picks })
      }
    }
  }
  return found
}

/** Papers by their place among the offered, in order, and their sum. */
interface Mend {
  places: number[]
  sum: number
}

/** By sum of ranks: with two papers missing, the first six pairs are then different papers and not one paper six times. */
const byNearness = (a: Mend, b: Mend) => a.sum - b.sum || a.places.reduce((order, place, at) => order || place - b.places[at]!, 0)

/**
 * The smallest sets out of `offered` that lead from one of these states to one where `done` holds: all of one size, so that no part of one is
 * enough; at most `most`, nearest to the top first.
 */
export function smallest(
  from: Iterable<number>,
  offered: readonly Candidate[],
  done: (state: number) => boolean,
  most: number,
): string[][] {
  const leastKnown = offered.map(() => new Map<number, number>())
  function least(at: number, state: number): number {
    if (done(state)) return 0
    if (at === offered.length) return Number.POSITIVE_INFINITY
    const known = leastKnown[at]!.get(state)
    if (known !== undefined) return known
    let best = least(at + 1, state)
    for (const serving of offered[at]!.servings) {
      const next = serve(state, serving)
      if (next !== state) best = Math.min(best, 1 + least(at + 1, next))
    }
    leastKnown[at]!.set(state, best)
    return best
  }

  const mendsKnown = new Map<string, Mend[]>()
  function mends(at: number, state: number, size: number): Mend[] {
    if (size === 0) return done(state) ? [{ places: [], sum: 0 }] : []
    if (least(at, state) > size) return []
    const key = `${at} ${state} ${size}`
    const known = mendsKnown.get(key)
    if (known) return known
    const lists = [mends(at + 1, state, size)]
    for (const serving of offered[at]!.servings) {
      const next = serve(state, serving)
      if (next !== state) lists.push(mends(at + 1, next, size - 1).map(({ places, sum }) => ({ places: [at, ...places], sum: sum + at })))
    }
    const best = firstOf(lists, most)
    mendsKnown.set(key, best)
    return best
  }

  const starts = [...from]
  const size = Math.min(...starts.map(state => least(0, state)))
  if (!Number.isFinite(size) || size === 0) return []
  const found = firstOf(
    starts.map(state => mends(0, state, size)),
    most,
  )
  return found.map(({ places }) => places.map(at => offered[at]!.ref))
}

/** The first of several lists together, each set once: another way to the same papers is not another mend. */
function firstOf(lists: Mend[][], most: number): Mend[] {
  const all = new Map(lists.flat().map(mend => [mend.places.join(' '), mend]))
  return [...all.values()].sort(byNearness).slice(0, most)
}

/** Candidates for these papers, in the order of the rule file. @throws RulesFault unknown_paper */
export function candidatesIn(book: Pick<Book, 'candidates'>, refs: readonly string[]): Candidate[] {
  for (const ref of refs) if (!book.candidates.some(one => one.ref === ref)) throw new RulesFault('unknown_paper', 'papers')
  return book.candidates.filter(one => refs.includes(one.ref))
}

/** The same, with what the kind does not know left out: a clerk may have laid anything on the table. */
export const knownIn = (book: Pick<Book, 'candidates'>, refs: readonly string[]): Candidate[] =>
  book.candidates.filter(one => refs.includes(one.ref))

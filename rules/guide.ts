/**
 * What a printed guide says of a kind of person: every set of papers that is enough and has none too many, folded into a few lines that can be read, and
 * the rows of a table of ages that concern this kind. Made at build; nothing here knows a person.
 */
import { whoseOf } from './counts.ts'
import { RulesFault } from './faults.ts'
import type { Kind, Rules } from './rules.ts'
import { bookOf, type Candidate, reached } from './sums.ts'

/** Any `count` of these papers, which do the same for this kind of person. All are one's own, or all the caretaker's. */
export interface Part {
  count: number
  refs: string[]
}

/** One way to have enough: something of each part. Leave one paper out and it is not enough. */
export type Line = Part[]

/** More steps than this and nobody could read the answer either. */
const mostSteps = 200_000

/** Candidates that the rules treat alike, in the hands of the same person. */
function classesOf(candidates: readonly Candidate[]): Candidate[][] {
  const classes = new Map<string, Candidate[]>()
  for (const one of candidates) {
    if (one.servings.length === 0) continue
    const alike = one.servings
      .map(serving => serving.map(({ slot, points }) => `${slot.unit}:${Math.min(points, slot.most)}`).join())
      .sort()
      .join('|')
    const key = `${whoseOf(one.ref).whose} ${alike}`
    classes.set(key, [...(classes.get(key) ?? []), one])
  }
  return [...classes.values()]
}

/**
 * Party: the build, for the guide. Lines with few papers first, then those nearest to the top of the rule file. Together they name each smallest set once.
 * @throws RulesFault unknown_kind | too_large
 */
export function enoughLines(rules: Rules, kindId: string): Line[] {
  const book = bookOf(rules, kindId)
  const classes = classesOf(book.candidates)
  const done = (states: Set<number>) => [...states].some(state => book.needs.every(need => need.test(state)))
  const isEnough = (counts: readonly number[]) => done(reached(counts.flatMap((count, at) => classes[at]!.slice(0, count))))
  const lines: Line[] = []
  let steps = 0

  /** `from` is the class that may be taken next: so each choice of papers is met once. */
  function goOn(counts: number[], from: number, states: Set<number>): void {
    if (++steps > mostSteps) throw new RulesFault('too_large', 'kinds')
    if (done(states)) {
      const spare = counts.some((count, at) => count > 0 && isEnough(counts.with(at, count - 1)))
      if (!spare) {
        const parts = counts.map((count, at) => ({ count, refs: classes[at]!.map(one => one.ref) }))
        lines.push(parts.filter(part => part.count > 0))
      }
      return
    }
    for (let at = from; at < classes.length; at++) {
      if (counts[at] === classes[at]!.length) continue
      const more = counts.with(at, counts[at]! + 1)
      const next = reached(more.flatMap((count, which) => classes[which]!.slice(0, count)))
      // A paper that changes nothing now changes nothing later: no set with it is a smallest one.
      if ([...next].every(state => states.has(state)) && next.size === states.size) continue
      goOn(more, at, next)
    }
  }
  goOn(
    classes.map(() => 0),
    0,
    new Set([0]),
  )
  const rank = new Map(book.candidates.map(one => [one.ref, one.rank]))
  const nearness = (line: Line) => line.reduce((sum, part) => sum + rank.get(part.refs[0]!)!, 0)
  const papers = (line: Line) => line.reduce((sum, part) => sum + part.count, 0)
  return joined(lines, ref => rank.get(ref)!).sort((a, b) => papers(a) - papers(b) || nearness(a) - nearness(b))
}

const nameOf = (part: Part) => `${part.count} ${part.refs.join(' ')}`

/** Two lines that differ in one single paper become one: *a passport, and a bill*, *a passport, and a lease* are *a passport, and a bill or a lease*. */
function joined(lines: Line[], rank: (ref: string) => number): Line[] {
  for (const [a, line] of lines.entries()) {
    for (const other of lines.slice(a + 1)) {
      const mine = line.filter(part => !other.some(theirs => nameOf(theirs) === nameOf(part)))
      const theirs = other.filter(part => !line.some(one => nameOf(one) === nameOf(part)))
      const [one, two] = [mine[0], theirs[0]]
      if (mine.length !== 1 || theirs.length !== 1 || one!.count !== 1 || two!.count !== 1) continue
      if (whoseOf(one!.refs[0]!).whose !== whoseOf(two!.refs[0]!).whose) continue
      const both = { count: 1, refs: [...one!.refs, ...two!.refs].sort((x, y) => rank(x) - rank(y)) }
      const merged = line.map(part => (part === one ? both : part))
      return joined([...lines.slice(0, a), merged, ...lines.slice(a + 1).filter(one => one !== other)], rank)
    }
  }
  return lines
}

/** Rows that begin at an age and end where the next begins, as far as they concern this kind; `to` null: no end. Youngest first. */
export function rowsOf<R extends { from: number }>(rows: readonly R[], kind: Kind): { row: R; from: number; to: number | null }[] {
  const sorted = [...rows].sort((a, b) => a.from - b.from)
  return sorted.flatMap((row, at) => {
    const next = sorted[at + 1]
    const ends = [next ? next.from - 1 : null, kind.to].filter(one => one !== null)
    const to = ends.length > 0 ? Math.min(...ends) : null
    const from = Math.max(row.from, kind.from)
    return to !== null && to < from ? [] : [{ row, from, to }]
  })
}

/** The paper that an agency writes for somebody without an address, where this city takes one. */
export const careOfLetter = (rules: Pick<Rules, 'papers'>) => rules.papers.find(paper => paper.letter === 'care_of') ?? null

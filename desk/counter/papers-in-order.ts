/** Desk: the papers of a kind in the order of their numbers: those the resident named first, the holder's before the caretaker's. */
import type { Answers } from '@latchkey/channel/messages.ts'
import { isCaretakers, refsFor } from '@latchkey/rules/caretaker.ts'
import { markPapers } from '@latchkey/rules/mark.ts'
import type { Rules } from '@latchkey/rules/rules.ts'

/** @param turned how often the clerk asked for the other numbers: nine papers have a digit at a time */
export function papersInOrder(rules: Rules, { kind, papers, veteran }: Pick<Answers, 'kind' | 'papers' | 'veteran'>, turned: number) {
  const rank = (ref: string) => Number(isCaretakers(ref)) * 2 - Number(papers.includes(ref))
  const refs = refsFor(rules, kind)
  // What shows nothing but the veteran mark is on no list of whoever does not want it.
  const forMark = veteran ? markPapers(rules, kind).filter(ref => !refs.includes(ref)) : []
  const all = [...refs, ...forMark].toSorted((a, b) => rank(a) - rank(b))
  const sheets = Math.max(1, Math.ceil(all.length / 9))
  const from = (turned % sheets) * 9
  return { all, digits: all.slice(from, from + 9) }
}

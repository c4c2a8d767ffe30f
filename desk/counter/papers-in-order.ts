/** Desk: the papers of a kind in the order of their numbers: those the resident named first. */
import type { Answers } from '@latchkey/channel/messages.ts'
import { papersFor } from '@latchkey/rules/enough.ts'
import type { Paper, Rules } from '@latchkey/rules/rules.ts'

/** @param turned how often the clerk asked for the other numbers: nine papers have a digit at a time */
export function papersInOrder(rules: Rules, { kind, papers }: Pick<Answers, 'kind' | 'papers'>, turned: number) {
  const all = papersFor(rules, kind).toSorted((a, b) => Number(papers.includes(b.id)) - Number(papers.includes(a.id)))
  const sheets = Math.max(1, Math.ceil(all.length / 9))
  const from = (turned % sheets) * 9
  return { all: all as Paper[], digits: all.slice(from, from + 9).map(paper => paper.id) }
}

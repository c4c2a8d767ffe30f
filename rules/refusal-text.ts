/**
 * The words of a refusal: what is missing, what would do, where to get it, who helps, how to come back. One place for the phone, the clerk's desk (in
 * both languages, before it is sent), the second screen and the slip on paper, so that all of them say the same. Pure; one language at a time.
 */
import { whoseOf } from './counts.ts'
import type { Rules } from './rules.ts'
import type { Where } from './where.ts'

/** Named beside the needs when the clerk was not sure of a face: another person looks again. Never says of what. */
export const doubt = 'doubt'

export interface RefusalText {
  title: string
  /** One sentence for each thing that is missing. */
  reasons: string[]
  /** Above the list. */
  any: string
  /** One line for each set of papers that would mend it; empty when nothing in the rules does. */
  mends: string[]
  /** Said instead of `any` when there are no mends. */
  none: string
  /** Each paper of the mends once, by its ref, in their order: what it is called, what must stand on it, and where one comes from. */
  papers: { ref: string; name: string; hint: string; where: string[] }[]
}

export interface RefusalWords {
  /** Texts of ui, namespaces visit and refusal. */
  text(id: string, values?: Record<string, string | number>): string
  /** Texts of the city, in the same language. */
  city(key: string): string
  /** What a paper is called by itself; a caretaker's says whose it is. */
  paper(ref: string): string
  /** Joins the papers of one set: *a lease and a passport*. */
  list(papers: string[]): string
  /** An amount of cents as people write it there. */
  money(cents: number): string
}

/** @param where null: nobody asks here where to get a paper */
export function refusalText(
  rules: Pick<Rules, 'reasons'>,
  where: Where | null,
  words: RefusalWords,
  unmet: readonly string[],
  mends: readonly (readonly string[])[],
): RefusalText {
  const { text, city, list } = words
  const papers = [...new Set(mends.flat())]
  return {
    title: text('visit.refused.title'),
    reasons: reasonLines(rules, words, unmet),
    any: text(mends.every(set => set.length === 1) ? 'visit.refused.any' : 'visit.refused.sets'),
    mends: mends.map(set => list(set.map(words.paper))),
    none: text('visit.refused.none'),
    papers: papers.map(ref => ({
      ref,
      name: words.paper(ref),
      hint: city(`paper.${whoseOf(ref).paper}.hint`),
      where: whereLines(where, words, whoseOf(ref).paper),
    })),
  }
}

/** One sentence for each need that is missing, in the order of the rules. A need of another version of the rules has no words here and is left out. */
export function reasonLines(
  rules: Pick<Rules, 'reasons'>,
  { text, city }: Pick<RefusalWords, 'text' | 'city'>,
  unmet: readonly string[],
): string[] {
  const lines = rules.reasons.filter(reason => unmet.includes(reason.need)).map(reason => city(`reason.${reason.id}`))
  return unmet.includes(doubt) ? [...lines, text('refusal.doubt')] : lines
}

/** Office, cost and days. What is not known is said to be so, in one line. */
function whereLines(where: Where | null, { text, city, money }: RefusalWords, paper: string): string[] {
  const row = where?.get(paper)
  const lines = [city(`paper.${paper}.where`)]
  if (!row) return lines
  if (row.office) lines.push([row.office.name, row.office.address].filter(part => part !== '').join(', '))
  if (row.cents !== null) lines.push(row.cents === 0 ? text('refusal.free') : text('refusal.cost', { amount: money(row.cents) }))
  if (row.days !== null) lines.push(row.days === 0 ? text('refusal.same_day') : text('refusal.days', { days: row.days }))
  if (row.cents === null && row.days === null) lines.push(text('refusal.unknown'))
  else if (row.cents === null) lines.push(text('refusal.unknown.cost'))
  else if (row.days === null) lines.push(text('refusal.unknown.days'))
  return lines
}

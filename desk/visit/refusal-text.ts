/** Desk: the words a refused resident reads (resident/visit), so that the clerk sees them before sending. Pure; one per language. */
import type { Rules } from '@latchkey/rules/rules.ts'
import type { Text } from '@latchkey/ui/language.ts'
import { paperWords } from '@latchkey/ui/paper-words.ts'

export interface RefusalText {
  title: string
  /** One sentence for each unticked need. */
  reasons: string[]
  /** Above the list. */
  any: string
  /** One line for each set of papers that would mend it; empty when nothing in the rules does. */
  mends: string[]
  /** Said instead of `any` when there are no mends. */
  none: string
}

export interface RefusalWords {
  /** Texts of ui, namespace visit. */
  text: Text
  /** Texts of the city, in the same language. */
  city(key: string): string
  /** Joins the papers of one set: *a lease and a passport*. */
  list(papers: string[]): string
}

export function refusalText(
  rules: Pick<Rules, 'reasons'>,
  { text, city, list }: RefusalWords,
  unmet: readonly string[],
  mends: readonly (readonly string[])[],
): RefusalText {
  return {
    title: text('visit.refused.title'),
    reasons: rules.reasons.filter(reason => unmet.includes(reason.need)).map(reason => city(`reason.${reason.id}`)),
    any: text(mends.every(set => set.length === 1) ? 'visit.refused.any' : 'visit.refused.sets'),
    mends: mends.map(set => list(set.map(paper => paperWords(text, city, paper)))),
    none: text('visit.refused.none'),
  }
}

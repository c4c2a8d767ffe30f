/** Desk: the words a refused resident reads (resident/visit), so that the clerk sees them before sending. Pure; one per language. */

export type Words = (id: string, values?: Record<string, string | number>) => string

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

/** @param text of ui (namespace visit) @param city texts of the city, both in the language wanted */
export function refusalText(
  text: Words,
  city: (key: string) => string,
  unmet: readonly string[],
  mends: readonly (readonly string[])[],
): RefusalText {
  return {
    title: text('visit.refused.title'),
    reasons: unmet.map(need => text(`visit.refused.${need}`)),
    any: text(mends.some(set => set.length > 1) ? 'visit.refused.sets' : 'visit.refused.any'),
    mends: mends.map(set =>
      set.map(paper => city(`paper.${paper}.short`)).reduce((first, second) => text('visit.refused.and', { first, second })),
    ),
    none: text('visit.refused.none'),
  }
}

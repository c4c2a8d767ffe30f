/** The refusal a clerk's ticks lead to: never written by hand, so it always names what is missing and what would mend it. */
import { kindOf, mend, papersFor } from './enough.ts'
import type { Need, Rules } from './rules.ts'

export interface Refusal {
  /** The unticked needs, in the order of the rules; the reason text of each is `reason.<id>` of the city's texts. */
  unmet: Need[]
  /** Smallest sets of papers that would meet all of them, at most six. */
  mends: string[][]
}

export type Ticks = Record<Need, boolean>

export const noTicks = (rules: Rules, kindId = 'adult'): Partial<Ticks> =>
  Object.fromEntries(kindOf(rules, kindId).needs.map(need => [need, false]))

/**
 * Party: clerk → resident. Papers already shown may be offered again: a newer bill mends an old one.
 * @param wanted what has to be shown when it is less than a first card asks (rules/replace.ts)
 * @throws RulesFault unknown_kind
 */
export function refusal(
  rules: Rules,
  ticks: Partial<Ticks>,
  kindId = 'adult',
  wanted: readonly Need[] = kindOf(rules, kindId).needs,
): Refusal {
  const unmet = kindOf(rules, kindId)
    .needs.filter(need => wanted.includes(need))
    .filter(need => ticks[need] !== true)
  return { unmet, mends: unmet.length === 0 ? [] : mend(rules, unmet, [], papersFor(rules, kindId)) }
}

/** The refusal a clerk's ticks lead to: never written by hand, so it always names what is missing and what would mend it. */
import { kindOf, mendsFor } from './enough.ts'
import type { Rules } from './rules.ts'
import type { Need } from './wants.ts'

export interface Refusal {
  /** The unticked needs, in the order of the rules; the reason text of each is `reason.<id>` of the city's texts. */
  unmet: Need[]
  /** Smallest sets of papers that would meet all of them, at most six. */
  mends: string[][]
}

export type Ticks = Record<Need, boolean>

const needsOf = (rules: Rules, kindId: string): Need[] => kindOf(rules, kindId).needs.map(row => row.need)

/**
 * Party: clerk → resident. Papers already shown may be offered again: a newer bill mends an old one.
 * @param wanted what has to be shown when it is less than a first card asks (rules/replace.ts)
 * @throws RulesFault unknown_kind
 */
export function refusal(rules: Rules, ticks: Partial<Ticks>, kindId = 'adult', wanted: readonly Need[] = needsOf(rules, kindId)): Refusal {
  const unmet = needsOf(rules, kindId).filter(need => wanted.includes(need) && ticks[need] !== true)
  return { unmet, mends: unmet.length === 0 ? [] : mendsFor(rules, kindId, unmet) }
}

/** The refusal a clerk's ticks lead to: never written by hand, so it always names what is missing and what would mend it. */
import { kindOf, mendsFor, metNeeds } from './enough.ts'
import type { Rules } from './rules.ts'
import type { Need } from './wants.ts'

export interface Refusal {
  /** The unticked needs, in the order of the rules; the reason text of each is `reason.<id>` of the city's texts. */
  unmet: Need[]
  /** Smallest sets of further papers that would meet all of them, at most six. */
  mends: string[][]
}

export type Ticks = Record<Need, boolean>

const needsOf = (rules: Rules, kindId: string): Need[] => kindOf(rules, kindId).needs.map(row => row.need)

/**
 * Party: clerk → resident. Papers that were shown and do not count may be offered again: a newer bill mends an old one.
 * @param wanted what has to be shown when it is less than a first card asks (rules/replace.ts)
 * @param passed the papers that count: what is offered is what is missing beside them, as the phone says it of the same papers
 * @throws RulesFault unknown_kind
 */
export function refusal(
  rules: Rules,
  ticks: Partial<Ticks>,
  kindId = 'adult',
  wanted: readonly Need[] = needsOf(rules, kindId),
  passed: readonly string[] = [],
): Refusal {
  const unmet = needsOf(rules, kindId).filter(need => wanted.includes(need) && ticks[need] !== true)
  if (unmet.length === 0) return { unmet, mends: [] }
  const met = metNeeds(rules, kindId, passed)
  // Its papers are there and its tick is not: the face is another's. Then nothing that was shown counts towards it.
  const foreign = unmet.some(need => met.has(need))
  return { unmet, mends: passed.length === 0 || foreign ? mendsFor(rules, kindId, unmet) : mendsFor(rules, kindId, wanted, passed) }
}

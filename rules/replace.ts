/** What a holder shows again for a new card in place of an old one. */
import { kindOf } from './enough.ts'
import type { ReplaceReason, Rules } from './rules.ts'
import type { Need } from './wants.ts'

/**
 * Party: clerk. With the backup sheet, checked and its face compared, what the city's rules ask for this reason; with the cancel code alone everything
 * that a first card asks: whoever finds a slip learns no name, and must not become one by it.
 * Who comes with a child shows each time that they may: no sheet and no face says it.
 * @throws RulesFault unknown_kind
 */
export function shownAgain(rules: Rules, kindId: string, reason: ReplaceReason, sheet: boolean): Need[] {
  const needs = kindOf(rules, kindId).needs.map(row => row.need)
  const again = sheet ? rules.replace.find(one => one.id === reason)?.again : undefined
  return again === undefined ? needs : needs.filter(need => need === 'relationship' || again.includes(need))
}

/** What changed in the rules from this day on, newest first: what a clerk reads at opening. Days are YYYY-MM-DD. */
export function changedSince(rules: Rules, day: string): Rules['changes'] {
  return rules.changes.filter(change => change.day >= day)
}

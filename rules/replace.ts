/** What a holder shows again for a new card in place of an old one. */
import { kindOf } from './enough.ts'
import { changingFacts, type FeeFor, type ReplaceReason, type Rules } from './rules.ts'
import type { Need } from './wants.ts'

/**
 * Party: clerk. With the backup sheet, checked and its face compared, what the city's rules ask for this reason, of several changes what any of them asks; with the cancel code alone everything
 * that a first card asks: whoever finds a slip learns no name, and must not become one by it.
 * Who comes with a child shows each time that they may: no sheet and no face says it.
 * @throws RulesFault unknown_kind
 */
export function shownAgain(rules: Rules, kindId: string, reason: ReplaceReason, sheet: boolean): Need[] {
  const needs = kindOf(rules, kindId).needs.map(row => row.need)
  if (!sheet) return needs
  const row = (id: string) => rules.replace.find(one => one.id === id) ?? rules.replace.find(one => one.id === 'changed')!
  const again = (reason === 'several' ? changingFacts : [reason]).flatMap(id => row(id).again)
  return needs.filter(need => need === 'relationship' || again.includes(need))
}

/** The act whose fee is asked: a city names one price for whatever changed. */
export const actOf = (reason: ReplaceReason): FeeFor =>
  reason === 'lost' || reason === 'damaged' || reason === 'renewal' ? reason : 'changed'

/** What changed in the rules from this day on, newest first: what a clerk reads at opening. Days are YYYY-MM-DD. */
export function changedSince(rules: Rules, day: string): Rules['changes'] {
  return rules.changes.filter(change => change.day >= day)
}

/** What a card costs. The desk shows it with one tick, *paid or waived*: no reason is asked and no payment passes through here. */
import { ageOn } from './ends.ts'
import type { Fee, FeeFor, Rules } from './rules.ts'

/** The row for this act and age, or null where the rules name no fee: then the city has not said what it costs. @throws RulesFault bad_date */
export function feeOf(rules: Rules, act: FeeFor, birthDate: string, today: string): Fee | null {
  const age = ageOn(birthDate, today)
  return rules.fees.filter(row => row.for === act && row.from <= age).sort((a, b) => b.from - a.from)[0] ?? null
}

/** Whether pages may say *free*: the rules name a fee for a first card, and it is nothing at every age. */
export const isFree = (rules: Pick<Rules, 'fees'>): boolean => {
  const first = rules.fees.filter(row => row.for === 'first')
  return first.length > 0 && first.every(row => row.cents === 0)
}

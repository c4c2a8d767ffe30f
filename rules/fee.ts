/** What a card costs. The desk shows it with one tick, *paid or waived*: no reason is asked and no payment passes through here. */
import { ageOn, isBirthDate } from './ends.ts'
import type { Fee, FeeFor, Kind, Rules } from './rules.ts'

/** The row for this act and age, or null where the rules name no fee: then the city has not said what it costs. @throws RulesFault bad_date */
export function feeOf(rules: Rules, act: FeeFor, birthDate: string, today: string): Fee | null {
  const age = ageOn(birthDate, today)
  return rules.fees.filter(row => row.for === act && row.from <= age).sort((a, b) => b.from - a.from)[0] ?? null
}

export interface AskedFee {
  /** More than nothing; null: the city has not said what this act costs. */
  cents: number | null
  /** Whether a clerk may waive it. */
  waiver: boolean
}

/**
 * What a clerk has to ask for; null: nothing, or nobody can know yet because the birth date is none. Party: clerk. A first card of which the rules say
 * no price costs nothing; of a new card for an old one the clerk is told that the city has not said it.
 */
export function askedFee(rules: Rules, act: FeeFor, birthDate: string, today: string): AskedFee | null {
  if (!isBirthDate(birthDate)) return null
  const row = feeOf(rules, act, birthDate, today)
  if (!row) return act === 'first' ? null : { cents: null, waiver: false }
  return row.cents === 0 ? null : { cents: row.cents, waiver: row.waiver }
}

/** Part of a list of prices: from one age to another, both included. */
export interface FeeOfAges extends Pick<Fee, 'cents' | 'waiver'> {
  from: number
  to: number | null
}

/** What a first card costs somebody of this kind, youngest first; empty where nobody of them pays anything. Party: resident. */
export function firstFees(rules: Rules, kind: Pick<Kind, 'from' | 'to'>): FeeOfAges[] {
  const rows = rules.fees.filter(row => row.for === 'first').sort((a, b) => a.from - b.from)
  const parts = rows.flatMap((row, at): FeeOfAges[] => {
    const from = Math.max(row.from, kind.from)
    const ends = [kind.to, (rows[at + 1]?.from ?? Number.NaN) - 1].filter(age => age !== null && !Number.isNaN(age)) as number[]
    const to = ends.length === 0 ? null : Math.min(...ends)
    return to !== null && to < from ? [] : [{ from, to, cents: row.cents, waiver: row.waiver }]
  })
  return parts.some(part => part.cents > 0) ? parts : []
}

/** Whether pages may say *free*: the rules name a fee for a first card, and it is nothing at every age. */
export const isFree = (rules: Pick<Rules, 'fees'>): boolean => {
  const first = rules.fees.filter(row => row.for === 'first')
  return first.length > 0 && first.every(row => row.cents === 0)
}

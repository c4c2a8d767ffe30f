/** When phone visits begin and end on a day of the city, by its rules. */
import { dayEnds, dayOf, momentOf } from './day.ts'

export interface Plan {
  /** HH:MM in the city's time zone; the whole minute of `closes` belongs to the day. */
  opens: string
  closes: string
}

export const closesAt = (plan: Plan, now: number, zone: string): number => momentOf(dayOf(now, zone), plan.closes, zone) + 59

/** When phone visits begin next: today when that is still to come, else tomorrow. */
export function opensAt(plan: Plan, now: number, zone: string): number {
  const today = momentOf(dayOf(now, zone), plan.opens, zone)
  return now < today ? today : momentOf(dayOf(dayEnds(dayOf(now, zone), zone) + 1, zone), plan.opens, zone)
}

export const withinHours = (plan: Plan, now: number, zone: string): boolean =>
  now >= momentOf(dayOf(now, zone), plan.opens, zone) && now <= closesAt(plan, now, zone)

/** When phone visits begin and end on a day of the city, by its rules. */
import { dayEnds, dayOf, momentOf } from './day.ts'

export interface Plan {
  /** HH:MM in the city's time zone; the whole minute of `closes` belongs to the day. */
  opens: string
  closes: string
}

interface Hours {
  now: number
  zone: string
  closes: number
  opens: number
  within: boolean
}

/** The last answer for each plan: in one second everybody who asks is told the same, and several times. */
const last = new WeakMap<Plan, Hours>()

function hoursAt(plan: Plan, now: number, zone: string): Hours {
  const known = last.get(plan)
  if (known?.now === now && known.zone === zone) return known
  const day = dayOf(now, zone)
  const [begins, closes] = [momentOf(day, plan.opens, zone), momentOf(day, plan.closes, zone) + 59]
  const opens = now < begins ? begins : momentOf(dayOf(dayEnds(day, zone) + 1, zone), plan.opens, zone)
  const hours = { now, zone, closes, opens, within: now >= begins && now <= closes }
  last.set(plan, hours)
  return hours
}

export const closesAt = (plan: Plan, now: number, zone: string): number => hoursAt(plan, now, zone).closes

/** When phone visits begin next: today when that is still to come, else tomorrow. */
export const opensAt = (plan: Plan, now: number, zone: string): number => hoursAt(plan, now, zone).opens

export const withinHours = (plan: Plan, now: number, zone: string): boolean => hoursAt(plan, now, zone).within

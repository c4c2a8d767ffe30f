/**
 * The planner: how long people wait when so many come and so many clerks see them. Pure; typed by a supervisor, sent nowhere. It is the formula of Erlang for
 * clerks who share one line (M/M/c), with the correction of Allen and Cunneen for visits that differ less or more than such a line supposes. The formula and
 * not a simulated day: it gives one answer for one question, at once, and one more clerk is never made worse by chance.
 */

export interface Plan {
  /** Numbers taken in an hour. */
  people: number
  /** Minutes a visit, and how many minutes visits usually differ from that. */
  minutes: number
  differs: number
  /** Of a hundred numbers, how many nobody comes with: they cost no clerk a minute. */
  missed: number
  clerks: number
}

export type Forecast =
  /** Minutes: on average, and within which nine of ten are seen. `busy`: share of a clerk's time. */
  | { at: 'steady'; mean: number; nine: number; busy: number }
  /** More come than are seen: the line grows by so many people an hour, and no wait is true for long. */
  | { at: 'grows'; by: number }

/** Share of people who have to wait at all, for `clerks` and offered work in clerks (`load` < `clerks`). Erlang's C, by his B, which stays between 0 and 1. */
export function mustWait(clerks: number, load: number): number {
  let blocked = 1
  for (let n = 1; n <= clerks; n++) blocked = (load * blocked) / (n + load * blocked)
  return blocked / (1 - (load / clerks) * (1 - blocked))
}

export function forecast({ people, minutes, differs, missed, clerks }: Plan): Forecast {
  const come = (people * (1 - missed / 100)) / 60
  if (come <= 0 || minutes <= 0) return { at: 'steady', mean: 0, nine: 0, busy: 0 }
  const load = come * minutes
  if (clerks <= load) return { at: 'grows', by: (come - clerks / minutes) * 60 }
  const wait = mustWait(clerks, load)
  // Minutes until one place in the line is free, for whoever waits.
  const free = 1 / (clerks / minutes - come)
  const unlike = (1 + (differs / minutes) ** 2) / 2
  return { at: 'steady', mean: wait * free * unlike, nine: Math.max(0, Math.log(wait * 10)) * free * unlike, busy: load / clerks }
}

/** The plan with fewer and with more clerks beside it, for the drawing. */
export function beside(plan: Plan, each = 2): { clerks: number; forecast: Forecast }[] {
  const first = Math.max(1, plan.clerks - each)
  return Array.from({ length: plan.clerks + each - first + 1 }, (_, at) => {
    const clerks = first + at
    return { clerks, forecast: forecast({ ...plan, clerks }) }
  })
}

const limits = { people: [0, 2000], minutes: [1, 240], differs: [0, 240], missed: [0, 100], clerks: [1, 200] } as const

/** What was typed, as a plan; `null` for a field that is no number of its range. Digits of any script. */
export function planOf(typed: Record<keyof Plan, string>): { plan: Plan | null; wrong: (keyof Plan)[] } {
  const names = Object.keys(limits) as (keyof Plan)[]
  const read = (name: keyof Plan): number | null => {
    const plain = typed[name]
      .trim()
      .replace(/[٠-٩]/g, d => String(d.charCodeAt(0) - 0x660))
      .replace(/[۰-۹]/g, d => String(d.charCodeAt(0) - 0x6f0))
    const value = /^\d{1,4}$/.test(plain) ? Number(plain) : Number.NaN
    const [least, most] = limits[name]
    return value >= least && value <= most ? value : null
  }
  const values = names.map(name => [name, read(name)] as const)
  const wrong = values.filter(([, value]) => value === null).map(([name]) => name)
  return { plan: wrong.length > 0 ? null : (Object.fromEntries(values) as unknown as Plan), wrong }
}

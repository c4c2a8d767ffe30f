/** Several days, one after the other, and which of them meet goal 9. */
import { liveDay } from './live-day.ts'
import { type Measured, measureDay, meetsGoal, usedUp } from './measured-day.ts'

export interface ManyDays {
  days: number
  met: number
  /** The seed of the day that is farthest from the goal. */
  worst: number
  /** Of the worst day for each figure. */
  least: Measured
}

export async function manyDays(of: {
  people: number
  clerks: number
  off?: number
  seeds: number[]
  say(line: string): void
}): Promise<ManyDays> {
  const all: { seed: number; measured: Measured }[] = []
  for (const seed of of.seeds) {
    const measured = measureDay(await liveDay(seed, of))
    all.push({ seed, measured })
    of.say(lineOf(seed, measured))
  }
  const [worst] = [...all].sort((a, b) => usedUp(b.measured) - usedUp(a.measured))
  return { days: all.length, met: all.filter(one => meetsGoal(one.measured)).length, worst: worst!.seed, least: worst!.measured }
}

function lineOf(seed: number, day: Measured): string {
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`
  return [
    `seed ${seed}: ${meetsGoal(day) ? 'met' : 'NOT met'}`,
    `${percent(day.kept)} within 10 minutes or a fifth of the promise (${percent(day.keptRange)} of its range)`,
    `a no-show costs ${day.secondsANoShow.toFixed(1)} s`,
    `${day.notServed} numbers not served`,
    `${day.served} seen, ${day.tomorrow} first tomorrow, ${day.refused} told that both days are full`,
  ].join('; ')
}

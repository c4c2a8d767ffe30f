/** What a simulated day is measured by (goal 9): promises kept, seconds that clerks lost, numbers that nobody could serve. Pure. */

/** What became of somebody who took a number. Seconds after the opening; minutes of the promise. */
export interface Told {
  n: number
  comes: boolean
  took: number
  /** What the page said then; null: that the number is one of the first tomorrow. */
  promise: { low: number; high: number } | null
  began: number | null
}

export interface Day {
  told: Told[]
  /** Asked, and got no number: today and tomorrow were full, and the page said so. */
  refused: number
  /** Seconds in which a desk had nobody while somebody waited. */
  idle: number
  /** Numbers of tomorrow that were not good the next morning. */
  brokenTomorrow: number
}

export interface Measured {
  /** Of those who came with a number of today, the share that was seen within 10 minutes or a fifth of the middle of what was promised. */
  kept: number
  /** The same, within 10 minutes or a fifth around the range that was promised. */
  keptRange: number
  /** Seconds a clerk lost by a number whose holder did not come. */
  secondsANoShow: number
  /** Numbers of today whose holder came and was not seen, and numbers of tomorrow that were not good. */
  notServed: number
  served: number
  tomorrow: number
  refused: number
}

const minutes = 10
const share = 0.2

export function measureDay({ told, refused, idle, brokenTomorrow }: Day): Measured {
  const today = told.filter(one => one.promise !== null)
  const came = today.filter(one => one.comes)
  const noShows = today.length - came.length
  const within = (one: Told, low: number, high: number, middle: number) => {
    if (one.began === null) return false
    const waited = (one.began - one.took) / 60
    const off = Math.max(0, low - waited, waited - high)
    return off <= Math.max(minutes, share * middle)
  }
  const kept = came.filter(one => {
    const middle = (one.promise!.low + one.promise!.high) / 2
    return within(one, middle, middle, middle)
  })
  const keptRange = came.filter(one => within(one, one.promise!.low, one.promise!.high, (one.promise!.low + one.promise!.high) / 2))
  const served = came.filter(one => one.began !== null).length
  return {
    kept: kept.length / Math.max(1, came.length),
    keptRange: keptRange.length / Math.max(1, came.length),
    secondsANoShow: idle / Math.max(1, noShows),
    notServed: came.length - served + brokenTomorrow,
    served,
    tomorrow: told.length - today.length,
    refused,
  }
}

/** Goal 9 of product §6. */
export const meetsGoal = ({ kept, secondsANoShow, notServed }: Measured): boolean => kept >= 0.9 && secondsANoShow <= 5 && notServed === 0

/** Of what the goal allows, how much the figure took that comes nearest to it or is farthest beyond: above 1 the day does not meet it. */
export const usedUp = ({ kept, secondsANoShow, notServed }: Measured): number =>
  Math.max(notServed > 0 ? 1 + notServed : 0, (1 - kept) / 0.1, secondsANoShow / 5)

/** How many people can still be seen today. Pure: nothing in it is about anyone. */

export interface Today {
  /** Seconds until a visit must have begun so that it ends before closing. */
  left: number
  desks: number
  /** Seconds a visit takes, and how much visits differ. */
  mean: number
  spread: number
}

/** Of the time that is left, what is kept back: one clerk of eight goes, a printer stops. */
const keptBack = 0.15
/** So many spreads of the sum: a number that is given is one that can be seen. */
const surely = 2

/** Seconds after which `people` have surely begun their visits. */
const surelyBegun = (people: number, { desks, mean, spread }: Today): number =>
  (people * mean + surely * spread * Math.sqrt(people)) / desks / (1 - keptBack)

/**
 * People who will surely be seen if nobody comes before them.
 * By bisection: the time grows with the people.
 */
export function capacityToday(today: Today): number {
  if (today.desks === 0 || today.left <= 0) return 0
  let [fits, fitsNot] = [0, Math.ceil((today.left * today.desks) / Math.max(1, today.mean)) + today.desks + 1]
  while (fitsNot - fits > 1) {
    const half = (fits + fitsNot) >> 1
    if (surelyBegun(half, today) <= today.left) fits = half
    else fitsNot = half
  }
  return fits
}

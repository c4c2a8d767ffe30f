/**
 * What is sure of tens that desks rounded by chance (desk/day/tally.ts): each desk hands in `10 × floor((n + start) / 10)` with a start drawn from 0 to 9 that
 * nobody is told. That is right on average, and of one desk and day up to nine too many or too few.
 *
 * The tens that chance decides are independent draws, so their number is bounded as Chernoff's bound for such sums says (Mitzenmacher, Upfal: Probability
 * and Computing, theorem 4.4): with an average of m tens, h of them or more come with a probability of at most e^(h-m) × (m/h)^h.
 */

/** How often a number that is told may be too high. */
const wrong = 1 / 1000

/**
 * The largest number of whole tens that is told as *at least*: if there were fewer, so many would have been handed in less than once in a thousand times.
 * @param handed what was handed in, in whole tens @returns whole tens, never more than `handed`
 */
export function atLeast(handed: number): number {
  const h = Math.floor(handed / 10)
  let fits = 0
  while (fits < h && chanceOf(h, fits) <= wrong) fits++
  // There were more than the last that does not fit.
  return Math.max(0, fits - 1) * 10
}

/** At most how likely it is that h tens or more are handed in where m are right, m below h. */
const chanceOf = (h: number, m: number): number => (m === 0 ? 0 : Math.exp(h - m + h * Math.log(m / h)))

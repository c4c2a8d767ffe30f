/** The lines of a load: what was seen, what is wanted, whether it was. */
import { round } from '../measure.ts'

export interface Line {
  load: string
  value: number
  unit: string
  target: string
  met: boolean
}

/** @param most the largest value that is good */
export const atMost = (load: string, value: number, unit: string, most: number): Line => ({
  load,
  value: round(value),
  unit,
  target: `≤ ${most}`,
  met: value <= most,
})

export const atLeast = (load: string, value: number, unit: string, least: number): Line => ({
  load,
  value,
  unit,
  target: `≥ ${least}`,
  met: value >= least,
})

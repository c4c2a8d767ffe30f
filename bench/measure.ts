/** What a measure says, and how subject and control take turns: this machine is never alone, so only the two of one run can be compared. */

/** One line of `npm run bench`. */
export interface Measured {
  bench: string
  /** Median of the subject's windows. */
  value: number
  unit: string
  /** The control, in words. */
  peer: string
  /** Median of the control's windows, in the same unit. */
  peerValue: number
  /** value / peerValue: below 1 the subject needs less. */
  ratio: number
  /** The rule by which `met` was decided, in words. */
  target: string
  met: boolean
}

export const windows = 5

/** @throws RangeError for nothing */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]]
  if (low === undefined || high === undefined) throw new RangeError('no median of nothing')
  return (low + high) / 2
}

/** The smallest value that `share` of all values do not pass. @throws RangeError for nothing */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
  if (value === undefined) throw new RangeError('no percentile of nothing')
  return value
}

/**
 * Subject, control, control, subject, …: so that whatever grows slower or warmer in the course of a run meets both alike. The first window of each is
 * not counted.
 */
export async function inTurns(
  subject: () => Promise<number>,
  control: () => Promise<number>,
  count = windows,
): Promise<{ value: number; peerValue: number }> {
  const seen: { subject: number[]; control: number[] } = { subject: [], control: [] }
  for (let window = 0; window <= count; window++) {
    const turns = window % 2 === 0 ? (['subject', 'control'] as const) : (['control', 'subject'] as const)
    for (const who of turns) {
      const value = await (who === 'subject' ? subject() : control())
      if (window > 0) seen[who].push(value)
    }
  }
  for (const who of ['subject', 'control'] as const) tell(`${who}: ${seen[who].map(value => value.toPrecision(4)).join(' ')}`)
  return { value: median(seen.subject), peerValue: median(seen.control) }
}

/** Three digits are more than one run is good for. */
export const round = (value: number): number => Number(value.toPrecision(3))

/** The line as it is printed: the keys in the order of the type. */
export function lineOf({ bench, value, unit, peer, peerValue, ratio, target, met }: Measured): string {
  return JSON.stringify({ bench, value: round(value), unit, peer, peerValue: round(peerValue), ratio: round(ratio), target, met })
}

/** Progress goes to people; the lines alone go to the output. */
export const tell = (text: string) => console.error(`       ${text}`)

/** Desk: why no room opened at the counter, each with what the clerk does next. */
import { Fault, type FaultCode } from '@latchkey/wire/faults.ts'

const named = [
  'closed',
  'no_desk',
  'full',
  'number_unknown',
  'number_other_day',
  'number_early',
  'number_used',
  'number_ended',
  'booking_digit',
  'booking_unknown',
  'booking_other_day',
  'booking_back',
  'booking_moved',
  'booking_used',
  'booking_party',
  'booking_over',
  'right_unknown',
  'too_fast',
  'other_line',
] as const satisfies FaultCode[]

/** `not_ours`: the code before the camera is no number. `offline`: nobody answers. */
export type StartTrouble = (typeof named)[number] | 'not_ours' | 'offline' | 'broken'

/** @param fault whatever opening a room threw: a Fault of the server or of a code, or anything else when nobody answered */
export function troubleOf(fault: unknown): StartTrouble {
  if (!(fault instanceof Fault)) return 'offline'
  if (fault.code === 'malformed') return 'not_ours'
  return named.find(code => code === fault.code) ?? 'broken'
}

/** The id of its sentence; with `.next`, of what the clerk does. */
export const startTroubleText = (trouble: StartTrouble) => `counter.fault.${trouble}`

/** The board: why an act of a supervisor was not done, each with a sentence and a next step. */
import { Fault, type FaultCode } from '@latchkey/wire/faults.ts'
import { AskFault } from '../ask-server.ts'

const named = ['way_changed', 'desk_changed', 'closed', 'stale', 'not_certified'] as const satisfies FaultCode[]

/** `lost`: nobody answered, and whether it was done is not known. `not_touched`: the passkey made no signature. */
export type BoardTrouble = (typeof named)[number] | 'lost' | 'not_touched' | 'broken'

/** @param fault whatever an act threw */
export function troubleOf(fault: unknown): BoardTrouble {
  if (fault instanceof AskFault) return fault.code === 'unreachable' ? 'lost' : 'broken'
  if (!(fault instanceof Fault)) return 'lost'
  return named.find(code => code === fault.code) ?? 'broken'
}

/**
 * Codes of booked times in the memory of the server. It was told them and told them on, as text, so that some still lie in memory that it gave back; it keeps
 * none. A server that kept them would show every one: at the end, minutes after the last was said, no more than half of them may be there.
 */
import type { Artefact } from './artefacts.ts'
import { tokenPatterns } from './canaries.ts'
import { Sweeper, type Swept } from './sweep/sweep.ts'
import type { HeldToken } from './world/way-to-be-seen.ts'

/** @param given what each was given to be seen by */
export function keptCodes(memory: Artefact, given: ReadonlyMap<number, readonly HeldToken[]>, beacons: Map<string, Buffer>): Swept {
  const codes = [...given.values()].flat().filter(token => 'code' in token)
  const canaries = codes.flatMap((token, at) =>
    tokenPatterns(at + 1, token)
      .filter(({ name }) => name.endsWith(': booking code, utf-8'))
      .map(pattern => ({ ...pattern, name: `booking code ${at + 1} of those that were told` })),
  )
  const sweeper = new Sweeper({ canaries, phantoms: [], beacons })
  const swept = sweeper.sweep(memory.name, memory.beacon, memory.pieces(sweeper.overlap))
  return { ...swept, traces: swept.traces.length * 2 > codes.length ? swept.traces : [] }
}

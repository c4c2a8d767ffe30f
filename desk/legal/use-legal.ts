/** Counsel's desk: what was last shown, and how one says something. Nothing is kept: a page that is left is looked at anew with a touch. */
import { useText } from '@latchkey/ui/language.ts'
import type { LegalDesk, LegalFaultCode, LegalRequest, LegalSaid } from '@latchkey/wire/legal.ts'
import { useRef, useState } from 'preact/hooks'
import { AskFault, type Server } from '../ask-server.ts'
import { useCity } from '../city.ts'
import { LegalRefused, type LegalServer } from './ask-legal.ts'
import { type LegalPerson, signLegal } from './people.ts'

/** Why it did not happen, as the screens have words for it. */
export const legalTroubles = [
  'unreachable',
  'not_touched',
  'stale',
  'not_certified',
  'not_allowed',
  'legal_unknown',
  'legal_changed',
  'legal_day',
  'legal_no_extension',
  'legal_sealed',
  'legal_open',
  'legal_released',
  'legal_one_person',
  'broken',
] as const satisfies (LegalFaultCode | string)[]
export type LegalTrouble = (typeof legalTroubles)[number]

export interface UseLegal {
  desk: LegalDesk | null
  touching: boolean
  trouble: LegalTrouble | null
  /** What was done, said once. */
  told: string | null
  /** @returns whether it was done */
  say(people: readonly LegalPerson[], said: LegalSaid, seen?: LegalRequest | null): Promise<boolean>
  /** Another screen: what was said before is said no more. */
  quiet(): void
}

export function useLegal(server: Server, legal: LegalServer): UseLegal {
  const text = useText()
  const { root } = useCity()
  const [desk, setDesk] = useState<LegalDesk | null>(null)
  const [touching, setTouching] = useState(false)
  const [trouble, setTrouble] = useState<LegalTrouble | null>(null)
  const [told, setTold] = useState<string | null>(null)
  const busy = useRef(false)

  async function say(people: readonly LegalPerson[], said: LegalSaid, seen: LegalRequest | null = null): Promise<boolean> {
    if (!root || busy.current) return false
    busy.current = true
    setTouching(true)
    setTrouble(null)
    setTold(null)
    try {
      const nonce = await server.nonce()
      const certified = await signLegal({ root, nonce, people, said, seen }).catch(() => null)
      if (certified === null) {
        setTrouble('not_touched')
        return false
      }
      const after = await legal.say(said.act === 'look' ? 'look' : 'act', certified)
      setDesk(after)
      if (said.act === 'take_in') setTold(text('legal.done.taken', { number: after.requests.at(-1)?.number ?? 0 }))
      else if (said.act === 'release') setTold(text('legal.done.released', { number: seen?.number ?? 0 }))
      else if (said.act !== 'look') setTold(text('legal.done.acted'))
      return true
    } catch (problem) {
      setTrouble(troubleOf(problem))
      return false
    } finally {
      busy.current = false
      setTouching(false)
    }
  }
  const quiet = () => {
    setTrouble(null)
    setTold(null)
  }
  return { desk, touching, trouble, told, say, quiet }
}

/** Whatever went wrong, one of the sentences that say what to do next. */
export function troubleOf(problem: unknown): LegalTrouble {
  const code = problem instanceof LegalRefused || problem instanceof AskFault ? problem.code : 'broken'
  return legalTroubles.find(one => one === code) ?? 'broken'
}

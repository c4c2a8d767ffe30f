/** What each act does to a legal request. Who may is judged before (who-may.ts); nothing here looks at who asks. */
import { answerByNamed, answerByRule, extendByRule, isGiven } from '@latchkey/law/answer-by.ts'
import type { Jurisdiction } from '@latchkey/law/jurisdiction.ts'
import type { CourtAct } from '@latchkey/law/lists.ts'
import { Fault } from '@latchkey/wire/faults.ts'
import type { AnswerBy, LegalSaid } from '@latchkey/wire/legal.ts'
import { hasLifted, type Request } from './legal.ts'
import { LegalFault } from './legal-fault.ts'

type TakeIn = Extract<LegalSaid, { act: 'take_in' }>

/**
 * A request arrives: from here on everything is held.
 * @param today the city's day
 * @throws LegalFault `legal_day`
 */
export function takeIn(law: Jurisdiction, number: number, said: TakeIn, today: string): Request {
  const { instrument, issuer, received, served, seal } = said
  // A seal that has lifted before it is entered says nothing: then there is none.
  if (received > today || (seal !== 'none' && seal !== 'open' && seal <= today)) throw new LegalFault('legal_day')
  return {
    number,
    instrument,
    issuer,
    received,
    served,
    seal,
    stated: false,
    binding: law.instruments[instrument].binding === 'at_once',
    answerBy: answerByRule(law, instrument, received),
    ground: null,
    decision: null,
    court: null,
    outcome: null,
    closed: null,
    released: null,
    named: [],
  }
}

/** @throws LegalFault; Fault `malformed` for an act that belongs to no request */
export function changeRequest(law: Jurisdiction, before: Request, said: LegalSaid, today: string): Request {
  // Whether its existence may be stated outlives the hold: a seal may lift years later.
  if (before.released !== null && said.act !== 'state' && said.act !== 'reseal') throw new LegalFault('legal_released')
  switch (said.act) {
    case 'due':
      if (said.day < before.received) throw new LegalFault('legal_day')
      // The law's own count is not the paper's to change, and more time is another act.
      if (before.answerBy !== null && before.answerBy.by !== 'paper') throw new LegalFault('legal_day')
      return { ...before, answerBy: answerByNamed(law, said.day, 'paper') }
    case 'extend':
      return { ...before, answerBy: extend(law, before, said, today), ground: said.ground }
    case 'decide':
      return { ...before, decision: said.decision }
    case 'court':
      return { ...before, court: said.did, binding: bindingAfter(said.did, before.binding) }
    case 'close':
      return { ...before, outcome: said.outcome, closed: today }
    case 'reseal':
      // Today lifts it; whether it may be stated then is an act of its own.
      if (said.seal !== 'open' && said.seal < today) throw new LegalFault('legal_day')
      return { ...before, seal: said.seal, stated: false }
    case 'state':
      if (!hasLifted(before.seal, today)) throw new LegalFault('legal_sealed')
      return { ...before, stated: true }
    case 'name': {
      const others = before.named.filter(alias => alias !== said.alias)
      return { ...before, named: said.on === 'yes' ? [...others, said.alias].sort() : others }
    }
    case 'release':
      if (before.outcome === null) throw new LegalFault('legal_open')
      return { ...before, released: today }
    default:
      throw new Fault('malformed')
  }
}

function extend(
  law: Jurisdiction,
  { instrument, answerBy }: Request,
  { ground, day }: Extract<LegalSaid, { act: 'extend' }>,
  today: string,
): AnswerBy {
  if (isGiven(ground) !== (day !== 'none')) throw new Fault('malformed')
  if (day === 'none') {
    const extended = extendByRule(law, instrument, answerBy, ground, today)
    if (extended === null) throw new LegalFault('legal_no_extension')
    return extended
  }
  const given = answerByNamed(law, day, 'given')
  if (given.day < today || (answerBy !== null && given.day <= answerBy.day)) throw new LegalFault('legal_day')
  return given
}

/** A court's word decides from then on; what was only asked of it changes nothing. */
function bindingAfter(did: CourtAct, binding: boolean): boolean {
  if (did === 'compelled' || did === 'compelled_part') return true
  if (did === 'quashed' || did === 'stayed') return false
  return binding
}

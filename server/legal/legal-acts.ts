/**
 * Counsel's acts on legal requests. There is no log-in: each is a statement signed by touch, checked here for who may and then done, one after the other.
 * Written in one transaction with its line of history, before it is answered. What each act does to a request stands in change.ts.
 */
import { sameBytes } from '@latchkey/certificates/cbor.ts'
import { parseCertified } from '@latchkey/certificates/certified.ts'
import { parseClerk } from '@latchkey/certificates/clerk.ts'
import { CertificateFault } from '@latchkey/certificates/faults.ts'
import { type LegalAct, parseLegalAct, type Signer, verifyLegalAct } from '@latchkey/certificates/legal-act.ts'
import type { Root } from '@latchkey/certificates/root.ts'
import type { Jurisdiction } from '@latchkey/law/jurisdiction.ts'
import { toText } from '@latchkey/wire/edge.ts'
import { Fault } from '@latchkey/wire/faults.ts'
import { type LegalDesk, type LegalSaid, parseSays, saysOf } from '@latchkey/wire/legal.ts'
import type { Nonces } from '../nonces/nonces.ts'
import { verify } from '../platform.ts'
import type { Staff } from '../staff/staff.ts'
import type { Store } from '../store/open-store.ts'
import { changeRequest, takeIn } from './change.ts'
import { type HistoryLine, type Legal, type Request, standingOf } from './legal.ts'
import { LegalFault } from './legal-fault.ts'
import { mayAct, mayLook, mayRelease } from './who-may.ts'

export interface LegalActsPorts {
  root: Root
  clock: () => number
  /** The city's day. */
  day: () => string
  store: Store
  nonces: Nonces
  staff: Staff
  legal: Legal
  law: Jurisdiction
}

export class LegalActs {
  readonly #ports: LegalActsPorts
  /** One act after the other: two that saw the same must not both be done. */
  #turn: Promise<unknown> = Promise.resolve()

  constructor(ports: LegalActsPorts) {
    this.#ports = ports
  }

  /**
   * Every request to counsel; to an administrator those that counsel has named them for. Whoever is named for none is answered as everyone else is, so that
   * the answer tells nothing of whether there is one.
   * @throws Fault `malformed`, `stale`, `not_certified`, `not_allowed`
   */
  look(certified: Uint8Array): Promise<LegalDesk> {
    return this.#inTurn(async () => {
      const { said, signers } = await this.#read(certified)
      if (said.act !== 'look') throw new Fault('malformed')
      return this.#desk(signers)
    })
  }

  /** @throws Fault as `look`; LegalFault */
  act(certified: Uint8Array): Promise<LegalDesk> {
    return this.#inTurn(async () => {
      const { legal, law, store } = this.#ports
      const { act, said, signers } = await this.#read(certified)
      if (said.act === 'look') throw new Fault('malformed')
      const before = said.act === 'take_in' ? null : this.#seen(act, signers)
      if (said.act === 'release') mayRelease(signers, before as Request, legal.alone)
      else mayAct(signers)
      const day = this.#ports.day()
      if (said.act === 'name') this.#isAdministrator(said.alias)
      const after = said.act === 'take_in' ? takeIn(law, legal.next, said, day) : changeRequest(law, before as Request, said, day)
      const line: HistoryLine = {
        number: after.number,
        turn: legal.historyOf(after.number).length + 1,
        person: signers.map(({ alias }) => alias).join(', '),
        act: [said.act, ...(said.act === 'take_in' ? [] : saysOf(said))].join(' '),
        day,
      }
      await store.write(tx => legal.write(tx, after, line))
      legal.keep(after, line)
      return this.#desk(signers)
    })
  }

  /** Fresh, signed by people of this city, and of known words. The nonce is crossed out once the signatures are right. */
  async #read(certified: Uint8Array): Promise<{ act: LegalAct; said: LegalSaid; signers: Signer[] }> {
    const { root, nonces, clock } = this.#ports
    const now = clock()
    const claimed = await certifiedOr(() => parseLegalAct(parseCertified(certified).body))
    if (!nonces.isGood(claimed.nonce, now)) throw new Fault('stale')
    const { act, signers } = await certifiedOr(() => verifyLegalAct(root, this.#people(now), certified, claimed.nonce, verify))
    nonces.use(claimed.nonce, now)
    const said = parseSays(act.act, act.says)
    const meansNone = act.number === 0 && act.standing.every(byte => byte === 0)
    if (said === null || meansNone !== (said.act === 'look' || said.act === 'take_in')) throw new Fault('malformed')
    return { act, said, signers }
  }

  /** Whoever the root or a certificate that holds now speaks for. A clerk's touch is known too, so that it is answered `not_allowed`. */
  #people(now: number): Signer[] {
    const { root, staff } = this.#ports
    const certified = staff.all().flatMap(({ certificate, from, to, role: certifiedRole }) => {
      // An administrator is whom the root names: a certificate could give another person the same alias.
      if (now < from || now > to || certifiedRole === 'administrator') return []
      const { alias, role, credentialId, publicKey } = parseClerk(parseCertified(certificate).body)
      return [{ alias, role, credentialId, publicKey }]
    })
    // What the root says of a passkey counts: a certificate for one of its own would make one person two.
    return [...root.administrators.map(one => ({ ...one, role: 'administrator' as const })), ...certified]
  }

  /** The request as this person saw it. @throws LegalFault `legal_unknown`, `legal_changed` */
  #seen({ number, standing }: LegalAct, signers: readonly Signer[]): Request {
    const found = this.#ports.legal.find(number)
    // Clerks and administrators learn nothing of which numbers there are: what they may not do they hear first.
    if (!signers.some(({ role }) => role === 'counsel')) throw new Fault('not_allowed')
    if (found === null) throw new LegalFault('legal_unknown')
    if (!sameBytes(standingOf(found), standing)) throw new LegalFault('legal_changed')
    return found
  }

  #isAdministrator(alias: string): void {
    if (!this.#ports.root.administrators.some(one => one.alias === alias)) throw new Fault('malformed')
  }

  #desk(signers: readonly Signer[]): LegalDesk {
    const { root, legal, law } = this.#ports
    const { person, requests } = mayLook(signers, legal.all())
    return {
      city: root.city,
      today: this.#ports.day(),
      jurisdiction: law.id,
      role: person.role === 'counsel' ? 'counsel' : 'administrator',
      alias: person.alias,
      alone: legal.alone,
      requests: requests.map(request => ({
        ...request,
        standing: toText(standingOf(request)),
        history: legal.historyOf(request.number).map(({ person, act, day }) => ({ person, act, day })),
      })),
    }
  }

  #inTurn<T>(run: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(run)
    this.#turn = done.catch(() => {})
    return done
  }
}

/** A fault of certificates/ crosses as one of ours: which check failed is nobody's business but the signer's. */
async function certifiedOr<T>(run: () => T | Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (problem) {
    if (problem instanceof CertificateFault) throw new Fault(problem.code === 'malformed' ? 'malformed' : 'not_certified')
    throw problem
  }
}

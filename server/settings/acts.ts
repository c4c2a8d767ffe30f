/**
 * Administrators' acts (DESIGN §5.7). There is no log-in: each act is a statement signed by their passkeys, and the server does what
 * it says when it follows from the root. Written in one transaction with its line of staff history, before it is answered.
 */
import { parseAct, type SeenSite, verifyAct, type WayAct } from '@latchkey/certificates/act.ts'
import { sameBytes } from '@latchkey/certificates/cbor.ts'
import { parseCertified } from '@latchkey/certificates/certified.ts'
import { parseClerk, verifyClerk } from '@latchkey/certificates/clerk.ts'
import { CertificateFault } from '@latchkey/certificates/faults.ts'
import { type Pause, parsePause, verifyPause } from '@latchkey/certificates/pause.ts'
import { verifyPeriod } from '@latchkey/certificates/period-certificate.ts'
import type { Root } from '@latchkey/certificates/root.ts'
import { toBytes, toText } from '@latchkey/wire/edge.ts'
import { Fault } from '@latchkey/wire/faults.ts'
import type { Period as PeriodMessage } from '@latchkey/wire/settings.ts'
import { siteNotice } from '@latchkey/wire/waiting.ts'
import type { Blanks } from '../blanks/blanks.ts'
import { checkBlanks } from '../blanks/check-blanks.ts'
import type { Nonces } from '../nonces/nonces.ts'
import type { Period, Periods } from '../periods/periods.ts'
import { sha256, verify } from '../platform.ts'
import type { Staff } from '../staff/staff.ts'
import { type HistoryAct, type StaffHistory, wayAct } from '../staff-history/staff-history.ts'
import type { Store } from '../store/open-store.ts'
import { type Change, type Settings, standingOf, type Way } from './settings.ts'

export interface ActsPorts {
  root: Root
  clock: () => number
  /** The city's day. */
  day: () => string
  store: Store
  nonces: Nonces
  staff: Staff
  settings: Settings
  periods: Periods
  blanks: Blanks
  history: StaffHistory
  /** P-256 public key that signs the cancelled lists; a period must certify it. */
  listKey: Uint8Array
  poolSize: number
  /** Numbers of the city's phrases for phone visits that are closed. */
  notices: readonly number[]
  clerkChanged(alias: string, certificate: string): void
  /** Blanks have come: open a pool, make the period's first list. */
  periodCertified(): Promise<void>
  wayChanged(): void
}

export class Acts {
  readonly #ports: ActsPorts
  /** One act after the other: two deliveries of one period would both find it missing. */
  #turn: Promise<unknown> = Promise.resolve()

  constructor(ports: ActsPorts) {
    this.#ports = ports
  }

  /** Threshold of administrators. A certificate whose end is past ends the clerk's work. @throws Fault `not_certified`, `stale` */
  clerk(certified: Uint8Array): Promise<void> {
    return this.#inTurn(async () => {
      const { root, staff, store } = this.#ports
      const clerk = await certifiedOr(() => verifyClerk(root, certified, null, verify))
      const known = staff.find(clerk.alias)
      // Its bytes are public: who sends them again must change nothing, write nothing and put nobody out.
      if (known && sameBytes(known.certificate, certified)) return
      // Others follow from the root as well: whoever kept an older one, or one of the same beginning, could bring back a clerk who has left.
      if (known && clerk.from <= known.from) throw new Fault('stale')
      await store.write(async tx => {
        await staff.write(tx, clerk, certified)
        await this.#history(tx, clerk.alias, 'clerk_certified')
      })
      this.#ports.history.keep('clerk_certified', this.#ports.day())
      staff.keep(clerk, certified)
      this.#ports.clerkChanged(clerk.alias, toText(certified))
    })
  }

  /** Threshold of administrators, and the period's key on every blank. @throws Fault `not_certified`, `stale`, `malformed` */
  period(message: PeriodMessage): Promise<void> {
    return this.#inTurn(async () => {
      const { root, periods, blanks, store, listKey, poolSize } = this.#ports
      const [certified, x509] = [toBytes(message.certified), toBytes(message.x509)]
      const certificate = await certifiedOr(() => verifyPeriod(root, certified, verify))
      const known = periods.find(certificate.period)
      if (known && !sameBytes(known.certificate.key, certificate.key)) throw new Fault('stale')
      if (!sameBytes(certificate.listKey, listKey) || !sameBytes(sha256(x509), certificate.x509Hash)) throw new Fault('not_certified')
      if (message.blanks.length !== poolSize) throw new Fault('malformed')
      const brought = message.blanks.map(({ index, certificate, signature, key, closed }) => ({
        index,
        certificate: toBytes(certificate),
        signature: toBytes(signature),
        key: toBytes(key),
        closed: toBytes(closed),
      }))
      await checkBlanks(certificate, x509, brought, blanks.taken(certificate.period))
      const period: Period = { certificate, certified, x509 }
      await store.write(async tx => {
        if (!known) await periods.write(tx, period)
        await blanks.write(tx, certificate.period, brought)
        await this.#history(tx, signers(root, certified), 'period_certified')
      })
      this.#ports.history.keep('period_certified', this.#ports.day())
      if (!known) periods.keep(period)
      blanks.keep(certificate.period, brought)
      await this.#ports.periodCertified()
    })
  }

  /**
   * One administrator, fresh by the nonce. All sites of the act change or none: a day of snow is not half a day of snow.
   * @throws Fault `not_certified`, `stale`, `malformed`, `way_changed`, `needs_authority`
   */
  way(certified: Uint8Array): Promise<void> {
    return this.#inTurn(async () => {
      const { root, settings, nonces, store } = this.#ports
      const now = this.#ports.clock()
      const claimed = await certifiedOr(() => parseAct(parseCertified(certified).body))
      if (!nonces.isGood(claimed.nonce, now)) throw new Fault('stale')
      const act = await certifiedOr(() => verifyAct(root, certified, claimed.nonce, 1, verify))
      nonces.use(claimed.nonce, now)
      const stand = act.sites.map(({ site }) => settings.find(act.way, site))
      if (!stand.every(way => way !== null) || !this.#sayable(act)) throw new Fault('malformed')
      // Of two who saw the same and act at once, the second sees first what the other has done.
      if (!stand.every((way, at) => sameBytes(standingOf(way), (act.sites[at] as SeenSite).standing))) throw new Fault('way_changed')
      const later = act.at !== null && act.at > now
      const change: Change = { open: act.open, notice: act.notice, to: act.to }
      const changed = stand.map((before): Way => {
        const authority = act.authority ?? before.authority
        if (act.open && !settings.mayOpen({ way: act.way, authority })) throw new Fault('needs_authority')
        if (later) return { ...before, authority, next: { ...change, at: act.at as number } }
        // What an administrator settles now is what holds: a pause that a supervisor made before goes with it.
        return { ...before, ...change, authority, next: null, pause: null }
      })
      const did = later ? 'way_ordered' : act.open ? 'way_opened' : act.to !== null ? 'way_moved' : 'way_closed'
      await store.write(async tx => {
        for (const way of changed) {
          await settings.write(tx, way)
          await this.#history(tx, signers(root, certified), wayAct(did, way))
        }
      })
      for (const way of changed) {
        settings.keep(way)
        this.#ports.history.keep(wayAct(did, way), this.#ports.day())
      }
      this.#ports.wayChanged()
    })
  }

  /**
   * A supervisor, by a touch over their own desk's line: closes one way in for the rest of today, or takes that back. Never opens what is closed otherwise.
   * @param clerk certificate of the desk that says it, as the store has it: the relay has looked
   * @throws Fault `not_allowed`, `not_certified`, `stale`, `malformed`, `way_changed`, `closed`
   */
  pause(clerk: Uint8Array, certified: Uint8Array): Promise<void> {
    return this.#inTurn(async () => {
      const { root, settings, nonces, store, history } = this.#ports
      const now = this.#ports.clock()
      const supervisor = parseClerk(parseCertified(clerk).body)
      if (supervisor.role !== 'supervisor') throw new Fault('not_allowed')
      const claimed = await certifiedOr(() => parsePause(parseCertified(certified).body))
      if (!nonces.isGood(claimed.nonce, now)) throw new Fault('stale')
      const said = await certifiedOr(() => verifyPause(root, supervisor, certified, claimed.nonce, verify))
      nonces.use(claimed.nonce, now)
      const before = settings.find(said.way, said.site)
      if (before === null || !this.#pauseSays(said)) throw new Fault('malformed')
      if (!sameBytes(standingOf(before), said.standing)) throw new Fault('way_changed')
      if (said.on && !settings.isOpen(before)) throw new Fault('closed')
      const day = this.#ports.day()
      const way: Way = { ...before, pause: said.notice === null ? null : { day, notice: said.notice } }
      const did = wayAct(said.on ? 'way_paused' : 'way_resumed', way)
      await store.write(async tx => {
        await settings.write(tx, way)
        await this.#history(tx, supervisor.alias, did)
      })
      settings.keep(way)
      history.keep(did, day)
      this.#ports.wayChanged()
    })
  }

  /** Phrases of the city for phone visits; of the software's those that speak of today and name no other site. */
  #pauseSays({ way, notice }: Pick<Pause, 'way' | 'notice'>): boolean {
    if (notice === null) return true
    if (way === 'phone') return this.#ports.notices.includes(notice)
    const phrase = siteNotice(notice)
    return phrase?.today === true && phrase.ways.some(one => one === way)
  }

  /** A counter or an event says one of the fixed phrases, and moves exactly where the phrase says so: to a site of this city, and not to itself. */
  #sayable({ way, sites, open, notice, to }: WayAct): boolean {
    if (way === 'phone') return true
    if (open) return notice === null && to === null
    const phrase = siteNotice(notice)
    if (phrase === null || !phrase.ways.some(one => one === way) || phrase.to !== (to !== null)) return false
    return to === null || (this.#ports.settings.all().some(one => one.site === to) && sites.every(({ site }) => site !== to))
  }

  /** The clock: changes ordered for later are due, and pauses of a day that has ended are taken off. */
  step(now: number): Promise<void> {
    const { settings, store } = this.#ports
    const isDue = ({ next }: Way) => next !== null && now >= next.at
    const isOver = (way: Way) => way.pause !== null && !settings.isPaused(way)
    const due = () => settings.all().filter(way => isDue(way) || isOver(way))
    if (due().length === 0) return Promise.resolve()
    return this.#inTurn(async () => {
      const changed = due().map((before): Way => {
        const pause = isOver(before) ? null : before.pause
        if (!isDue(before)) return { ...before, pause }
        const { open, notice, to } = before.next as Change
        return { ...before, open, notice, to, next: null, pause }
      })
      if (changed.length === 0) return
      await store.write(async tx => {
        for (const way of changed) await settings.write(tx, way)
      })
      for (const way of changed) settings.keep(way)
      this.#ports.wayChanged()
    })
  }

  #history(tx: Parameters<StaffHistory['write']>[0], person: string, act: HistoryAct): Promise<void> {
    return this.#ports.history.write(tx, person, act, this.#ports.day())
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

/** The aliases of the administrators who signed, for staff history. */
function signers(root: Root, certified: Uint8Array): string {
  const ids = parseCertified(certified).assertions.map(one => one.credentialId)
  const aliases = ids.map(id => root.administrators.find(one => sameBytes(one.credentialId, id))?.alias)
  return [...new Set(aliases.filter(alias => alias !== undefined))].sort().join(', ')
}

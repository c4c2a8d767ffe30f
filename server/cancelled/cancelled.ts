/**
 * The cancelled lists (PROTOCOL §6): made by the clock, whole, every hour, whether anything changed or not, and served from memory.
 * A code that somebody brings gets the same answer whatever it is.
 */
import { deflate } from 'node:zlib'
import { type CancelCode, macMatches, parseCancelCode } from '@latchkey/card/cancel-code.ts'
import { buildList, cancelled, newStatuses, replaced, setStatus, statusOf } from '@latchkey/card/status-list.ts'
import { triesASecond } from '@latchkey/wire/cancelled.ts'
import { Fault } from '@latchkey/wire/faults.ts'
import type { Kysely } from 'kysely'
import type { Changes } from '../changes/changes.ts'
import { type Endings, endRows, rewriteRows } from '../holds/endings.ts'
import type { Period } from '../periods/periods.ts'
import { type KeyPair, signer } from '../platform.ts'
import type { Store } from '../store/open-store.ts'
import type { Tables } from '../store/tables.ts'
import { type CancelledTable, cancelled as cancelledLists } from './declaration.ts'

/** Seconds a reader may use a list: a verifier says itself how old its list is and warns long before. */
const usable = 30 * 86_400

export const compress = (bytes: Uint8Array) =>
  new Promise<Uint8Array>((resolve, reject) => deflate(bytes, { level: 9 }, (problem, out) => (problem ? reject(problem) : resolve(out))))

interface List {
  statuses: Uint8Array
  jwt: string
  madeAt: number
}

export interface CancelledPlan {
  city: string
  cancelKey: Uint8Array
  listKey: KeyPair
  changes: Changes
  /** Seconds between two lists: an hour; a minute in practice. */
  every: number
  endings: Endings
}

/** The cancelled lists of all periods, and the tries at a cancel code. Reads the store never, writes it by the clock. */
export class Cancelled {
  readonly #lists: Map<number, List>
  readonly #plan: CancelledPlan
  #tries = { second: 0, count: 0 }

  constructor(lists: Map<number, List>, plan: CancelledPlan) {
    this.#lists = lists
    this.#plan = plan
  }

  get count(): number {
    return this.#lists.size
  }

  /** The signed list of a period; null when there is none. */
  list(period: number): string | null {
    return this.#lists.get(period)?.jwt ?? null
  }

  /** When the next list is made: the full hour. */
  nextAt(now: number): number {
    return (Math.floor(now / this.#plan.every) + 1) * this.#plan.every
  }

  /**
   * Anyone → the moment at which the card ends if the code is right. Same steps for every code; the MAC is compared even when the
   * period is unknown, and nothing tells whether it matched.
   * @throws Fault `too_fast` for all callers together
   */
  cancel(digits: string, now: number): number {
    if (this.#tries.second !== now) this.#tries = { second: now, count: 0 }
    if (++this.#tries.count > triesASecond) throw new Fault('too_fast')
    const code = readCode(digits)
    const right = macMatches(this.#plan.cancelKey, this.#plan.city, code)
    if (right && this.#lists.has(code.period)) this.#plan.changes.add({ period: code.period, index: code.index, status: cancelled })
    return this.nextAt(now)
  }

  /**
   * A desk spends a cancel code for a new card: not replaced before, replaced from now on, in one step (adversary P16). A card that was only
   * cancelled may still be replaced: its holder cancelled it first and came afterwards.
   * @throws Fault `code_refused`, `already_replaced`
   */
  replace(digits: string): void {
    const code = readCode(digits)
    const right = macMatches(this.#plan.cancelKey, this.#plan.city, code)
    const list = this.#lists.get(code.period)
    if (!right || !list) throw new Fault('code_refused')
    const { period, index } = code
    if (statusOf(list.statuses, index) === replaced || this.#plan.changes.find(period, index)?.status === replaced)
      throw new Fault('already_replaced')
    this.#plan.changes.add({ period, index, status: replaced })
    // Full: the change was not taken, and a right must not be given for it.
    if (this.#plan.changes.find(period, index)?.status !== replaced) throw new Fault('too_fast')
  }

  /** A card lies before a clerk and is to end. One that was replaced stays replaced. @returns when it ends @throws Fault `too_fast` when the hour is full */
  end(period: number, index: number, now: number): number {
    const list = this.#lists.get(period)
    if (list && statusOf(list.statuses, index) !== replaced) {
      this.#plan.changes.add({ period, index, status: cancelled })
      // Full: a clerk who was told that it ends would cut it and let the holder go.
      if (this.#plan.changes.find(period, index) === null) throw new Fault('too_fast')
    }
    return this.nextAt(now)
  }

  isOver(period: Period, now: number): boolean {
    return isOver(period, this.#plan.endings, now)
  }

  /** The clock: makes and stores every list of every certified period that is not over. Changes leave the memory only when they are stored. */
  async make(store: Store, periods: Period[], now: number): Promise<void> {
    const changes = this.#plan.changes.all()
    const made = new Map<number, List>()
    const over = periods.filter(period => this.isOver(period, now)).map(({ certificate }) => certificate.period)
    for (const { certificate } of periods) {
      if (over.includes(certificate.period)) continue
      const statuses = this.#lists.get(certificate.period)?.statuses.slice() ?? newStatuses()
      for (const change of changes) {
        const stays = statusOf(statuses, change.index) === replaced
        if (change.period === certificate.period && !stays) setStatus(statuses, change.index, change.status)
      }
      const { listAddress } = certificate
      const sign = signer(this.#plan.listKey)
      const jwt = await buildList({ statuses, listAddress, at: now, ttl: this.#plan.every, until: now + usable, deflate: compress, sign })
      made.set(certificate.period, { statuses, jwt, madeAt: now })
    }
    const rows = [...made].map(
      ([period, { statuses, jwt, madeAt }]): CancelledTable => ({
        period,
        statuses: Buffer.from(statuses),
        list: jwt,
        made_at: String(madeAt),
      }),
    )
    await store.write(async tx => {
      await rewriteRows(tx, cancelledLists, rows)
      await endRows(tx, this.#plan.endings, cancelledLists, 'period', { among: over })
    })
    for (const period of over) this.#lists.delete(period)
    for (const [period, list] of made) this.#lists.set(period, list)
    this.#plan.changes.done(changes)
  }
}

/** The last card of the period has ended, so long ago that its list is kept no more: nobody is shown it, whether or not its row lies in the store still. */
const isOver = ({ certificate }: Period, endings: Endings, now: number): boolean =>
  now > certificate.technicalEnd + endings.days(cancelledLists) * 86_400

/** A code with a wrong check digit goes the same way as a right one, to a MAC that cannot match. */
function readCode(digits: string): CancelCode {
  try {
    return parseCancelCode(digits)
  } catch {
    return { period: 0, index: 0, mac: '-'.repeat(14), digits }
  }
}

/** At start: the lists as they were written last. */
export async function readCancelled(db: Kysely<Tables>, plan: CancelledPlan, periods: Period[], now: number): Promise<Cancelled> {
  const over = periods.filter(period => isOver(period, plan.endings, now)).map(({ certificate }) => certificate.period)
  const rows = (await db.selectFrom('cancelled').selectAll().execute()).filter(({ period }) => !over.includes(period))
  const lists = rows.map(row => {
    const list: List = { statuses: new Uint8Array(row.statuses), jwt: row.list, madeAt: Number(row.made_at) }
    return [row.period, list] as const
  })
  return new Cancelled(new Map(lists), plan)
}

/**
 * The stock of blanks. Opening a pool is written, ahead of need and by the clock, as a whole; using a blank is not (PROTOCOL §5).
 * Contents stay in the store until their pool is opened; in memory are only numbers of pools and the indexes that are taken.
 */
import type { PooledBlank } from '@latchkey/card/pipe.ts'
import { periodOf } from '@latchkey/certificates/period.ts'
import type { Kysely, Transaction } from 'kysely'
import { type Endings, endRows, rewriteRows } from '../holds/endings.ts'
import type { OpenPool } from '../open-pool/open-pool.ts'
import type { Store } from '../store/open-store.ts'
import type { Tables } from '../store/tables.ts'
import { encodeContent, parseContent } from './content.ts'
import { blanks as declared } from './declaration.ts'

interface Pool {
  period: number
  pool: number
  opened: boolean
  size: number
}

export type BlanksLeft = 'none' | 'few' | 'many'

export class Blanks {
  #pools: Pool[]
  readonly #taken: Map<number, Set<number>>
  readonly #open: OpenPool

  constructor(pools: Pool[], taken: Map<number, Set<number>>, open: OpenPool) {
    this.#pools = pools
    this.#taken = taken
    this.#open = open
  }

  get count(): number {
    return this.#pools.reduce((sum, pool) => sum + pool.size, 0)
  }
  get pools(): number {
    return this.#pools.length
  }

  taken(period: number): Set<number> {
    return this.#taken.get(period) ?? new Set()
  }

  /** `few` is said days before it becomes `none`: a tenth of a pool, and no other pool behind it. */
  left(period: number): BlanksLeft {
    const pools = this.#pools.filter(pool => pool.period === period)
    const size = Math.max(0, ...pools.map(pool => pool.size))
    const left = (this.#open.period === period ? this.#open.left : 0) + sum(pools.filter(pool => !pool.opened))
    if (left === 0) return 'none'
    return left * 10 <= size ? 'few' : 'many'
  }

  nextPool(period: number): number {
    return this.#pools.filter(pool => pool.period === period).length
  }

  /** An administrator's delivery, one pool. */
  async write(tx: Transaction<Tables>, period: number, blanks: PooledBlank[]): Promise<void> {
    const content = Buffer.from(encodeContent(blanks))
    await tx
      .insertInto('blanks')
      .values({ period, pool: this.nextPool(period), opened: false, content })
      .execute()
  }

  /** After the transaction. */
  keep(period: number, blanks: PooledBlank[]): void {
    this.#pools.push({ period, pool: this.nextPool(period), opened: false, size: blanks.length })
    this.#taken.set(period, new Set([...this.taken(period), ...blanks.map(blank => blank.index)]))
  }

  /**
   * The clock: opens the next pool of the period when what is open runs low. The mark is written before a blank can be drawn, and
   * every row is rewritten, so that the store does not show which pool it was.
   */
  async openAhead(store: Store, period: number): Promise<void> {
    this.#open.startPeriod(period)
    const next = this.#pools.find(pool => pool.period === period && !pool.opened)
    if (!next || this.#open.left * 10 > next.size) return
    const row = await store.write(async tx => {
      const rows = await tx.selectFrom('blanks').selectAll().execute()
      for (const one of rows) if (one.period === period && one.pool === next.pool) one.opened = true
      await rewriteRows(tx, declared, rows)
      return rows.find(one => one.period === period && one.pool === next.pool)
    })
    next.opened = true
    if (row) this.#open.take({ period, pool: next.pool, blanks: parseContent(row.content) }, 'now')
  }

  /**
   * The clock: pools of a period that is over end, all of them at once. Here they are forgotten whether or not their rows may end now; what of them was used was
   * never written.
   */
  async endPast(store: Store, now: number, endings: Endings): Promise<void> {
    const first = firstKept(now, endings)
    this.#pools = this.#pools.filter(pool => pool.period >= first)
    for (const period of this.#taken.keys()) if (period < first) this.#taken.delete(period)
    await store.write(tx => endRows(tx, endings, declared, 'period', { before: first }))
  }
}

const firstKept = (now: number, endings: Endings): number => periodOf(now - endings.days(declared) * 86_400)

/** At start: the pools opened before are taken in as far as the memory copy says what is left of them. */
export async function readBlanks(db: Kysely<Tables>, open: OpenPool, now: number, practice: boolean, endings: Endings): Promise<Blanks> {
  const period = periodOf(now)
  const kept = db.selectFrom('blanks').selectAll().where('period', '>=', firstKept(now, endings))
  const rows = await kept.orderBy('period').orderBy('pool').execute()
  open.startPeriod(period)
  const taken = new Map<number, Set<number>>()
  const pools = rows.map(row => {
    const blanks = parseContent(row.content)
    taken.set(row.period, new Set([...(taken.get(row.period) ?? []), ...blanks.map(blank => blank.index)]))
    if (row.opened) open.take({ period: row.period, pool: row.pool, blanks }, practice ? 'practice' : 'before')
    return { period: row.period, pool: row.pool, opened: row.opened, size: blanks.length }
  })
  return new Blanks(pools, taken, open)
}

const sum = (pools: Pool[]): number => pools.reduce((total, pool) => total + pool.size, 0)

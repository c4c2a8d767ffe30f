/**
 * Disposals (Illinois: 50 ILCS 205/7, by certificate; unconfirmed): what the retention schedule keeps ends only up to a day, after it was requested, approved
 * and waited for. Requested and approved are said at the console, done by the clock. What a series is, is a declared thing whose rows carry a day.
 */
import type { Kysely } from 'kysely'
import { dayAfter, dayEnds } from '../clock/day.ts'
import type { DiskDeclaration } from '../declaration.ts'
import { type Endings, endRows, rewriteRows } from '../holds/endings.ts'
import type { Store } from '../store/open-store.ts'
import { onDisk, type Tables } from '../store/tables.ts'
import { type DisposalsTable, disposals } from './declaration.ts'

/** A certificate is sent this many days before anything is destroyed (Illinois Secretary of State; unconfirmed for a city's own commission). */
export const waitDays = 30

/** The column by whose day a series is disposed of: a day, or seconds since 1970. What has none does not end by a disposal. */
const datedBy: Readonly<Record<string, string>> = { 'staff-history': 'day', staff: 'valid_to' }

export const series: readonly string[] = Object.keys(datedBy)

/** A sentence for the console; nothing was changed. */
export class DisposalRefused extends Error {}

export interface AskedDisposal {
  series: string
  through: string
  state: 'requested' | 'approved'
}

export const isDay = (day: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(day) && new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day) === true

/** `staff-history:2025-12-31:requested`. @throws DisposalRefused */
export function parseDisposal(text: string): AskedDisposal {
  const [of = '', through = '', state, ...more] = text.split(':')
  if (!series.includes(of)) throw new DisposalRefused(`There is no such series. These are there: ${series.join(', ')}`)
  if (!isDay(through)) throw new DisposalRefused('Say the last day as YYYY-MM-DD.')
  if ((state !== 'requested' && state !== 'approved') || more.length > 0) throw new DisposalRefused('Say requested or approved.')
  return { series: of, through, state }
}

/** The console, for the records officer. @throws DisposalRefused */
export async function recordDisposal(store: Store, asked: AskedDisposal, today: string): Promise<void> {
  if (asked.through >= today) throw new DisposalRefused('Only days that are over can be disposed of.')
  const found = (await readDisposals(store.db)).find(({ series, through }) => series === asked.series && through === asked.through)
  const { series, through } = asked
  if (asked.state === 'requested' && found) throw new DisposalRefused('This disposal was requested already.')
  if (asked.state === 'approved' && !found) throw new DisposalRefused('This disposal was not requested yet.')
  if (found?.approved) throw new DisposalRefused('This disposal was approved already.')
  const row: DisposalsTable = found ? { ...found, approved: today } : { series, through, requested: today, approved: null, done: null }
  await store.write(tx => rewriteRows(tx, disposals, [row]))
}

/** It was approved, and requested so long ago that it may be carried out. */
const isDue = ({ requested, approved }: DisposalsTable, today: string): boolean => {
  const from = new Date(Date.parse(`${requested}T00:00:00Z`) + waitDays * 86_400_000).toISOString().slice(0, 10)
  return approved !== null && today >= from
}

export class Disposals {
  #all: DisposalsTable[]
  readonly #zone: string

  constructor(all: DisposalsTable[], zone: string) {
    this.#all = all
    this.#zone = zone
  }

  get count(): number {
    return this.#all.length
  }

  /**
   * The last day of a series that is disposed of, whether or not its rows lie in the store still: pages show nothing of it, and so read the same with a hold
   * and without. Empty: none.
   */
  through(series: string, today: string): string {
    return this.#all
      .filter(one => one.series === series && isDue(one, today))
      .reduce((last, one) => (one.through > last ? one.through : last), '')
  }

  /** The clock: carries out what is due, unless a legal request is open; then another day. */
  async end(store: Store, endings: Endings, today: string): Promise<void> {
    for (const one of this.#all.filter(one => one.done === null && isDue(one, today))) {
      const declaration = onDisk.find(({ name }) => name === one.series)
      const column = datedBy[one.series]
      if (!declaration || column === undefined) continue
      const after = dayAfter(one.through)
      const before = declaration.table.columns[column]?.type === 'bigint' ? String(dayEnds(one.through, this.#zone) + 1) : after
      const row = { ...one, done: today }
      const ended = await store.write(async tx => {
        const ended = await endRows(tx, endings, declaration, column, { before })
        if (ended) await rewriteRows(tx, disposals, [row])
        return ended
      })
      if (ended) this.#all = this.#all.map(known => (known === one ? row : known))
    }
  }
}

export const readDisposals = (db: Kysely<Tables>): Promise<DisposalsTable[]> => db.selectFrom('disposals').selectAll().execute()

/** Of declarations, so that a test can hold them against the list above. */
export const disposable = (declaration: DiskDeclaration): boolean =>
  declaration.keptFor.for === 'schedule' && datedBy[declaration.name] !== undefined

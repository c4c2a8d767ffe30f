/**
 * The retention schedule in force in this store. A release that holds other columns than the store does not touch it before its version is entered; until then
 * nothing is kept otherwise than before, and while a legal request is open nothing shorter (docs/decisions/holds.md).
 */
import { type Kysely, sql } from 'kysely'
import type { DiskDeclaration, KeptFor } from '../declaration.ts'
import type { Endings } from '../holds/endings.ts'
import { declaredColumns, liveColumns } from '../store/inventory.ts'
import type { Store } from '../store/open-store.ts'
import { onDisk, type Tables } from '../store/tables.ts'
import { approved, hashOf, scheduleDifferences } from './approved.ts'
import { type KeptList, keptListOf, longest } from './kept-for.ts'

/** How this start was asked for. */
export interface AskedSchedule {
  /** In practice a version is entered by itself. */
  practice: boolean
  /** The version that whoever starts the server says is approved. */
  version: number | null
}

/** Sentences for the person at the console. They say the same with and without a legal request. */
export class NeedsSchedule extends Error {}

/** Before a table is made or changed. @throws NeedsSchedule: the store is as it was */
export async function allowSchedule(db: Kysely<Tables>, { practice, version }: AskedSchedule): Promise<void> {
  if (practice) return
  const [live, declared] = [await liveColumns(db), declaredColumns()]
  const more = declared.filter(column => !live.includes(column))
  // A column that no declaration has is the inventory's to refuse, by name.
  if (more.length === 0) return
  const other = scheduleDifferences()
  if (other.length > 0) throw new NeedsSchedule(`This release needs a schedule: ${other.join('; ')}. Nothing was changed.`)
  if (version === approved.version) return
  const what = live.length === 0 ? 'This store is new.' : `This release would hold more than this store: ${more.join('; ')}.`
  throw new NeedsSchedule(
    `${what} It needs version ${approved.version} of the retention schedule. Nothing was changed. When that version is approved, start once with --schedule ${approved.version}`,
  )
}

/** A hundred years: what is kept otherwise than this release can count ends never by itself. */
const never = 36_500

export class Schedule {
  readonly version: number
  readonly entered: string
  #inForce: KeptList

  constructor(version: number, entered: string, inForce: KeptList) {
    this.version = version
    this.entered = entered
    this.#inForce = inForce
  }

  /** As the version that was entered says it, for everyone to read: the same words whether or not a legal request keeps a longer time in force. */
  keptFor({ name, keptFor }: DiskDeclaration): KeptFor {
    return this.version === approved.version ? keptFor : (this.#inForce[name] ?? keptFor)
  }

  /** Days after which a thing may end, counted from what its declaration counts from. */
  days(declaration: DiskDeclaration): number {
    const [declared, inForce] = [declaration.keptFor, this.#inForce[declaration.name] ?? declaration.keptFor]
    return declared.for === 'days' && inForce.for === 'days' && declared.after === inForce.after ? inForce.days : never
  }

  /** The clock: what was entered while a legal request was open, and is shorter, comes into force when none is. */
  async settle(store: Store, endings: Pick<Endings, 'mayEnd'>): Promise<void> {
    const kept = keptListOf(onDisk)
    if (this.version !== approved.version || JSON.stringify(kept) === JSON.stringify(inOrder(this.#inForce)) || !endings.mayEnd()) return
    await store.write(tx =>
      tx
        .updateTable('schedule')
        .set({ kept: jsonOf(kept) })
        .where('version', '=', this.version)
        .execute(),
    )
    this.#inForce = kept
  }
}

/** A database orders the names of a list by itself. */
const inOrder = (list: KeptList): KeptList =>
  Object.fromEntries(onDisk.flatMap(({ name }) => (list[name] ? [[name, sameOrder(list[name])]] : [])))
const sameOrder = (kept: KeptFor): KeptFor =>
  kept.for === 'days' ? { for: 'days', days: kept.days, after: kept.after } : { for: kept.for }
const jsonOf = (kept: KeptList) => sql<KeptList>`${JSON.stringify(kept)}::jsonb`

/**
 * At start, when the store has every table: what is in force, and the new version if it was entered. A shorter time is not in force while a legal request is
 * open; whoever starts the server is told the same either way, which is nothing.
 */
export async function readSchedule(
  store: Store,
  { practice, version }: AskedSchedule,
  day: string,
  endings: Pick<Endings, 'mayEnd'>,
): Promise<Schedule> {
  const rows = await store.db.selectFrom('schedule').selectAll().orderBy('version', 'desc').limit(1).execute()
  const last = rows[0]
  // A store of before there was a schedule kept everything as this release declares.
  const enters = last === undefined || (approved.version > last.version && (practice || version === approved.version))
  if (!enters) return new Schedule(last.version, last.entered, last.kept)
  const declared = keptListOf(onDisk)
  const kept = last && !endings.mayEnd() ? longest(declared, last.kept) : declared
  const row = { version: approved.version, columns: hashOf(declaredColumns()), kept: jsonOf(kept), entered: day }
  await store.write(tx => tx.insertInto('schedule').values(row).execute())
  return new Schedule(row.version, day, kept)
}

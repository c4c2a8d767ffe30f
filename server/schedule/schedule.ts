/**
 * The retention schedule in force in this store. A release that holds other columns than the store does not touch it before its version is entered, and no
 * release keeps anything shorter by itself: the longer time stays in force (docs/decisions/holds.md).
 */
import { type Kysely, sql } from 'kysely'
import type { DiskDeclaration } from '../declaration.ts'
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
  readonly #kept: KeptList

  constructor(version: number, entered: string, kept: KeptList) {
    this.version = version
    this.entered = entered
    this.#kept = kept
  }

  keptFor({ name, keptFor }: DiskDeclaration) {
    return this.#kept[name] ?? keptFor
  }

  /** Days a thing is kept, counted from what its declaration counts from. */
  days(declaration: DiskDeclaration): number {
    const [declared, inForce] = [declaration.keptFor, this.keptFor(declaration)]
    return declared.for === 'days' && inForce.for === 'days' && declared.after === inForce.after ? inForce.days : never
  }
}

const jsonOf = (kept: KeptList) => sql<KeptList>`${JSON.stringify(kept)}::jsonb`

/** At start, when the store has every table: what is in force, and the new version if it was entered. */
export async function readSchedule(store: Store, { practice, version }: AskedSchedule, day: string): Promise<Schedule> {
  const rows = await store.db.selectFrom('schedule').selectAll().orderBy('version', 'desc').limit(1).execute()
  const last = rows[0]
  // A store of before there was a schedule kept everything as this release declares.
  const enters = last === undefined || (approved.version > last.version && (practice || version === approved.version))
  if (!enters) return new Schedule(last.version, last.entered, last.kept)
  const kept = last ? longest(keptListOf(onDisk), last.kept) : keptListOf(onDisk)
  const row = { version: approved.version, columns: hashOf(declaredColumns()), kept: jsonOf(kept), entered: day }
  await store.write(tx => tx.insertInto('schedule').values(row).execute())
  return new Schedule(row.version, day, kept)
}

/** The ways in: open or closed, the notice on every page, the law each rests on. In memory; written by administrators and the clock. */
import type { Authority } from '@latchkey/wire/settings.ts'
import type { WayIn } from '@latchkey/wire/waiting.ts'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { StaffHistory } from '../staff-history/staff-history.ts'
import type { Store } from '../store/open-store.ts'
import type { Tables } from '../store/tables.ts'

export interface Way {
  way: WayIn
  open: boolean
  notice: number | null
  authority: Authority | null
  /** Ordered for later. */
  next: { open: boolean; notice: number | null; at: number } | null
  rulesVersion: string
}

export class Settings {
  #phone: Way

  constructor(phone: Way) {
    this.#phone = phone
  }

  get phone(): Way {
    return this.#phone
  }

  async write(tx: Transaction<Tables>, way: Way): Promise<void> {
    const row = {
      way: way.way,
      open: way.open,
      notice: way.notice,
      authority: way.authority === null ? null : sql<Authority>`${JSON.stringify(way.authority)}::jsonb`,
      next_open: way.next?.open ?? null,
      next_notice: way.next?.notice ?? null,
      next_at: way.next === null ? null : String(way.next.at),
      rules_version: way.rulesVersion,
    }
    await tx.deleteFrom('settings').execute()
    await tx.insertInto('settings').values(row).execute()
  }

  /** After the transaction. */
  keep(way: Way): void {
    this.#phone = way
  }
}

/** A new city's ways in are closed until an administrator opens them. */
export async function readSettings(db: Kysely<Tables>): Promise<Settings> {
  const row = await db.selectFrom('settings').selectAll().where('way', '=', 'phone').executeTakeFirst()
  if (!row) return new Settings({ way: 'phone', open: false, notice: null, authority: null, next: null, rulesVersion: '' })
  const { open, notice, authority, rules_version: rulesVersion } = row
  const next = row.next_open === null ? null : { open: row.next_open, notice: row.next_notice, at: Number(row.next_at) }
  return new Settings({ way: 'phone', open, notice, authority, next, rulesVersion })
}

/** A server that starts with other rules than the last one says so in the settings and in staff history, before anyone is served. */
export async function startRules(store: Store, settings: Settings, history: StaffHistory, version: string, day: string): Promise<void> {
  if (settings.phone.rulesVersion === version) return
  const way: Way = { ...settings.phone, rulesVersion: version }
  await store.write(async tx => {
    await settings.write(tx, way)
    await history.write(tx, `rules ${version}`, 'rules_started', day)
  })
  settings.keep(way)
}

/** The ways in: open or closed, the notice on every page, the law each rests on. In memory; written by administrators and the clock. */
import type { Authority } from '@latchkey/wire/settings.ts'
import type { WayIn } from '@latchkey/wire/waiting.ts'
import { type Kysely, sql, type Transaction } from 'kysely'
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
export async function readSettings(db: Kysely<Tables>, rulesVersion: string): Promise<Settings> {
  const row = await db.selectFrom('settings').selectAll().where('way', '=', 'phone').executeTakeFirst()
  if (!row) return new Settings({ way: 'phone', open: false, notice: null, authority: null, next: null, rulesVersion })
  const next = row.next_open === null ? null : { open: row.next_open, notice: row.next_notice, at: Number(row.next_at) }
  return new Settings({ way: 'phone', open: row.open, notice: row.notice, authority: row.authority, next, rulesVersion })
}

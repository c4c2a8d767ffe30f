/**
 * Stores of earlier versions. `createTables` never changes a table; what a later version needs otherwise is done here once, by name, before anything is
 * read, and keeps what the city has settled: an opened way in, its law, an ordered change.
 */
import { type Kysely, sql } from 'kysely'
import type { Tables } from './tables.ts'

const columnsOf = async (db: Kysely<Tables>, table: string): Promise<string[]> => {
  const { rows } = await sql<{ column_name: string }>`
    select column_name from information_schema.columns
    where table_schema not in ('information_schema', 'pg_catalog') and table_name = ${table}`.execute(db)
  return rows.map(row => row.column_name)
}

/** A supervisor could not close a way in for a day: no row is paused. */
export async function raisePauses(db: Kysely<Tables>): Promise<void> {
  const columns = await columnsOf(db, 'settings')
  if (columns.length === 0 || columns.includes('paused_on')) return
  await sql`alter table settings add column paused_on text, add column paused_notice integer`.execute(db)
}

/** Settings were one row for phone visits. They are a row a way in and site now; the old row is that of phone visits, which have no site. */
export async function raiseSettings(db: Kysely<Tables>): Promise<void> {
  const columns = await columnsOf(db, 'settings')
  if (columns.length === 0 || columns.includes('site')) return
  // One transaction: a server killed in the middle finds the table as it was.
  await db.transaction().execute(async tx => {
    await sql`alter table settings add column site text not null default '', add column moved_to text, add column next_moved_to text`.execute(
      tx,
    )
    await sql`alter table settings alter column site drop default`.execute(tx)
    await sql`alter table settings drop constraint settings_key`.execute(tx)
    await sql`alter table settings add constraint settings_key primary key (way, site)`.execute(tx)
  })
}

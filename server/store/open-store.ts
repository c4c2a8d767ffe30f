/**
 * The store: PostgreSQL by DATABASE_URL, otherwise the embedded one in the data directory, through the same pool and the same Kysely.
 * It is read at start and written by administrators' acts and the clock; nothing a resident does reaches it (PROTOCOL §8).
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { createPgConfig } from '@electric-sql/pglite/node-postgres'
import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { type AskedSchedule, allowSchedule } from '../schedule/schedule.ts'
import { CountedPool, insideTransaction } from './counted-pool.ts'
import { raisePauses, raiseSettings } from './earlier.ts'
import { checkInventory, createTables } from './inventory.ts'
import { lockStore } from './lock.ts'
import type { Tables } from './tables.ts'

export interface Store {
  db: Kysely<Tables>
  /** One write of one thing, or of several that must not come apart. */
  write<T>(run: (tx: Transaction<Tables>) => Promise<T>): Promise<T>
  /** Queries since the start. */
  queries(): number
  close(): Promise<void>
}

export interface StoreOptions {
  directory: string
  databaseUrl?: string | undefined
  /** Without the version that this release needs, a store is neither made nor changed. */
  schedule: AskedSchedule
}

/** @throws StoreLocked, NeedsSchedule, InventoryProblem */
export async function openStore({ directory, databaseUrl, schedule }: StoreOptions): Promise<Store> {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const unlock = lockStore(directory)
  let embedded: PGlite | null = null
  let pool: CountedPool | null = null
  const close = async () => {
    await pool?.end()
    await embedded?.close()
    unlock()
  }
  try {
    if (databaseUrl) pool = new CountedPool(new pg.Pool({ connectionString: databaseUrl, max: 2, application_name: 'latchkey' }))
    else {
      embedded = await PGlite.create(join(directory, 'store'))
      pool = new CountedPool(new pg.Pool({ ...createPgConfig(embedded), max: 1 }))
    }
    const counted = pool
    const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: counted }) })
    await allowSchedule(db, schedule)
    await raiseSettings(db)
    await raisePauses(db)
    await createTables(db)
    await checkInventory(db)
    return {
      db,
      write: run => db.transaction().execute(tx => insideTransaction(() => run(tx))),
      queries: () => counted.queries,
      close,
    }
  } catch (problem) {
    await close()
    throw problem
  }
}

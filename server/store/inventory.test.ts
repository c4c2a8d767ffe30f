import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyStore } from './empty-store.test.kit.ts'
import { InventoryProblem, inventoryDifferences } from './inventory.ts'
import { openStore, type Store } from './open-store.ts'
import { onDisk } from './tables.ts'
import { findPostgres, startPostgres, type TemporaryPostgres } from './temporary-postgres.test.kit.ts'

const practice = { practice: true, version: null }
const bin = findPostgres()
const kinds = [{ kind: 'the embedded store' }, ...(bin ? [{ kind: 'PostgreSQL' }] : [])]

describe.each(kinds)('declarations and $kind', ({ kind }) => {
  let store: Store
  let postgres: TemporaryPostgres | null = null
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-inventory-'))
  const open = () => openStore({ directory, databaseUrl: postgres?.url, schedule: practice })

  beforeAll(async () => {
    if (kind === 'PostgreSQL' && bin) postgres = await startPostgres(bin)
    else await emptyStore(directory)
    store = await open()
  }, 60_000)
  afterAll(async () => {
    await postgres?.end()
    rmSync(directory, { recursive: true, force: true })
  })

  it('agree both ways on what a fresh start makes', async () => {
    expect(await inventoryDifferences(store.db)).toEqual([])
    const { rows } = await sql<{ count: string }>`select count(*) from information_schema.columns where table_schema = 'public'`.execute(
      store.db,
    )
    expect(Number(rows[0]?.count)).toBe(onDisk.reduce((sum, { table }) => sum + Object.keys(table.columns).length, 0))
  })

  it('a column nobody declared stops the start, by name', async () => {
    await sql`alter table staff add column nationality text`.execute(store.db)
    expect(await inventoryDifferences(store.db)).toEqual(['not declared: staff.nationality text or null'])
    await store.close()
    const refused = await open().catch(problem => problem)
    expect(refused).toBeInstanceOf(InventoryProblem)
    expect(refused.differences).toEqual(['not declared: staff.nationality text or null'])
    // The refused start has let go of the lock: the next one is refused for the same reason and no other.
    expect(await open().catch(problem => problem)).toBeInstanceOf(InventoryProblem)
  })
})

describe('the guard around a transaction', () => {
  it('throws where a query beside an open transaction would wait for ever', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'latchkey-guard-'))
    await emptyStore(directory)
    const store = await openStore({ directory, schedule: practice })
    await expect(store.write(() => store.db.selectFrom('keys').selectAll().execute())).rejects.toThrow('a query beside an open transaction')
    const before = store.queries()
    await store.write(tx => tx.selectFrom('keys').selectAll().execute())
    // begin, select, commit
    expect(store.queries() - before).toBe(3)
    await store.close()
    rmSync(directory, { recursive: true, force: true })
  })

  it('finds a column that is declared and not there', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'latchkey-missing-'))
    await emptyStore(directory)
    const store = await openStore({ directory, schedule: practice })
    await sql`alter table events drop column size`.execute(store.db)
    await sql`create table visitors (name text)`.execute(store.db)
    expect(await inventoryDifferences(store.db)).toEqual([
      'not declared: visitors.name text or null',
      'not in the database: events.size integer',
    ])
    await store.close()
    rmSync(directory, { recursive: true, force: true })
  })
})

/** A store of the version before keeps what the city had settled. */
import { PGlite } from '@electric-sql/pglite'
import { createPgConfig } from '@electric-sql/pglite/node-postgres'
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readSettings } from '../settings/settings.ts'
import { raisePauses, raiseSettings } from './earlier.ts'
import { createTables, inventoryDifferences } from './inventory.ts'
import type { Tables } from './tables.ts'

let lite: PGlite
let db: Kysely<Tables>
beforeAll(async () => {
  lite = await PGlite.create()
  db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: new pg.Pool({ ...createPgConfig(lite), max: 1 }) }) })
}, 60_000)
afterAll(async () => {
  await db.destroy()
  await lite.close()
})

const law = { citation: 'Code 2', text: 'Looked at, not kept.', date: '2026-11-20', settledBy: 'Law department' }
const office = {
  id: 'hall',
  kind: 'office',
  times: [{ weekdays: ['mon'], from: '09:00', to: '17:00' }],
  languages: ['en'],
  stepFree: true,
} as const

it('the row of phone visits of a store before sites is kept, with its law and what was ordered; a counter is as nobody has touched it', async () => {
  await sql`create table settings (way text not null, open boolean not null, notice integer, authority jsonb, next_open boolean, next_notice integer,
    next_at bigint, rules_version text not null, constraint settings_key primary key (way))`.execute(db)
  await sql`insert into settings values ('phone', true, null, ${JSON.stringify(law)}::jsonb, false, 2, 1800000000, '2026-1')`.execute(db)
  await raiseSettings(db)
  await raisePauses(db)
  await createTables(db)
  expect(await inventoryDifferences(db)).toEqual([])
  const settings = await readSettings(
    db,
    [{ ...office, times: [...office.times].map(one => ({ ...one, weekdays: [...one.weekdays] })), languages: ['en'] }],
    {
      practice: false,
      laws: { phone: null, counter: null },
      today: () => '2026-11-23',
    },
  )
  expect(settings.rulesVersion).toBe('2026-1')
  expect(settings.phone).toEqual({
    way: 'phone',
    site: '',
    open: true,
    notice: null,
    to: null,
    authority: law,
    next: { open: false, notice: 2, to: null, at: 1_800_000_000 },
    pause: null,
  })
  expect(settings.find('counter', 'hall')).toMatchObject({ open: true, authority: null })
  expect(settings.isOpen(settings.find('counter', 'hall')!)).toBe(false)
}, 60_000)

it('a second time it changes nothing', async () => {
  const rows = async () => (await sql`select * from settings`.execute(db)).rows
  const before = await rows()
  await raiseSettings(db)
  await raisePauses(db)
  expect(await rows()).toEqual(before)
})

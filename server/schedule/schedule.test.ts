/** A store and the schedule in force: what a release may hold more, and that none keeps anything shorter by itself. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { DiskDeclaration, KeptFor } from '../declaration.ts'
import { events } from '../events/declaration.ts'
import { openStore, type Store } from '../store/open-store.ts'
import { onDisk } from '../store/tables.ts'
import { findPostgres, startPostgres, type TemporaryPostgres } from '../store/temporary-postgres.test.kit.ts'
import { approved, nextSchedule, scheduleDifferences } from './approved.ts'
import { isShorter, longest } from './kept-for.ts'
import { NeedsSchedule, readSchedule } from './schedule.ts'

const kept = fc.oneof(
  fc.constant<KeptFor>({ for: 'good' }),
  fc.constant<KeptFor>({ for: 'schedule' }),
  fc.record({ for: fc.constant('days' as const), days: fc.nat(40_000), after: fc.constantFrom('written', 'slot', 'period', 'last_card') }),
) as fc.Arbitrary<KeptFor>

describe('how long things are kept', () => {
  it('is never shorter than itself, and of two that can be compared one is', () => {
    fc.assert(
      fc.property(kept, kept, (a, b) => {
        expect(isShorter(a, a)).toBe(false)
        if (JSON.stringify(a) !== JSON.stringify(b)) expect(isShorter(a, b) || isShorter(b, a)).toBe(true)
      }),
    )
  })
  it('never becomes shorter by what a release declares, however many come one after the other', () => {
    fc.assert(
      fc.property(kept, fc.array(kept, { maxLength: 6 }), (first, later) => {
        let inForce = { thing: first }
        for (const declared of later) {
          const next = longest({ thing: declared }, inForce) as { thing: KeptFor }
          expect(isShorter(next.thing, inForce.thing)).toBe(false)
          inForce = next
        }
      }),
    )
  })
})

describe('the file of this release', () => {
  it('is what is declared', () => expect(scheduleDifferences()).toEqual([]))
  it('gets the next version with a column more, unconfirmed, and stays as it is otherwise', () => {
    const more: DiskDeclaration[] = onDisk.map(one =>
      one === events ? { ...one, table: { ...one.table, columns: { ...one.table.columns, site: { type: 'text' } } } } : one,
    )
    expect(scheduleDifferences(more)).toEqual(['new column: events.site text'])
    const next = nextSchedule(more, { ...approved, status: 'approved' })
    expect([next.version, next.status]).toEqual([approved.version + 1, 'unconfirmed'])
    expect(scheduleDifferences(more, next)).toEqual([])
    expect(nextSchedule(onDisk, approved)).toBe(approved)
  })
})

const bin = findPostgres()
describe.runIf(bin !== null)('a store', () => {
  let postgres: TemporaryPostgres
  let client: pg.Client
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-schedule-'))
  const open = (practice: boolean, version: number | null) =>
    openStore({ directory, databaseUrl: postgres.url, schedule: { practice, version } })
  const tables = async () =>
    (
      await client.query<{ name: string }>(
        `select table_name as name from information_schema.tables where table_schema = 'public' order by 1`,
      )
    ).rows.map(({ name }) => name)
  const withStore = async <T>(use: (store: Store) => Promise<T>, practice = false, version: number | null = null): Promise<T> => {
    const store = await open(practice, version)
    try {
      return await use(store)
    } finally {
      await store.close()
    }
  }

  beforeAll(async () => {
    postgres = await startPostgres(bin as string)
    client = new pg.Client({ connectionString: postgres.url })
    await client.connect()
  }, 120_000)
  afterAll(async () => {
    await client.end()
    await postgres.end()
    rmSync(directory, { recursive: true, force: true })
  })

  it('is not made outside practice before the version is entered, nor by another version', async () => {
    for (const version of [null, approved.version + 1, Number.NaN]) {
      await expect(open(false, version)).rejects.toThrow(NeedsSchedule)
      expect(await tables()).toEqual([])
    }
  })
  it('is made with it, and says so; the next start needs no version', async () => {
    const asked = { practice: false, version: approved.version }
    const made = await withStore(store => readSchedule(store, asked, '2026-11-23', { mayEnd: () => true }), false, approved.version)
    expect([made.version, made.entered]).toEqual([approved.version, '2026-11-23'])
    const again = await withStore(store => readSchedule(store, { practice: false, version: null }, '2026-11-24', { mayEnd: () => true }))
    expect([again.version, again.entered]).toEqual([approved.version, '2026-11-23'])
  })
  it('of a release that held less is not touched before the version is entered', async () => {
    await client.query('drop table disposals')
    await client.query('alter table settings drop column paused_on, drop column paused_notice')
    const before = await tables()
    const refused = await open(false, null).catch((problem: Error) => problem)
    expect(refused).toBeInstanceOf(NeedsSchedule)
    expect((refused as Error).message).toContain('disposals.series text')
    expect((refused as Error).message).toContain(`--schedule ${approved.version}`)
    expect(await tables()).toEqual(before)
    await withStore(async () => {}, false, approved.version)
    expect(await tables()).toContain('disposals')
  })
  it('of before there was a schedule goes on by itself in practice, with everything that was in it', async () => {
    await client.query('drop table disposals, schedule, legal_requests, legal_history')
    await client.query(`insert into staff_history (person, act, day) values ('7', 'clerk_certified', '2026-11-01')`)
    const schedule = await withStore(
      store => readSchedule(store, { practice: true, version: null }, '2026-11-25', { mayEnd: () => true }),
      true,
    )
    expect([schedule.version, schedule.days(events)]).toEqual([approved.version, 7])
    expect((await client.query('select * from staff_history')).rowCount).toBe(1)
  })
  describe('with a release that keeps shorter', () => {
    const thirty = `update schedule set version = 0, kept = jsonb_set(kept, '{events}', '{"for":"days","days":30,"after":"written"}')`
    const [held, free] = [{ mayEnd: () => false }, { mayEnd: () => true }]
    const started = (version: number | null, endings: typeof held, settles = false) =>
      withStore(async store => {
        const schedule = await readSchedule(store, { practice: false, version }, '2026-11-26', endings)
        if (settles) await schedule.settle(store, endings)
        return schedule
      })
    beforeEach(async () => {
      await client.query('delete from schedule where version = 0')
      await client.query(thirty)
    })

    it('keeps as long as before until the version is entered', async () => {
      const schedule = await started(null, free, true)
      expect([schedule.version, schedule.days(events), schedule.keptFor(events)]).toEqual([
        0,
        30,
        { for: 'days', days: 30, after: 'written' },
      ])
    })
    it('keeps shorter once it is entered and nothing is held', async () => {
      expect((await started(approved.version, free)).days(events)).toBe(7)
    })
    it('keeps as long as before while a request is open, says the same to everyone, and keeps shorter when it is released', async () => {
      const schedule = await started(approved.version, held, true)
      expect([schedule.version, schedule.days(events), schedule.keptFor(events)]).toEqual([approved.version, 30, events.keptFor])
      expect((await started(null, held, true)).days(events)).toBe(30)
      expect((await started(null, free, true)).days(events)).toBe(7)
      expect((await started(null, held)).days(events)).toBe(7)
    })
    it('ends nothing by itself where it counts otherwise than is in force', async () => {
      await client.query(`update schedule set kept = jsonb_set(kept, '{events}', '{"for":"good"}')`)
      expect((await started(null, free)).days(events)).toBeGreaterThan(365 * 90)
    })
  })
})

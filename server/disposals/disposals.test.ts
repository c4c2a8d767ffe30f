/** A disposal from its request to its day: nothing that the schedule keeps ends earlier, nothing while a legal request is open, and nobody is shown it meanwhile. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore } from '../store/open-store.ts'
import { onDisk } from '../store/tables.ts'
import { findPostgres, startPostgres, type TemporaryPostgres } from '../store/temporary-postgres.test.kit.ts'
import { DisposalRefused, Disposals, disposable, isDay, parseDisposal, readDisposals, recordDisposal, series } from './disposals.ts'

describe('what is said at the console', () => {
  it('is a series, a day that exists and one of two states', () => {
    expect(parseDisposal('staff-history:2025-12-31:requested')).toEqual({
      series: 'staff-history',
      through: '2025-12-31',
      state: 'requested',
    })
    for (const wrong of [
      '',
      'events:2025-12-31:requested',
      'staff:2025-12-31:requested',
      'staff-history:2025-02-29:requested',
      'staff-history:2025-12-31:done',
      'staff-history:2025-12-31:approved:x',
    ])
      expect(() => parseDisposal(wrong)).toThrow(DisposalRefused)
  })
  it('or a sentence says what is wrong, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string(), typed => {
        try {
          const { through } = parseDisposal(typed)
          expect(isDay(through)).toBe(true)
        } catch (problem) {
          expect(problem).toBeInstanceOf(DisposalRefused)
        }
      }),
    )
  })
  it('is of a thing that the schedule keeps, by a column that it has', () => {
    expect(
      onDisk
        .filter(disposable)
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...series].sort())
  })
})

const bin = findPostgres()
describe.runIf(bin !== null)('a disposal', () => {
  let postgres: TemporaryPostgres
  let client: pg.Client
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-disposal-'))
  const open = () => openStore({ directory, databaseUrl: postgres.url, schedule: { practice: true, version: null } })
  let store: Awaited<ReturnType<typeof open>>
  let holding = false
  const endings = { mayEnd: () => !holding, days: () => 0 }
  const lines = async () => (await client.query<{ day: string }>('select day from staff_history order by day')).rows.map(({ day }) => day)
  const states = async () => (await readDisposals(store.db)).map(({ requested, approved, done }) => [requested, approved, done])
  const clockOf = async (day: string) => {
    const disposals = new Disposals(await readDisposals(store.db))
    await disposals.end(store, endings, day)
    return disposals
  }
  const asked = { series: 'staff-history', through: '2024-12-31' }
  const told = (state: 'requested' | 'approved', day: string) => recordDisposal(store, { ...asked, state }, day)

  beforeAll(async () => {
    postgres = await startPostgres(bin as string)
    store = await open()
    client = new pg.Client({ connectionString: postgres.url })
    await client.connect()
    for (const day of ['2023-05-01', '2024-12-31', '2025-01-01'])
      await client.query(`insert into staff_history (person, act, day) values ('7', 'clerk_certified', $1)`, [day])
  }, 120_000)
  afterAll(async () => {
    await client.end()
    await store.close()
    await postgres.end()
    rmSync(directory, { recursive: true, force: true })
  })

  it('that nobody approved ends nothing', async () => {
    await expect(told('approved', '2026-01-02')).rejects.toThrow(DisposalRefused)
    await expect(recordDisposal(store, { ...asked, through: '2026-01-02', state: 'requested' }, '2026-01-02')).rejects.toThrow(
      DisposalRefused,
    )
    await told('requested', '2026-01-02')
    await expect(told('requested', '2026-01-03')).rejects.toThrow(DisposalRefused)
    const disposals = await clockOf('2027-01-01')
    expect(disposals.through('staff-history', '2027-01-01')).toBe('')
    expect(await lines()).toHaveLength(3)
  })
  it('that was approved waits for its thirty days', async () => {
    await told('approved', '2026-01-10')
    await clockOf('2026-01-31')
    expect(await lines()).toHaveLength(3)
  })
  it('is not carried out while a legal request is open; pages read as if it were', async () => {
    holding = true
    const disposals = await clockOf('2026-02-01')
    expect(disposals.through('staff-history', '2026-02-01')).toBe('2024-12-31')
    expect(await lines()).toHaveLength(3)
    expect(await states()).toEqual([['2026-01-02', '2026-01-10', null]])
  })
  it('is carried out by the clock on the first day that it may, up to and with its day, once', async () => {
    holding = false
    await clockOf('2026-02-03')
    expect(await lines()).toEqual(['2025-01-01'])
    expect(await states()).toEqual([['2026-01-02', '2026-01-10', '2026-02-03']])
    await clockOf('2026-02-04')
    expect(await states()).toEqual([['2026-01-02', '2026-01-10', '2026-02-03']])
  })
})

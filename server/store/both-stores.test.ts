/** The same acts on the embedded store and on PostgreSQL leave the same state, before and after a restart. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  certifyClerk,
  get,
  periodMessage,
  post,
  settled,
  startTestServer,
  stateOf,
  type TestServer,
  wayAct,
} from '../running-server.test.kit.ts'
import { openStore } from './open-store.ts'
import { findPostgres, startPostgres, type TemporaryPostgres } from './temporary-postgres.test.kit.ts'

const bin = findPostgres()

describe.each([{ kind: 'the embedded store' }, ...(bin ? [{ kind: 'PostgreSQL' }] : [])])('on $kind', ({ kind }) => {
  let test: TestServer
  let postgres: TemporaryPostgres | null = null
  beforeAll(async () => {
    if (kind === 'PostgreSQL' && bin) {
      postgres = await startPostgres(bin)
      test = await startTestServer({ databaseUrl: postgres.url, data: mkdtempSync(join(tmpdir(), 'latchkey-data-')) })
    } else test = await startTestServer()
  }, 60_000)
  afterAll(async () => {
    await test.end()
    await postgres?.end()
  })

  it('every act is kept, and a restart reads it', async () => {
    await certifyClerk(test, '14')
    expect((await post(test.server, '/settings/period', await periodMessage(test))).status).toBe(200)
    expect((await post(test.server, '/settings/way', await wayAct(test, { authority: settled, notice: 4 }))).status).toBe(200)
    test.clock.now += 3600
    await test.server.step()
    const state = await stateOf(test.server)
    const periods = await get(test.server, '/record/periods')
    const list = async () => (await fetch(`${test.server.address}/cancelled/list/11`)).text()
    const signed = await list()
    expect(signed.split('.')).toHaveLength(3)
    await test.server.stop()
    test = await test.again()
    expect(await stateOf(test.server)).toEqual(state)
    expect(state.ways[0]).toMatchObject({ open: true, authority: settled })
    expect(await get(test.server, '/record/periods')).toEqual(periods)
    expect(await list()).toBe(signed)
    expect((await get(test.server, '/now')).body).toMatchObject({ notice: 4 })
  }, 60_000)

  it('a clock write rewrites every row of its thing, changed or not', async () => {
    await test.server.stop()
    const version = async () => {
      const store = await openStore({ directory: test.data, databaseUrl: postgres?.url, schedule: { practice: true, version: null } })
      const { rows } = await sql<{ row: string }>`select xmin::text || '/' || ctid::text as row from cancelled`.execute(store.db)
      await store.close()
      return rows.map(row => row.row)
    }
    const before = await version()
    test = await test.again()
    await test.server.tick()
    await test.server.stop()
    const after = await version()
    expect(after).toHaveLength(before.length)
    expect(after.filter(row => before.includes(row))).toEqual([])
    test = await test.again()
  }, 60_000)
})

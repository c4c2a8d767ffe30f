/**
 * One city twice, from the same store, by the same clock; in one of them a legal request is open and sealed. The days of a new quarter and the years until the
 * last card has ended go by. What ends in one stays in the other, nothing else is there, and nobody outside reads anything different.
 */
import { cpSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { periodTechnicalEnd, technicalYears } from '@latchkey/certificates/period.ts'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { memoryFolderOf } from '../memory-files/memory-files.ts'
import { certifyClerk, makeCity, noon, periodMessage, post, startTestServer, type TestServer } from '../running-server.test.kit.ts'
import { onDisk } from '../store/tables.ts'
import { findPostgres, startPostgres, type TemporaryPostgres } from '../store/temporary-postgres.test.kit.ts'
import { sealedRequest } from './open-request.test.kit.ts'

const bin = findPostgres()
const hour = 3600
const day = 86_400
const plan = {
  study: 'Test',
  rows: [{ row: 1, site: 'hall', way: 'counter', kind: 'plain', weekdays: [1, 2], from: '10:00', to: '11:00', minutes: 30, seats: 9 }],
  release: { days: 3, walkIns: 20, helpers: 10, draws: ['07:00'] },
}

/** What follows from a signature, by table, in a form in which two worlds can be compared. */
const signatures: Record<string, (row: Record<string, string | null>) => object> = {
  cancelled: () => ({ list: null }),
  public_record: ({ listing, added }) => ({
    entry: null,
    listing: Buffer.from(listing?.slice(2) ?? '', 'hex')
      .toString()
      .replaceAll(/^.{64}(?= {2}cancelled)/gm, ''),
    added: added?.length,
  }),
}

interface World {
  test: TestServer
  client: pg.Client
}
type Rows = Record<string, string>

describe.runIf(bin !== null)('the same city with and without a legal request', () => {
  let postgres: TemporaryPostgres
  const folders: string[] = []
  /** One clock for both. */
  let now = noon
  const worlds = {} as Record<'free' | 'held', World>
  const folder = () => {
    const made = mkdtempSync(join(tmpdir(), 'latchkey-holds-'))
    folders.push(made)
    return made
  }
  const urlOf = (name: string) => postgres.url.replace('/postgres?', `/${name}?`)
  const query = async (database: string, text: string, values: unknown[] = []) => {
    const client = new pg.Client({ connectionString: urlOf(database) })
    await client.connect()
    await client.query(text, values)
    await client.end()
  }

  beforeAll(async () => {
    postgres = await startPostgres(bin as string)
    const city = makeCity()
    writeFileSync(join(city.directory, 'slots.json'), JSON.stringify(plan))
    const data = folder()
    const before = await startTestServer({ city, data, databaseUrl: urlOf('postgres') })
    await certifyClerk(before, '14')
    await post(before.server, '/settings/period', await periodMessage(before))
    await before.server.stop()
    for (const [name, released] of [
      ['free', '2026-11-23'],
      ['held', null],
    ] as const) {
      await query('template1', `create database ${name} template postgres`)
      const row = sealedRequest('2026-11-23', released)
      const marks = Object.keys(row).map((_, at) => `$${at + 1}`)
      await query(name, `insert into legal_requests (${Object.keys(row).join()}) values (${marks.join()})`, Object.values(row))
      const own = folder()
      cpSync(data, own, { recursive: true })
      const client = new pg.Client({ connectionString: urlOf(name) })
      await client.connect()
      worlds[name] = { test: await startTestServer({ city, data: own, databaseUrl: urlOf(name), clock: () => now }), client }
    }
  }, 300_000)
  afterAll(async () => {
    for (const { test, client } of Object.values(worlds)) {
      await client.end()
      await test.end()
    }
    await postgres?.end()
    for (const made of folders) rmSync(made, { recursive: true, force: true })
  })

  /** Every row by table and key, as text; without what is drawn anew: a signature. */
  async function rowsOf({ client }: World): Promise<Rows> {
    const all: Rows = {}
    for (const { table } of onDisk) {
      const names = Object.keys(table.columns)
      const { rows } = await client.query(`select ${names.map(name => `${name}::text`).join()} from ${table.name}`)
      for (const row of rows as Record<string, string | null>[]) {
        const key = (table.key.length > 0 ? table.key : names).map(name => row[name]).join(' ')
        if (table.name !== 'legal_requests') all[`${table.name} ${key}`] = JSON.stringify({ ...row, ...signatures[table.name]?.(row) })
      }
    }
    return all
  }
  /** Files below the data folder and the memory file system, with their sizes. */
  function filesOf({ test }: World): string[] {
    const below = (path: string, name = ''): string[] =>
      readdirSync(join(path, name)).flatMap(one => {
        const at = join(name, one)
        const stat = statSync(join(path, at))
        // The lock names a process by numbers of more or fewer digits.
        return stat.isDirectory() ? below(path, at) : [one === 'lock' ? at : `${at} ${stat.size}`]
      })
    return [...below(test.data), ...below(memoryFolderOf(test.data))].sort()
  }
  /** What anyone can ask for. A list is signed anew each time: its length, and whether it is there. */
  async function toldBy({ test }: World): Promise<Record<string, string>> {
    const paths = ['/now', '/waiting/today', '/booking/slots', '/record', '/record/holdings', '/record/periods', '/sites', '/practice/now']
    const told: Record<string, string> = {}
    for (const path of paths) told[path] = await (await fetch(test.server.address + path)).text()
    const list = await fetch(`${test.server.address}/cancelled/list/11`)
    told.list = `${list.status} ${(await list.arrayBuffer()).byteLength}`
    return told
  }

  const everInFree = new Map<string, Set<string>>()
  const see = (rows: Rows) => {
    for (const [key, row] of Object.entries(rows)) everInFree.set(key, (everInFree.get(key) ?? new Set()).add(row))
  }
  async function goTo(moment: number) {
    now = moment
    for (const world of Object.values(worlds)) await world.test.server.step()
    see(await rowsOf(worlds.free))
  }
  /** @returns tables and how many rows of each only the held world has */
  async function compare(): Promise<Record<string, number>> {
    const [free, held] = [await rowsOf(worlds.free), await rowsOf(worlds.held)]
    for (const [key, row] of Object.entries(free)) expect([key, held[key]]).toEqual([key, row])
    const more = Object.entries(held).filter(([key]) => !(key in free))
    // Each of them was there in the other world before it ended: a hold has written nothing.
    for (const [key, row] of more) expect([key, everInFree.get(key)?.has(row)]).toEqual([key, true])
    expect(filesOf(worlds.held)).toEqual(filesOf(worlds.free))
    expect(await toldBy(worlds.held)).toEqual(await toldBy(worlds.free))
    const counts: Record<string, number> = {}
    for (const [key] of more) counts[key.split(' ')[0] ?? ''] = (counts[key.split(' ')[0] ?? ''] ?? 0) + 1
    return counts
  }

  it('at first nothing differs', async () => {
    see(await rowsOf(worlds.free))
    expect(await compare()).toEqual({})
  })
  it('after eight days and more: hours and slots that have ended stay, and nothing else', async () => {
    for (let at = noon + hour; at <= noon + 12 * day; at += 12 * hour) await goTo(at)
    const more = await compare()
    expect(Object.keys(more).sort()).toEqual(['events', 'slots'])
  })
  it('in the next quarter: its blanks stay', async () => {
    for (let at = noon + 13 * day; at <= noon + 40 * day; at += 9 * day) await goTo(at)
    expect(await compare()).toMatchObject({ blanks: 1 })
  })
  it('when the last card has ended: its list stays, and nobody is shown it', async () => {
    await goTo(periodTechnicalEnd(11, technicalYears) + 2 * hour)
    const more = await compare()
    expect(Object.keys(more).sort()).toEqual(['blanks', 'cancelled', 'events', 'slots'])
    expect((await fetch(`${worlds.held.test.server.address}/cancelled/list/11`)).status).toBe(404)
  })
  it('a restart in the middle changes nothing of that', async () => {
    for (const world of Object.values(worlds)) {
      await world.test.server.stop()
      world.test = await world.test.again()
    }
    const more = await compare()
    expect(Object.keys(more).sort()).toEqual(['blanks', 'cancelled', 'events', 'slots'])
  })
  it('once it is released everything that is over ends, and the stores are the same again', async () => {
    const { test, client } = worlds.held
    await test.server.stop()
    await client.query(`update legal_requests set released = '2036-12-31'`)
    worlds.held.test = await test.again()
    await goTo(now + hour)
    expect(await compare()).toEqual({})
  })
})

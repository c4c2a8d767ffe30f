/** A statement is the live store's, on both stores, the same bytes in the same moment, and silent about what may not be stated. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { certify, encodeCertified } from '@latchkey/certificates/certified.ts'
import type { Role } from '@latchkey/certificates/clerk.ts'
import { askStatementTag, encodeAskStatement } from '@latchkey/certificates/statement.ts'
import type { MadePerson } from '@latchkey/try/made-root.ts'
import { toBytes, toText } from '@latchkey/wire/edge.ts'
import { type Answer, answer, type Made } from '@latchkey/wire/statement.ts'
import { sql } from 'kysely'
import pg from 'pg'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readPdfPages } from '../../tools/read-pdf.ts'
import { act } from '../legal/legal.test.kit.ts'
import { declarations } from '../record/declarations.ts'
import { certifyClerk, noon, post, startTestServer, type TestServer } from '../running-server.test.kit.ts'
import { approved } from '../schedule/approved.ts'
import { openStore } from '../store/open-store.ts'
import { findPostgres, startPostgres, type TemporaryPostgres } from '../store/temporary-postgres.test.kit.ts'
import { readDrillReport } from './drill-report.ts'
import { noPlace } from './no-place.ts'
import { type Statement, type StatementFacts, writeStatement } from './statement.ts'
import { hashOf, statementPaper } from './statement-paper.ts'
import { statementToFiles } from './to-files.ts'
import { statementWords } from './words.ts'

const top = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const bin = findPostgres()
const counselAlias = 'counsel'
const practice = { practice: true, version: null }

async function askOf(test: TestServer, person: MadePerson, change: { city?: string; alias?: string; nonce?: Uint8Array } = {}) {
  const { nonce } = (await post(test.server, '/settings/nonce', {})).body as { nonce: string }
  const body = encodeAskStatement({ city: test.city.made.root.city, alias: counselAlias, nonce: toBytes(nonce), ...change })
  return { certified: toText(encodeCertified(await certify(askStatementTag, body, [person.passkey]))) }
}
const asked = async (test: TestServer, person: MadePerson): Promise<Answer> =>
  v.parse(answer, (await post(test.server, '/statement', await askOf(test, person))).body)

describe.each([{ kind: 'the embedded store' }, ...(bin ? [{ kind: 'PostgreSQL' }] : [])])('on $kind', ({ kind }) => {
  let test: TestServer
  let counsel: MadePerson
  let postgres: TemporaryPostgres | null = null
  /** A change of the live store behind the server's back: PostgreSQL takes it beside a running server, the embedded store only from inside. */
  let alter: (text: string) => Promise<void>
  beforeAll(async () => {
    if (kind === 'PostgreSQL' && bin) {
      postgres = await startPostgres(bin)
      test = await startTestServer({ databaseUrl: postgres.url, data: mkdtempSync(join(tmpdir(), 'latchkey-data-')) })
      const { url } = postgres
      alter = async text => {
        const client = new pg.Client(url)
        await client.connect()
        await client.query(text).finally(() => client.end())
      }
    } else {
      test = await startTestServer()
      alter = async text => {
        await test.server.stop()
        const store = await openStore({ directory: test.data, schedule: practice })
        await sql.raw(text).execute(store.db)
        await store.close()
      }
    }
    counsel = await certifyClerk(test, counselAlias, 'counsel')
  }, 120_000)
  afterAll(async () => {
    await test.end()
    await postgres?.end()
  })

  it('says every column of the live store and every declared thing, and the JSON is what the PDF carries on each page', async () => {
    const made = (await asked(test, counsel)) as Made
    const said = JSON.parse(made.json) as Statement
    await test.server.stop()
    const store = await openStore({ directory: test.data, databaseUrl: postgres?.url, schedule: practice })
    const { rows } = await sql<{ name: string }>`select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable as name
      from information_schema.columns where table_schema = 'public'`.execute(store.db)
    await store.close()
    test = await test.again()
    const columns = said.disk.flatMap(({ table, columns }) =>
      columns.map(({ name, type, orNull }) => `${table}.${name} ${type} ${orNull ? 'YES' : 'NO'}`),
    )
    expect(columns.sort()).toEqual(rows.map(({ name }) => name).sort())
    expect([...said.disk, ...said.memory].map(({ name }) => name).sort()).toEqual(declarations.map(({ name }) => name).sort())
    expect(made.hash).toBe(hashOf(made.json))
    expect(Buffer.from(made.pdf, 'base64url')).toEqual(Buffer.from(statementPaper(made.json)))
  }, 120_000)

  it('is the same bytes when it is asked for twice in one moment', async () => {
    const one = await asked(test, counsel)
    expect(await asked(test, counsel)).toEqual(one)
    test.clock.now += 1
    expect(await asked(test, counsel)).not.toEqual(one)
  })

  it('is made by the clock once a month, kept, public, and padded for the record', async () => {
    const first = await (await fetch(`${test.server.address}/record/statement`)).text()
    await test.server.tick()
    expect(await (await fetch(`${test.server.address}/record/statement`)).text()).toBe(first)
    // 1 December 2026, 0:00 in Chicago, and the second before.
    const december = Date.parse('2026-12-01T06:00:00Z') / 1000
    for (const before of [4 * 86_400, 1]) {
      test.clock.now = december - before
      await test.server.tick()
    }
    expect(await (await fetch(`${test.server.address}/record/statement`)).text()).toBe(first)
    test.clock.now = december
    await test.server.tick()
    const second = await (await fetch(`${test.server.address}/record/statement`)).text()
    expect((JSON.parse(second) as Statement).at).toBe(december)
    const pdf = await fetch(`${test.server.address}/record/statement.pdf`)
    expect(pdf.headers.get('content-type')).toBe('application/pdf')
    expect(Buffer.from(await pdf.arrayBuffer())).toEqual(Buffer.from(statementPaper(second)))
    const size = Number((await (await fetch(`${test.server.address}/record/checkpoint`)).text()).split('\n')[1])
    const published = await fetch(`${test.server.address}/record/hours/${size - 1}/statements/2026-12.json`)
    expect((await published.text()).trimEnd()).toBe(second)
    // One of an earlier release, with other fields, is told as it was made and stops no start; it has no paper.
    await test.server.stop()
    const store = await openStore({ directory: test.data, databaseUrl: postgres?.url, schedule: practice })
    await store.db.insertInto('statements').values({ month: '2027-01', json: '{"statement":0}' }).execute()
    await store.close()
    test = await test.again()
    expect(await (await fetch(`${test.server.address}/record/statement`)).text()).toBe('{"statement":0}')
    expect((await fetch(`${test.server.address}/record/statement.pdf`)).status).toBe(404)
    await test.server.stop()
    const again = await openStore({ directory: test.data, databaseUrl: postgres?.url, schedule: practice })
    await again.db.deleteFrom('statements').where('month', '=', '2027-01').execute()
    await again.close()
    test = await test.again()
    expect(await (await fetch(`${test.server.address}/record/statement`)).text()).toBe(second)
    test.clock.now = noon
  }, 120_000)

  it('is impossible while a column is undeclared, and says which', async () => {
    await alter('alter table staff add column nationality text')
    const column = 'not declared: staff.nationality text or null'
    const out = mkdtempSync(join(tmpdir(), 'latchkey-statement-'))
    const byCommand = () =>
      statementToFiles({
        cityDirectory: test.city.directory,
        dataDirectory: test.data,
        databaseUrl: postgres?.url,
        out,
        now: noon,
        release: null,
        drill: null,
      })
    await expect(byCommand()).rejects.toThrow(column)
    expect(readdirSync(out)).toEqual([])
    if (postgres) {
      const refused = await asked(test, counsel)
      expect(refused).toEqual({ refused: 'columns', columns: [column] })
      await alter('alter table staff drop column nationality')
      await alter('alter table settings rename column paused_on to paused')
      expect(await asked(test, counsel)).toEqual({
        refused: 'columns',
        columns: ['not declared: settings.paused text or null', 'not in the database: settings.paused_on text or null'],
      })
      await alter('alter table settings rename column paused to paused_on')
      await alter('create table visits (name text)')
      expect(await asked(test, counsel)).toEqual({ refused: 'columns', columns: ['not declared: visits.name text or null'] })
      await alter('drop table visits')
      expect(await asked(test, counsel)).toHaveProperty('hash')
    } else {
      // The embedded store has no second process: the column is taken back with the raw engine, and the command makes the statement then.
      const { PGlite } = await import('@electric-sql/pglite')
      const raw = await PGlite.create(join(test.data, 'store'))
      await raw.exec('alter table staff drop column nationality')
      await raw.close()
      const { hash, json } = await byCommand()
      expect(hashOf(readFileSync(json, 'utf8'))).toBe(hash)
      test = await test.again()
      await expect(byCommand()).rejects.toThrow('another server is using this data directory')
    }
    rmSync(out, { recursive: true, force: true })
  }, 120_000)

  it.runIf(kind === 'PostgreSQL')(
    'is refused while the store is being changed, and given when that is over',
    async () => {
      const client = new pg.Client(postgres?.url as string)
      await client.connect()
      await client.query('begin')
      await client.query('alter table cancelled add column reason text')
      const refused = await asked(test, counsel).finally(() => client.query('rollback').then(() => client.end()))
      expect(refused).toEqual({ refused: 'busy' })
      expect(await asked(test, counsel)).toHaveProperty('hash')
    },
    60_000,
  )
})

describe('the press', () => {
  let test: TestServer
  const people = new Map<Role, MadePerson>()
  beforeAll(async () => {
    test = await startTestServer()
    for (const role of ['clerk', 'supervisor', 'administrator'] as const) people.set(role, await certifyClerk(test, role, role))
    people.set('counsel', await certifyClerk(test, counselAlias, 'counsel'))
  }, 120_000)
  afterAll(() => test.end())
  const counsel = () => people.get('counsel') as MadePerson
  const refusal = async (asking: Promise<{ certified: string }>) => (await post(test.server, '/statement', await asking)).body

  it.each(['clerk', 'supervisor', 'administrator'] as const)('is not for a %s', async role => {
    expect(await refusal(askOf(test, people.get(role) as MadePerson, { alias: role }))).toEqual({ fault: 'not_allowed' })
  })
  it('is for nobody whom the city does not know, and not for another in counsel’s name', async () => {
    expect(await refusal(askOf(test, counsel(), { alias: 'nobody' }))).toEqual({ fault: 'not_certified' })
    expect(await refusal(askOf(test, people.get('clerk') as MadePerson))).toEqual({ fault: 'not_certified' })
    expect(await refusal(askOf(test, counsel(), { city: 'elsewhere' }))).toEqual({ fault: 'not_certified' })
  })
  it('is good once, and only with a nonce of this server', async () => {
    const body = await askOf(test, counsel())
    expect(await refusal(Promise.resolve(body))).toHaveProperty('hash')
    expect(await refusal(Promise.resolve(body))).toEqual({ fault: 'stale' })
    expect(await refusal(askOf(test, counsel(), { nonce: new Uint8Array(16) }))).toEqual({ fault: 'stale' })
  })
  it('takes nothing but the ask', async () => {
    expect(await refusal(Promise.resolve({ certified: toText(new Uint8Array(80)) }))).toEqual({ fault: 'malformed' })
    expect((await post(test.server, '/statement', { ...(await askOf(test, counsel())), about: 'x' })).body).toEqual({ fault: 'malformed' })
  })
})

describe('a legal request', () => {
  it('that is sealed leaves no byte in a statement, and one that may be stated is in it as of that day', async () => {
    const test = await startTestServer()
    const counsel = await certifyClerk(test, counselAlias, 'counsel')
    const without = await asked(test, counsel)
    const paper = { act: 'take_in', instrument: 'grand_jury_subpoena', issuer: 'court', received: '2026-11-20', served: 'mail' } as const
    expect((await act(test, [counsel.passkey], { ...paper, seal: 'open' })).status).toBe(200)
    expect((await act(test, [counsel.passkey], { ...paper, seal: '2027-02-01' })).status).toBe(200)
    expect(await asked(test, counsel)).toEqual(without)
    expect((await act(test, [counsel.passkey], { ...paper, seal: 'none' })).status).toBe(200)
    const { json } = (await asked(test, counsel)) as Made
    const { legal } = JSON.parse(json) as Statement
    expect([legal.asOf, legal.requests.map(({ received, instrument }) => [received, instrument])]).toEqual([
      '2026-11-23',
      [['2026-11-20', 'grand_jury_subpoena']],
    ])
    await test.end()
  }, 120_000)
})

describe('the text', () => {
  const facts: StatementFacts = {
    city: 'testville',
    cityName: 'Testville',
    practice: false,
    fingerprint: 'ab'.repeat(32),
    now: noon,
    language: 'en',
    live: {
      columns: declarations.flatMap(one =>
        one.where === 'disk'
          ? Object.entries(one.table.columns).map(([column, { type, nullable }]) => ({
              table: one.table.name,
              column,
              type,
              orNull: nullable ?? false,
            }))
          : [],
      ),
      ended: 20,
      schedule: { version: approved.version, entered: '2026-11-01', kept: approved.kept },
    },
    memoryFiles: true,
    release: { manifest: '12'.repeat(32), files: 600, software: '34'.repeat(32) },
    drill: null,
    otherRecords: [{ says: 'Cameras', note: 'In the lobby.', known: false }],
    legal: { asOf: '2026-11-23', release: 'two_people', requests: [] },
  }
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-paper-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it.each(['en', 'es'] as const)(
    'in %s is read by another program, with the hash on every page and every word of ours in it',
    async language => {
      const json = writeStatement({ ...facts, language })
      const pages = await readPdfPages(statementPaper(json))
      expect(pages.length).toBeGreaterThan(3)
      for (const [at, page] of pages.entries()) {
        expect(page).toContain(hashOf(json))
        expect(page).toContain(`${statementWords[language].page} ${at + 1} ${statementWords[language].of} ${pages.length}`)
      }
      // A sentence may go on behind a foot.
      const all = pages
        .map(page => page.split(`SHA-256 (JSON) ${hashOf(json)}`)[0])
        .join(' ')
        .replaceAll(/\s+/g, ' ')
      const said = JSON.parse(json) as Statement
      for (const text of [
        ...said.disk.map(one => one.title),
        ...said.noPlace.map(one => one.says),
        ...said.limits,
        statementWords[language].handName,
      ])
        expect(all).toContain(text)
      // No letter that the faces do not have.
      expect(all).not.toContain('[U+')
    },
  )

  it('tells the drill of the running build, or that there is none', async () => {
    const path = join(folder, 'drill-report.json')
    const report = {
      software: '34'.repeat(32),
      day: '2026-11-29',
      drill: 'quick',
      games: ['find'],
      green: true,
      artefacts: 20,
      sweeps: 40,
      kib: 1000,
      traces: 0,
      planted: 14,
      found: 14,
      expected: 40,
      arrived: 40,
      stayedAway: 4,
      problems: 0,
      seconds: 300,
    }
    writeFileSync(path, JSON.stringify(report))
    expect(readDrillReport(path, report.software)).toEqual(report)
    expect(readDrillReport(path, '56'.repeat(32))).toBeNull()
    expect(readDrillReport(path, null)).toBeNull()
    expect(readDrillReport(join(folder, 'none.json'), report.software)).toBeNull()
    writeFileSync(path, JSON.stringify({ ...report, name: 'Maria' }))
    expect(readDrillReport(path, report.software)).toBeNull()
    expect((await readPdfPages(statementPaper(writeStatement(facts)))).join(' ')).toContain(statementWords.en.drillNone)
    const drill = { ...report, drill: 'quick' as const, games: ['find' as const] }
    expect((await readPdfPages(statementPaper(writeStatement({ ...facts, drill })))).join(' ')).toContain(statementWords.en.drillGreen)
  })

  it('takes no thing that nobody declared', () => {
    const stray = { table: 'visits', column: 'name', type: 'text', orNull: false }
    expect(() => writeStatement({ ...facts, live: { ...facts.live, columns: [...facts.live.columns, stray] } })).toThrow(
      'not declared: visits.name',
    )
  })

  it('says of cards that ended whole tens, and counts no other rows', () => {
    const numbers = (value: unknown): number[] =>
      typeof value === 'number' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbers) : []
    const { disk } = JSON.parse(writeStatement(facts)) as Statement
    expect(numbers(disk.map(({ keptFor, ...rest }) => rest))).toEqual([20])
  })

  it('names only checks that are there', () => {
    for (const check of noPlace.flatMap(({ checks }) => checks)) {
      if (check.by === 'guard')
        expect(readFileSync(join(top, `tools/guards/${check.name}.mjs`), 'utf8')).toContain(`name = '${check.name}'`)
      if (check.by === 'test') expect(readFileSync(join(top, check.file), 'utf8')).toContain(`it('${check.name}'`)
      if (check.by === 'drill') expect(readFileSync(join(top, 'drill/report.ts'), 'utf8')).toContain(`'${check.name}'`)
    }
    expect(Object.keys(statementWords.es).sort()).toEqual(Object.keys(statementWords.en).sort())
    for (const { id } of noPlace) expect(statementWords.en[`noPlace.${id}`]).toBeTruthy()
  })
})

/**
 * `npm run statement`: the statement of a store that no server has open, into two files. With PostgreSQL a server may run beside it, because a look changes nothing;
 * the embedded store is one process's, so while its server runs counsel's desk is where a statement is made.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { createPgConfig } from '@electric-sql/pglite/node-postgres'
import { periodOf } from '@latchkey/certificates/period.ts'
import type { DrillReport } from '@latchkey/wire/drill-report.ts'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { CityProblem, readCity } from '../city/read-city.ts'
import { type Legal, readLegal } from '../legal/legal.ts'
import { memoryFolderOf } from '../memory-files/memory-files.ts'
import { lockStore } from '../store/lock.ts'
import type { Tables } from '../store/tables.ts'
import { factsOf } from './facts.ts'
import { type Live, readLive } from './live-store.ts'
import { type Release, writeStatement } from './statement.ts'
import { hashOf, statementPaper } from './statement-paper.ts'

export interface ToFiles {
  cityDirectory: string
  dataDirectory: string
  databaseUrl?: string | undefined
  out: string
  now: number
  release: Release | null
  drill: DrillReport | null
}

/**
 * @returns the hash and both paths
 * @throws StatementRefused naming the column, StoreLocked while a server has the embedded store, CityProblem
 */
export async function statementToFiles(options: ToFiles): Promise<{ hash: string; json: string; pdf: string }> {
  const { cityDirectory, dataDirectory, databaseUrl, out, now, release, drill } = options
  const city = readCity(cityDirectory)
  const { live, legal } = await look(dataDirectory, databaseUrl, { period: periodOf(now), alone: city.root.threshold === 1 })
  const facts = factsOf({
    city,
    practice: city.root.practice,
    memoryFiles: existsSync(memoryFolderOf(dataDirectory)),
    release,
    drill: () => drill,
    stated: day => legal.stated(day),
  })
  const json = writeStatement(facts(now, live))
  const hash = hashOf(json)
  const name = `statement-${new Date(now * 1000).toISOString().slice(0, 19).replaceAll(':', '')}Z`
  mkdirSync(out, { recursive: true })
  const paths = { json: join(out, `${name}.json`), pdf: join(out, `${name}.pdf`) }
  writeFileSync(paths.json, json)
  writeFileSync(paths.pdf, statementPaper(json))
  return { hash, ...paths }
}

interface Asked {
  period: number
  /** One administrator is enough in this city. */
  alone: boolean
}
interface Looked {
  live: Live
  legal: Legal
}

/** As it is: nothing is made, raised or changed here, so that a store of another version is refused by the names of its columns. */
async function look(directory: string, databaseUrl: string | undefined, asked: Asked): Promise<Looked> {
  if (databaseUrl) return read(new pg.Pool({ connectionString: databaseUrl, max: 1, application_name: 'latchkey statement' }), asked)
  const folder = join(directory, 'store')
  if (!existsSync(folder)) throw new CityProblem('There is no store in that data folder.')
  const unlock = lockStore(directory)
  try {
    const embedded = await PGlite.create(folder)
    try {
      return await read(new pg.Pool({ ...createPgConfig(embedded), max: 1 }), asked)
    } finally {
      await embedded.close()
    }
  } finally {
    unlock()
  }
}

async function read(pool: pg.Pool, { period, alone }: Asked): Promise<Looked> {
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  try {
    const live = await readLive(db, period)
    return { live, legal: await readLegal(db, alone) }
  } finally {
    await db.destroy()
  }
}

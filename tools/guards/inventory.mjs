// What the server holds is what it says it holds: declarations against a live database both ways, and a folder for each thing.
import { PGlite } from '@electric-sql/pglite'
import { createPgConfig } from '@electric-sql/pglite/node-postgres'
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { declarations } from '../../server/record/declarations.ts'
import { createTables, inventoryDifferences } from '../../server/store/inventory.ts'

export const name = 'inventory'
export const says = 'the live database holds what is declared and nothing else; every thing held has its folder and says who and why'

/** Folders of server/ that hold nothing: they do. */
const machines = ['city', 'clock', 'holds', 'http', 'machine', 'memory-files', 'record', 'relay', 'seal', 'settings', 'sites', 'store']
const said = ['name', 'fields', 'purpose', 'law', 'kept', 'readBy', 'writtenBy']

let live
const open = async () => {
  if (live) return live
  const lite = await PGlite.create()
  const db = new Kysely({ dialect: new PostgresDialect({ pool: new pg.Pool(await createPgConfig(lite)) }) })
  await createTables(db)
  live = db
  return db
}

export async function check(world) {
  const found = []
  const db = await open()
  if (world.alter) await sql.raw(world.alter).execute(db)
  found.push(...(await inventoryDifferences(db)))
  if (world.undo) await sql.raw(world.undo).execute(db)
  for (const declaration of declarations) {
    for (const field of said) if (!declaration[field]?.length) found.push(`${declaration.name} does not say ${field}`)
    if (declaration.where === 'disk' ? !declaration.keptFor : !declaration.life)
      found.push(`${declaration.name} does not say how long for a program`)
  }
  const folders = new Set(
    world.listed.filter(path => path.startsWith('server/') && path.split('/').length > 2).map(path => path.split('/')[1]),
  )
  for (const folder of folders) {
    if (machines.includes(folder) || world.listed.includes(`server/${folder}/declaration.ts`)) continue
    found.push(`server/${folder}: a folder that holds something and does not declare it`)
  }
  return found
}

export const planted = {
  'a column nobody declared': world => ({
    ...world,
    alter: 'alter table staff add column born text',
    undo: 'alter table staff drop column born',
  }),
  'a table nobody declared': world => ({ ...world, alter: 'create table visits (name text)', undo: 'drop table visits' }),
  'a declared column that is gone': world => ({
    ...world,
    alter: 'alter table staff rename column role to rank',
    undo: 'alter table staff rename column rank to role',
  }),
  'a folder without a declaration': world => ({ ...world, listed: [...world.listed, 'server/visitors/visitors.ts'] }),
}

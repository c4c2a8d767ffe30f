/** Compares the declarations with the live database, both ways (DESIGN §4): nothing is held that is not said, and nothing said is missing. */
import { type Kysely, sql } from 'kysely'
import type { DiskDeclaration } from '../declaration.ts'
import { onDisk, type Tables } from './tables.ts'

/** Names of tables and columns only; a content is never read here. */
export class InventoryProblem extends Error {
  readonly differences: string[]
  constructor(differences: string[]) {
    super(`the database and the declarations differ: ${differences.join('; ')}`)
    this.differences = differences
  }
}

/** Makes the tables that are missing. An existing table is never changed: a column more is a change of the retention schedule first. */
export async function createTables(db: Kysely<Tables>, declarations: DiskDeclaration[] = onDisk): Promise<void> {
  for (const { table } of declarations) {
    let create = db.schema.createTable(table.name).ifNotExists()
    for (const [name, { type, nullable }] of Object.entries(table.columns))
      create = create.addColumn(name, sql.raw(type), column => (nullable ? column : column.notNull()))
    if (table.key.length > 0) create = create.addPrimaryKeyConstraint(`${table.name}_key`, table.key as never[])
    await create.execute()
  }
}

/** `staff.alias text`, `settings.notice integer or null`: a column as declarations, database and schedule are compared. */
export const declaredColumns = (declarations: DiskDeclaration[] = onDisk): string[] =>
  declarations.flatMap(({ table }) =>
    Object.entries(table.columns).map(([name, { type, nullable }]) => `${table.name}.${name} ${type}${nullable ? ' or null' : ''}`),
  )

export async function liveColumns(db: Kysely<Tables>): Promise<string[]> {
  const { rows } = await sql<{ table_name: string; column_name: string; data_type: string; is_nullable: string }>`
    select table_name, column_name, data_type, is_nullable from information_schema.columns
    where table_schema not in ('information_schema', 'pg_catalog')`.execute(db)
  return rows.map(row => `${row.table_name}.${row.column_name} ${row.data_type}${row.is_nullable === 'YES' ? ' or null' : ''}`)
}

/** @returns each difference as one phrase; none when both agree */
export async function inventoryDifferences(db: Kysely<Tables>, declarations: DiskDeclaration[] = onDisk): Promise<string[]> {
  const [live, declared] = [await liveColumns(db), declaredColumns(declarations)]
  return [
    ...live.filter(column => !declared.includes(column)).map(column => `not declared: ${column}`),
    ...declared.filter(column => !live.includes(column)).map(column => `not in the database: ${column}`),
  ]
}

/** @throws InventoryProblem */
export async function checkInventory(db: Kysely<Tables>): Promise<void> {
  const differences = await inventoryDifferences(db)
  if (differences.length > 0) throw new InventoryProblem(differences)
}

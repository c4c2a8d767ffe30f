/**
 * Reads for a statement what the live store has: every column by name and type, and one amount that is public anyway, in whole tens. One read-only look, so that
 * no half of a change is seen, and no statement ever writes.
 */
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { KeptList } from '../schedule/kept-for.ts'
import { insideTransaction } from '../store/counted-pool.ts'
import { inventoryDifferences } from '../store/inventory.ts'
import type { Tables } from '../store/tables.ts'

export interface LiveColumn {
  table: string
  column: string
  type: string
  orNull: boolean
}

export interface Live {
  /** By table and column. */
  columns: LiveColumn[]
  /** Cards of the running period that were cancelled or replaced, rounded down to whole tens: the signed list says it to everyone, card by card. */
  ended: number
  /** The retention schedule in force: none of a release can be shorter. */
  schedule: { version: number; entered: string; kept: KeptList }
}

/** Why there is no statement. `columns` names tables and columns and nothing in them. */
export class StatementRefused extends Error {
  readonly columns: string[]
  constructor(columns: string[]) {
    super(columns.length > 0 ? `no statement: ${columns.join('; ')}` : 'no statement: the store is being changed right now')
    this.columns = columns
  }
}

/** PostgreSQL's codes for a lock that was not had in time and for a table that went away meanwhile. */
const beingChanged = ['55P03', '42P01', '42703', '40001', '25006']

/** @throws StatementRefused when a column is not declared, a declared one is missing, or the store is being changed */
export async function readLive(db: Kysely<Tables>, period: number): Promise<Live> {
  try {
    return await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(tx => insideTransaction(() => read(tx)))
  } catch (problem) {
    if (beingChanged.includes((problem as { code?: string }).code ?? '')) throw new StatementRefused([])
    throw problem
  }

  async function read(tx: Kysely<Tables>): Promise<Live> {
    await sql`set local lock_timeout = '2s'`.execute(tx)
    const differences = await inventoryDifferences(tx)
    if (differences.length > 0) throw new StatementRefused(differences)
    const { rows } = await sql<{ table_name: string; column_name: string; data_type: string; is_nullable: string }>`
      select table_name, column_name, data_type, is_nullable from information_schema.columns
      where table_schema not in ('information_schema', 'pg_catalog')
      order by table_name collate "C", column_name collate "C"`.execute(tx)
    const lists = await tx.selectFrom('cancelled').select('statuses').where('period', '=', period).execute()
    const schedules = await tx.selectFrom('schedule').selectAll().orderBy('version', 'desc').limit(1).execute()
    const [inForce] = schedules
    // A server writes it at its first start, before it listens.
    if (!inForce) throw new StatementRefused([])
    const ended = lists.reduce((sum, { statuses }) => sum + endedIn(statuses), 0)
    return {
      columns: rows.map(row => ({
        table: row.table_name,
        column: row.column_name,
        type: row.data_type,
        orNull: row.is_nullable === 'YES',
      })),
      ended: Math.floor(ended / 10) * 10,
      schedule: { version: inForce.version, entered: inForce.entered, kept: inForce.kept },
    }
  }
}

/** Indexes that are not valid: two bits each. */
function endedIn(statuses: Uint8Array): number {
  let count = 0
  for (const four of statuses) for (let rest = four; rest > 0; rest >>= 2) if ((rest & 3) !== 0) count++
  return count
}

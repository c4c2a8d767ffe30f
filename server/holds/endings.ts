/**
 * The one place where anything on disk ends (docs/decisions/holds.md). While a legal request is open nothing does, and that is all a hold is: memory ends as
 * declared, the clock goes on rewriting in place, nothing is written that would not have been. A guard knows every other place that could delete.
 */
import type { Transaction } from 'kysely'
import { type DiskDeclaration, isDeletable } from '../declaration.ts'
import type { Tables } from '../store/tables.ts'

/** What everything on disk that ends asks. */
export interface Endings {
  /** False while a legal request is open. */
  mayEnd(): boolean
  /** Days that a thing is kept by the schedule in force, which may be more than its declaration in this release says. */
  days(declaration: DiskDeclaration): number
}

/** A row by the names of its columns; keys are compared, nothing of it is read. */
type Rows = Transaction<Record<string, Record<string, unknown>>>
const inAny = (tx: Transaction<Tables>) => tx as unknown as Rows

/** Parameters of one statement stay far below what PostgreSQL takes. */
const chunk = 500

/**
 * The clock: writes all rows of its thing again, changed or not, in place of those with the same keys. Rows with other keys stay as they are: what may go is
 * for `endRows` alone.
 */
export async function rewriteRows<Row extends object>(
  tx: Transaction<Tables>,
  { table }: DiskDeclaration,
  rows: readonly Row[],
): Promise<void> {
  const column = (row: Row, name: string) => (row as Record<string, unknown>)[name]
  for (let at = 0; at < rows.length; at += chunk) {
    const some = rows.slice(at, at + chunk)
    await inAny(tx)
      .deleteFrom(table.name)
      .where(({ eb, or, and }) => or(some.map(row => and(table.key.map(name => eb(name, '=', column(row, name)))))))
      .execute()
    await inAny(tx)
      .insertInto(table.name)
      .values(some as unknown as Record<string, unknown>[])
      .execute()
  }
}

/**
 * Ends the rows whose `column` lies before a value, or is one of a list, unless a legal request is open.
 * @returns whether they ended; without a query when they may not
 */
export async function endRows(
  tx: Transaction<Tables>,
  endings: Pick<Endings, 'mayEnd'>,
  declaration: DiskDeclaration,
  column: string,
  ended: { before: string | number } | { among: readonly (string | number)[] },
): Promise<boolean> {
  if (!isDeletable(declaration)) throw new Error(`${declaration.name} is kept for good`)
  if (!endings.mayEnd()) return false
  const rows = inAny(tx).deleteFrom(declaration.table.name)
  if ('before' in ended) await rows.where(column, '<', ended.before).execute()
  else if (ended.among.length > 0) await rows.where(column, 'in', ended.among).execute()
  return true
}

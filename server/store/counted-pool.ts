/**
 * The pool behind Kysely, counted and guarded. Counted: a test plays a whole visit and asserts that not one query ran. Guarded: the
 * embedded store is one connection, and a query beside an open transaction would wait for ever without an error.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type { Pool } from 'pg'

const inTransaction = new AsyncLocalStorage<true>()

let open = 0

/**
 * Everything `run` does must go through the transaction it was given. With the last one the watch ends: as long as it lasts, Node follows every promise
 * of this process, and every answer costs more.
 */
export async function insideTransaction<T>(run: () => Promise<T>): Promise<T> {
  open++
  try {
    return await inTransaction.run(true, run)
  } finally {
    if (--open === 0) inTransaction.disable()
  }
}

export class CountedPool implements PostgresPool {
  queries = 0
  readonly #pool: Pool

  constructor(pool: Pool) {
    this.#pool = pool
    // A database that restarts ends idle connections; the next query opens another, and an unheard error would end this process.
    pool.on('error', () => {})
    pool.on('connect', client => client.on('error', () => {}))
  }

  async connect(): Promise<PostgresPoolClient> {
    if (inTransaction.getStore()) throw new Error('a query beside an open transaction')
    const client = await this.#pool.connect()
    const count = () => this.queries++
    return {
      query: (...given: unknown[]) => {
        count()
        return (client.query as (...given: unknown[]) => unknown)(...given)
      },
      release: () => client.release(),
    } as unknown as PostgresPoolClient
  }

  async end(): Promise<void> {
    await this.#pool.end()
  }
}

/**
 * Statements of holdings: one whenever counsel asks, kept nowhere, and one by the clock at the first hour of each month, kept for good and public. Both are read
 * from the live store in that moment; residents' pages never come here.
 */

import { parseCertified } from '@latchkey/certificates/certified.ts'
import { CertificateFault } from '@latchkey/certificates/faults.ts'
import type { Root } from '@latchkey/certificates/root.ts'
import { parseAskStatement, verifyAskStatement } from '@latchkey/certificates/statement.ts'
import type { PublicFile } from '@latchkey/record/hour.ts'
import { toText } from '@latchkey/wire/edge.ts'
import { Fault } from '@latchkey/wire/faults.ts'
import type { Answer, Made } from '@latchkey/wire/statement.ts'
import { rewriteRows } from '../holds/endings.ts'
import type { Nonces } from '../nonces/nonces.ts'
import { verify } from '../platform.ts'
import type { Staff } from '../staff/staff.ts'
import type { Store } from '../store/open-store.ts'
import { statement } from './declaration.ts'
import { type Live, readLive, StatementRefused } from './live-store.ts'
import { type StatementFacts, writeStatement } from './statement.ts'
import { hashOf, statementPaper } from './statement-paper.ts'

export interface StatementsPorts {
  root: Root
  staff: Staff
  nonces: Nonces
  clock: () => number
  /** YYYY-MM-DD of the city. */
  day(now: number): string
  period(now: number): number
  /** Everything but the look into the store. */
  facts(now: number, live: Live): StatementFacts
}

interface Monthly {
  month: string
  json: string
}

export class Statements {
  readonly #ports: StatementsPorts
  readonly #store: Store
  #monthly: Monthly[]
  /** Of the newest: drawn once, not for everyone who asks. */
  #pdf: Uint8Array<ArrayBuffer> | null = null

  constructor(ports: StatementsPorts, store: Store, monthly: Monthly[]) {
    this.#ports = ports
    this.#store = store
    this.#monthly = [...monthly].sort((a, b) => (a.month < b.month ? -1 : 1))
    this.#draw()
  }

  get count(): number {
    return this.#monthly.length
  }

  /**
   * Counsel's press. Writes nothing.
   * @returns the statement, or why there is none: which columns are not declared, or that the store is being changed
   * @throws Fault `malformed`, `not_certified`, `not_allowed`, `stale`
   */
  async ask(certified: Uint8Array): Promise<Answer> {
    await this.#isCounsel(certified)
    try {
      return made(await this.#write(this.#ports.clock()))
    } catch (problem) {
      if (!(problem instanceof StatementRefused)) throw problem
      return problem.columns.length > 0 ? { refused: 'columns', columns: problem.columns } : { refused: 'busy' }
    }
  }

  /** The clock, each hour: the month's statement, if it is missing. A month in which no server ran has none. */
  async tick(now: number): Promise<void> {
    const month = this.#ports.day(now).slice(0, 7)
    if (this.#monthly.some(one => one.month === month)) return
    const monthly = [...this.#monthly, { month, json: await this.#write(now) }]
    await this.#store.write(tx => rewriteRows(tx, statement, monthly))
    this.#monthly = monthly
    this.#draw()
  }

  /** The newest of the clock's, for everyone. */
  newest(): { json: string; pdf: Uint8Array<ArrayBuffer> } | null {
    const last = this.#monthly.at(-1)
    return last && this.#pdf ? { json: last.json, pdf: this.#pdf } : null
  }

  /** For the public record, which pads it: the newest. Those before it lie in the record's earlier hours. */
  files(): PublicFile[] {
    const last = this.#monthly.at(-1)
    return last ? [{ name: `statements/${last.month}.json`, bytes: new TextEncoder().encode(last.json) }] : []
  }

  #draw() {
    const last = this.#monthly.at(-1)
    this.#pdf = last ? statementPaper(last.json) : null
  }

  async #write(now: number): Promise<string> {
    const live = await readLive(this.#store.db, this.#ports.period(now))
    return writeStatement(this.#ports.facts(now, live))
  }

  async #isCounsel(certified: Uint8Array) {
    const { root, staff, nonces, clock } = this.#ports
    const now = clock()
    try {
      const { alias } = parseAskStatement(parseCertified(certified).body)
      // Of an older certificate of the same counsel the city may have thought better: the one it stands by decides.
      const known = staff.find(alias)
      if (known === null) throw new Fault('not_certified')
      const { nonce } = await verifyAskStatement(root, known.certificate, certified, now, verify)
      if (!nonces.isGood(nonce, now)) throw new Fault('stale')
      nonces.use(nonce, now)
    } catch (problem) {
      if (!(problem instanceof CertificateFault)) throw problem
      throw new Fault(problem.code === 'malformed' ? 'malformed' : problem.code === 'role' ? 'not_allowed' : 'not_certified')
    }
  }
}

const made = (json: string): Made => ({ json, pdf: toText(statementPaper(json)), hash: hashOf(json) })

export async function readStatements(ports: StatementsPorts, store: Store): Promise<Statements> {
  return new Statements(ports, store, await store.db.selectFrom('statements').selectAll().execute())
}

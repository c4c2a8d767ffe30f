/**
 * The legal requests (DESIGN §5.7): read at start, kept in memory, written by counsel's acts alone. While one is not released, everything that could be
 * deleted is held; a request whose existence may not be stated shows in nothing that others read.
 */

import type { CourtAct, Decision, Ground, Instrument, Issuer, Outcome, Served } from '@latchkey/law/lists.ts'
import type { AnswerBy, Seal, StatedRequest, StatedRequests } from '@latchkey/wire/legal.ts'
import type { Kysely, Transaction } from 'kysely'
import { rewriteRows } from '../holds/endings.ts'
import { sha256 } from '../platform.ts'
import type { Tables } from '../store/tables.ts'
import { legal as declared, type LegalRequestsTable } from './declaration.ts'

export interface Request {
  number: number
  instrument: Instrument
  issuer: Issuer
  received: string
  served: Served
  seal: Seal
  stated: boolean
  binding: boolean
  answerBy: AnswerBy | null
  ground: Ground | null
  decision: Decision | null
  court: CourtAct | null
  outcome: Outcome | null
  closed: string | null
  released: string | null
  /** Aliases of administrators, in the order of the alphabet. */
  named: string[]
}

export interface HistoryLine {
  number: number
  turn: number
  person: string
  act: string
  day: string
}

export class Legal {
  readonly #requests: Map<number, Request>
  readonly #history: HistoryLine[]
  /** One person may release a hold: the root's threshold is one. */
  readonly alone: boolean

  constructor(requests: Request[], history: HistoryLine[], alone: boolean) {
    this.#requests = new Map(requests.map(request => [request.number, request]))
    this.#history = history
    this.alone = alone
  }

  all(): Request[] {
    return [...this.#requests.values()]
  }

  find(number: number): Request | null {
    return this.#requests.get(number) ?? null
  }

  historyOf(number: number): HistoryLine[] {
    return this.#history.filter(line => line.number === number).sort((a, b) => a.turn - b.turn)
  }

  /** The number of the next request. */
  get next(): number {
    return Math.max(0, ...this.#requests.keys()) + 1
  }

  /** While one request is not released, everything that could be deleted is held; a second changes nothing, and neither does the end of the first. */
  holding(): boolean {
    return this.all().some(({ released }) => released === null)
  }

  /**
   * What everyone may read, as of a day. Ordered by what is read and by nothing else: the order in which requests came would tell of those between.
   * @param day the city's
   */
  stated(day: string): StatedRequests {
    const requests = this.all()
      .filter(request => mayBeStated(request, day))
      .map(toStated)
      .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
    return { asOf: day, release: this.alone ? 'one_person' : 'two_people', requests }
  }

  /** How many acts on those requests there were, for a count that everyone may read. */
  statedActs(day: string): number {
    return this.all()
      .filter(request => mayBeStated(request, day))
      .reduce((sum, { number }) => sum + this.historyOf(number).length, 0)
  }

  async write(tx: Transaction<Tables>, request: Request, line: HistoryLine): Promise<void> {
    const row: LegalRequestsTable = {
      number: request.number,
      instrument: request.instrument,
      issuer: request.issuer,
      received: request.received,
      served: request.served,
      seal: request.seal,
      stated: request.stated,
      binding: request.binding,
      answer_by: request.answerBy?.day ?? null,
      answer_by_rule: request.answerBy?.by ?? null,
      answer_by_moved: request.answerBy?.moved ?? null,
      ground: request.ground,
      decision: request.decision,
      court: request.court,
      outcome: request.outcome,
      closed: request.closed,
      released: request.released,
      named: request.named.join(','),
    }
    await rewriteRows(tx, declared, [row])
    await tx.insertInto('legal_history').values(line).execute()
  }

  /** After the transaction. */
  keep(request: Request, line: HistoryLine): void {
    this.#requests.set(request.number, request)
    this.#history.push(line)
  }
}

/** Two conditions: its day has come, and counsel has said so. What was never sealed is said at intake. */
export const mayBeStated = ({ seal, stated }: Pick<Request, 'seal' | 'stated'>, day: string): boolean =>
  seal === 'none' || (stated && hasLifted(seal, day))

/** An open seal lifts when a court says so, and counsel enters the day. */
export const hasLifted = (seal: Seal, day: string): boolean => seal === 'none' || (seal !== 'open' && seal <= day)

const toStated = ({ received, instrument, issuer, binding, answerBy, decision, outcome, closed }: Request): StatedRequest => ({
  received,
  instrument,
  issuer,
  binding,
  answerBy: answerBy?.day ?? null,
  decision,
  outcome,
  closed,
})
const keyOf = (request: StatedRequest): string => JSON.stringify(Object.values(request))

/** 8 bytes that say how a request stands: of two who saw the same only the first is right. */
export const standingOf = (request: Request): Uint8Array => sha256(new TextEncoder().encode(JSON.stringify(request))).subarray(0, 8)

/** @param alone whether one person may release a hold */
export async function readLegal(db: Kysely<Tables>, alone: boolean): Promise<Legal> {
  const rows = await db.selectFrom('legal_requests').selectAll().execute()
  const history = await db.selectFrom('legal_history').selectAll().execute()
  const requests = rows.map(
    (row): Request => ({
      number: row.number,
      instrument: row.instrument as Instrument,
      issuer: row.issuer as Issuer,
      received: row.received,
      served: row.served as Served,
      seal: row.seal,
      stated: row.stated,
      binding: row.binding,
      answerBy:
        row.answer_by === null ? null : { day: row.answer_by, by: row.answer_by_rule as AnswerBy['by'], moved: row.answer_by_moved },
      ground: row.ground as Ground | null,
      decision: row.decision as Decision | null,
      court: row.court as CourtAct | null,
      outcome: row.outcome as Outcome | null,
      closed: row.closed,
      released: row.released,
      named: row.named === '' ? [] : row.named.split(','),
    }),
  )
  requests.sort((a, b) => a.number - b.number)
  return new Legal(
    requests,
    history.map(({ number, turn, person, act, day }) => ({ number, turn, person, act, day })),
    alone,
  )
}

/** The certified periods: public, and what every card of the quarter follows from. */
import { parseCertified } from '@latchkey/certificates/certified.ts'
import { type PeriodCertificate, parsePeriod } from '@latchkey/certificates/period-certificate.ts'
import type { Kysely, Transaction } from 'kysely'
import type { Tables } from '../store/tables.ts'

export interface Period {
  certificate: PeriodCertificate
  /** Exact bytes of the certified statement. */
  certified: Uint8Array
  /** X.509, DER. */
  x509: Uint8Array
}

export class Periods {
  readonly #periods: Map<number, Period>

  constructor(periods: Period[]) {
    this.#periods = new Map(periods.map(period => [period.certificate.period, period]))
  }

  all(): Period[] {
    return [...this.#periods.values()].sort((a, b) => a.certificate.period - b.certificate.period)
  }

  find(number: number): Period | null {
    return this.#periods.get(number) ?? null
  }

  async write(tx: Transaction<Tables>, { certificate, certified, x509 }: Period): Promise<void> {
    const row = { period: certificate.period, certified: Buffer.from(certified), x509: Buffer.from(x509) }
    await tx.insertInto('periods').values(row).execute()
  }

  /** After the transaction. */
  keep(period: Period): void {
    this.#periods.set(period.certificate.period, period)
  }
}

export async function readPeriods(db: Kysely<Tables>): Promise<Periods> {
  const rows = await db.selectFrom('periods').selectAll().execute()
  return new Periods(
    rows.map(row => {
      const certified = new Uint8Array(row.certified)
      return { certificate: parsePeriod(parseCertified(certified).body), certified, x509: new Uint8Array(row.x509) }
    }),
  )
}

/** Who may work at a desk: what administrators have certified, one certificate an alias. */
import type { ClerkCertificate } from '@latchkey/certificates/clerk.ts'
import { verifyDesk } from '@latchkey/certificates/desk.ts'
import { CertificateFault } from '@latchkey/certificates/faults.ts'
import type { Root } from '@latchkey/certificates/root.ts'
import { toText } from '@latchkey/wire/edge.ts'
import { Fault } from '@latchkey/wire/faults.ts'
import type { Kysely, Transaction } from 'kysely'
import { rewriteRows } from '../holds/endings.ts'
import type { Duty } from '../on-duty/on-duty.ts'
import { sameBytes, verify } from '../platform.ts'
import type { Tables } from '../store/tables.ts'
import { staff as declared } from './declaration.ts'

export interface Clerk {
  alias: string
  role: string
  from: number
  to: number
  /** The certified statement's exact bytes. */
  certificate: Uint8Array
}

export class Staff {
  readonly #clerks: Map<string, Clerk>

  constructor(clerks: Clerk[]) {
    this.#clerks = new Map(clerks.map(clerk => [clerk.alias, clerk]))
  }

  all(): Clerk[] {
    return [...this.#clerks.values()]
  }

  find(alias: string): Clerk | null {
    return this.#clerks.get(alias) ?? null
  }

  /** Replaces the certificate of this alias. The clerk's work ends when the new one says so. */
  async write(tx: Transaction<Tables>, clerk: ClerkCertificate, certificate: Uint8Array): Promise<void> {
    const row = {
      alias: clerk.alias,
      role: clerk.role,
      passkey: Buffer.from(clerk.publicKey),
      certificate: Buffer.from(certificate),
      valid_from: String(clerk.from),
      valid_to: String(clerk.to),
    }
    await rewriteRows(tx, declared, [row])
  }

  /** After the transaction. */
  keep({ alias, role, from, to }: ClerkCertificate, certificate: Uint8Array): void {
    this.#clerks.set(alias, { alias, role, from, to, certificate })
  }

  /**
   * Does this desk follow from the root, and does the city still stand by this certificate? An older certificate of the same clerk
   * follows from the root too; the one in the store decides.
   * @throws Fault `not_certified`, `not_allowed`
   */
  async certify(root: Root, clerkCertified: Uint8Array, deskCertified: Uint8Array, now: number): Promise<Omit<Duty, 'site'>> {
    try {
      const { clerk, deskKey, to } = await verifyDesk(root, clerkCertified, deskCertified, now, verify)
      const known = this.find(clerk.alias)
      if (known === null || !sameBytes(known.certificate, clerkCertified)) throw new Fault('not_certified')
      return { alias: clerk.alias, role: clerk.role, deskKey, to, certificate: toText(clerkCertified) }
    } catch (problem) {
      if (problem instanceof CertificateFault) throw new Fault(problem.code === 'role' ? 'not_allowed' : 'not_certified')
      throw problem
    }
  }
}

export async function readStaff(db: Kysely<Tables>): Promise<Staff> {
  const rows = await db.selectFrom('staff').selectAll().execute()
  return new Staff(
    rows.map(row => ({
      alias: row.alias,
      role: row.role,
      from: Number(row.valid_from),
      to: Number(row.valid_to),
      certificate: new Uint8Array(row.certificate),
    })),
  )
}

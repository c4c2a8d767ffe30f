/** A legal request as a row of the store, open or closed, for worlds that begin with one. Never built into anything. */
import type { LegalRequestsTable } from '../legal/declaration.ts'

/** Sealed until a court says otherwise: nothing that others read may name it. */
export const sealedRequest = (received: string, released: string | null): LegalRequestsTable => ({
  number: 1,
  instrument: 'grand_jury_subpoena',
  issuer: 'prosecutor',
  received,
  served: 'in_person',
  seal: 'open',
  stated: false,
  binding: true,
  answer_by: null,
  answer_by_rule: null,
  answer_by_moved: null,
  ground: null,
  decision: null,
  court: null,
  outcome: null,
  closed: released,
  released,
  named: '',
})

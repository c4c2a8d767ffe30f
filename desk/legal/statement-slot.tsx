/** Counsel's desk: where the statement of holdings is made. Empty until there is one. */
import type { LegalPerson } from './people.ts'

/** @param counsel who sits here and has touched: one more touch of theirs signs a statement */
export function StatementSlot(_: { counsel: LegalPerson }) {
  return null
}

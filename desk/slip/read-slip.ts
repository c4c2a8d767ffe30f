/** Desk: what a scanned code is, when somebody brings a refusal slip. Nothing of it is kept or sent: a slip opens nothing and proves no right. */
import { isRefusalCode, readRefusalCode } from '@latchkey/card/refusal-code.ts'
import type { Verify } from '@latchkey/certificates/ports.ts'
import { type RefusalSlip, verifyRefusal } from '@latchkey/certificates/refusal-slip.ts'
import type { Root } from '@latchkey/certificates/root.ts'

export type ReadSlip =
  | { slip: RefusalSlip & { alias: string } }
  /** other: another code. not_ours: changed, of another city, or of a desk that was not certified on that day. */
  | { no: 'other' | 'not_ours' }

/** The text is anybody's. Never throws. @param dayOf the city's day of a moment in seconds since 1970 */
export async function readSlip(text: string, root: Root, verify: Verify, dayOf: (moment: number) => string): Promise<ReadSlip> {
  if (!isRefusalCode(text)) return { no: 'other' }
  try {
    return { slip: await verifyRefusal(root, readRefusalCode(text), verify, dayOf) }
  } catch {
    return { no: 'not_ours' }
  }
}

/** What the resident wants otherwise than the desk had it, field by field, so that the clerk reads each: the three lines of the back count as three. */
import { type LineName, lineNames } from '@latchkey/card/facts.ts'
import type { Answers } from '@latchkey/channel/messages.ts'

/** What may be corrected in a visit: what the card says. Language, kind and papers are not. */
export type Correctable = Pick<Answers, 'name' | 'nameLatin' | 'birthDate' | 'address' | 'gender' | 'emergencyContact' | 'lines'>

const fields = ['name', 'nameLatin', 'birthDate', 'address', 'gender', 'emergencyContact'] as const
export type CorrectedField = (typeof fields)[number] | LineName

export interface Change {
  field: CorrectedField
  was: string | null
  is: string | null
}

/** @param before null when the desk had no answers yet: then everything is new */
export function changesOf(before: Correctable | null, after: Correctable): Change[] {
  return [
    ...fields.map(field => ({ field, was: before?.[field] ?? null, is: after[field] })),
    ...lineNames.map(field => ({ field, was: before?.lines[field] ?? null, is: after.lines[field] })),
  ].filter(({ was, is }) => was !== is)
}

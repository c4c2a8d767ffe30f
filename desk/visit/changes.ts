/** What the resident wants otherwise than the desk had it, field by field, so that the clerk reads each: the three lines of the back count as three. */
import { type LineName, lineNames } from '@latchkey/card/facts.ts'
import type { Answers } from '@latchkey/channel/messages.ts'

/** What the card says: what a resident or a clerk corrects in a visit. */
type CardSays = Pick<Answers, 'name' | 'nameLatin' | 'birthDate' | 'address' | 'gender' | 'emergencyContact' | 'veteran' | 'lines'>
/** What may be corrected at the desk: also the kind of person, where the clerk typed it. Language and papers are not. */
export type Correctable = CardSays & Pick<Answers, 'kind'>

const fields = ['name', 'nameLatin', 'birthDate', 'address', 'gender', 'emergencyContact'] as const
export type CorrectedField = (typeof fields)[number] | 'veteran' | LineName

export interface Change {
  field: CorrectedField
  was: string | null
  is: string | null
}

/** @param before null when the desk had no answers yet: then everything is new */
export function changesOf(before: CardSays | null, after: CardSays): Change[] {
  return [
    ...fields.map(field => ({ field, was: before?.[field] ?? null, is: after[field] })),
    // As text, like the others: *yes* where the mark is wanted.
    { field: 'veteran' as const, was: before?.veteran ? 'yes' : null, is: after.veteran ? 'yes' : null },
    ...lineNames.map(field => ({ field, was: before?.lines[field] ?? null, is: after.lines[field] })),
  ].filter(({ was, is }) => was !== is)
}

/**
 * What a need wants, as data: so many points of one proof, all or any of several wants, or a caretaker who meets needs of their own. Papers give
 * proofs (`papers[].gives`); where a city counts no points every paper gives one, and one is wanted.
 */
import * as v from 'valibot'

/** What a clerk ticks and a refusal names: never a paper. The closed list of every city; a kind of person has some of them. */
export const needs = ['photo', 'birth_date', 'lives_here', 'who_you_are', 'relationship'] as const
export const need = v.picklist(needs)
export type Need = v.InferOutput<typeof need>

export const id = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]*$/), v.maxLength(40))
export const points = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9))

export type Wants =
  /** The papers together give at least so many points of this proof; 1 where none are said. */
  | { proof: string; points?: number | undefined }
  | { all: Wants[] }
  | { any: Wants[] }
  /** A caretaker meets these needs of that kind of person, with papers of their own. */
  | { caretaker: string; needs: Need[] }

const leaves = [
  v.strictObject({ proof: id, points: v.optional(points) }),
  v.strictObject({ caretaker: id, needs: v.pipe(v.array(need), v.minLength(1)) }),
] as const

/** Groups in groups, so many deep and no deeper: a file cannot make its reader go down for ever. */
function wantsAt(depth: number): v.GenericSchema<Wants> {
  if (depth === 0) return v.union([...leaves])
  const inner = v.pipe(v.array(wantsAt(depth - 1)), v.minLength(2), v.maxLength(8))
  return v.union([...leaves, v.strictObject({ all: inner }), v.strictObject({ any: inner })])
}
export const wants = wantsAt(3)

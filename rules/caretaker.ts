/**
 * Kinds of person who come with a caretaker: whose papers are on the list, and which of them tie the two together. A paper is named by a ref:
 * its id, with `caretaker.` before it where the caretaker shows it (counts.ts), so that one list holds the papers of two people.
 */
import { caretakerMark, whoseOf } from './counts.ts'
import type { Paper, Rules } from './rules.ts'
import { bookOf, kindOf } from './sums.ts'
import type { Wants } from './wants.ts'

export const isCaretakers = (ref: string): boolean => whoseOf(ref).whose === 'caretaker'

/** The row of a ref; null for what no rule knows: refs come from other devices. */
export const paperOf = (rules: Pick<Rules, 'papers'>, ref: string): Paper | null =>
  rules.papers.find(paper => paper.id === whoseOf(ref).paper) ?? null

/**
 * Every paper that serves somebody of this kind, own ones before the caretaker's, most common first.
 * @throws RulesFault unknown_kind
 */
export const refsFor = (rules: Rules, kindId: string): string[] =>
  bookOf(rules, kindId)
    .candidates.filter(one => one.servings.length > 0)
    .map(one => one.ref)

/** Whether a caretaker may show papers for somebody of this kind. @throws RulesFault unknown_kind */
export const hasCaretaker = (rules: Rules, kindId: string): boolean => {
  const names = (wants: Wants): boolean =>
    'caretaker' in wants || ('all' in wants && wants.all.some(names)) || ('any' in wants && wants.any.some(names))
  return kindOf(rules, kindId).needs.some(row => names(row.wants))
}

/** Proofs that are wanted together with a caretaker, and those wanted anywhere else. */
function proofsOf(rules: Rules, kindId: string): { tie: Set<string>; other: Set<string> } {
  const tie = new Set<string>()
  const other = new Set<string>()
  const look = (wants: Wants, besideCaretaker: boolean) => {
    if ('proof' in wants) (besideCaretaker ? tie : other).add(wants.proof)
    else if ('all' in wants) for (const one of wants.all) look(one, besideCaretaker || wants.all.some(inner => 'caretaker' in inner))
    else if ('any' in wants) for (const one of wants.any) look(one, besideCaretaker)
  }
  for (const row of kindOf(rules, kindId).needs) look(row.wants, false)
  return { tie, other }
}

/**
 * Own papers in two lists: what they show of the person alone, and what ties them to the caretaker (a birth certificate is in both).
 * Where nobody comes along the second is empty. @throws RulesFault unknown_kind
 */
export function ownLists(rules: Rules, kindId: string): { alone: string[]; tie: string[] } {
  const own = refsFor(rules, kindId).filter(ref => !isCaretakers(ref))
  const proofs = proofsOf(rules, kindId)
  const giving = (wanted: Set<string>) => own.filter(ref => Object.keys(paperOf(rules, ref)!.gives).some(proof => wanted.has(proof)))
  return { alone: giving(proofs.other), tie: giving(proofs.tie) }
}

/** The same paper in the hands of the other of the two: what a family shows once lies on the desk for both. */
export const otherHands = (ref: string): string => (isCaretakers(ref) ? whoseOf(ref).paper : `${caretakerMark}${ref}`)

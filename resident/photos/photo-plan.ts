import { paperOf } from '@latchkey/rules/caretaker.ts'
import type { Rules } from '@latchkey/rules/rules.ts'
import { type PhotoName, sameName } from './photo-store.ts'

/**
 * Which photos are worth taking before the visit: each side of each paper the resident chose, in their order, then the card photo.
 * Papers the rules do not know are left out: they came from an older page. Party: resident.
 */
export function photoPlan(rules: Pick<Rules, 'papers'>, papers: readonly string[]): PhotoName[] {
  const sides = [...new Set(papers)].flatMap(id => {
    return Array.from({ length: paperOf(rules, id)?.sides ?? 0 }, (_, at): PhotoName => ({ purpose: 'paper', paper: id, side: at + 1 }))
  })
  return [...sides, { purpose: 'portrait', paper: null, side: 0 }]
}

/** The first planned photo from `from` on that is not taken yet, else null. */
export function nextPhoto(plan: readonly PhotoName[], taken: readonly PhotoName[], from = 0): PhotoName | null {
  const missing = (name: PhotoName) => !taken.some(one => sameName(one, name))
  return plan.slice(from).find(missing) ?? plan.slice(0, from).find(missing) ?? null
}

import { paperOf } from '@latchkey/rules/caretaker.ts'
import { countsAs } from '@latchkey/rules/counts.ts'
import type { Rules } from '@latchkey/rules/rules.ts'
import type { PhotoName } from './photo-store.ts'

/** Whether *I have it on a screen* is offered: for a paper that the rules take so, never for a face. The desk counts it by the same rule. Party: resident. */
export function takesScreen(rules: Pick<Rules, 'papers'>, { purpose, paper: ref }: PhotoName): boolean {
  const paper = purpose === 'paper' && ref !== null ? paperOf(rules, ref) : null
  return paper !== null && countsAs(paper, 'screen')
}

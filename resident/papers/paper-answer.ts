/** What R4 says, from what was tapped. Pure; both the screen and the printed list read it. */

import { paperOf, refsFor } from '@latchkey/rules/caretaker.ts'
import { type Enough, enough, showThese } from '@latchkey/rules/enough.ts'
import type { Rules } from '@latchkey/rules/rules.ts'

export interface PaperAnswer {
  result: Enough
  /** The papers in hand that the rules know, as refs: own ones first, in the order of the rules. */
  held: string[]
  /** When enough: the fewest to show, and those that are not needed. */
  show: string[]
  spare: string[]
  /** When not enough: how many more papers the smallest mend has. */
  missing: number
  /** Of the papers this answer rests on, those that no public text confirms. */
  unconfirmed: string[]
}

export function paperAnswer(rules: Rules, kind: string, tapped: readonly string[]): PaperAnswer {
  const held = refsFor(rules, kind).filter(ref => tapped.includes(ref))
  const result = enough(rules, kind, held)
  const show = result.enough ? showThese(rules, kind, held) : []
  const named = new Set(result.enough ? show : result.mends.flat())
  return {
    result,
    held,
    show,
    spare: result.enough ? held.filter(id => !show.includes(id)) : [],
    missing: result.mends[0]?.length ?? 0,
    unconfirmed: [...named].filter(ref => paperOf(rules, ref)?.status === 'unconfirmed'),
  }
}

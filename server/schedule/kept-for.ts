/** Comparing how long things are kept. What cannot be compared counts as shorter: then nothing becomes shorter by a misreading. */
import type { DiskDeclaration, KeptFor } from '../declaration.ts'

/** By name of the thing. */
export type KeptList = Record<string, KeptFor>

export const keptListOf = (declarations: readonly DiskDeclaration[]): KeptList =>
  Object.fromEntries(declarations.map(({ name, keptFor }) => [name, keptFor]))

/** Would `next` let something end that `before` still keeps? */
export function isShorter(next: KeptFor, before: KeptFor): boolean {
  if (next.for === 'good') return false
  if (next.for !== before.for) return true
  return next.for === 'days' && before.for === 'days' && (next.after !== before.after || next.days < before.days)
}

/** What is declared where that is as long or longer, otherwise what was in force. */
export const longest = (declared: KeptList, inForce: KeptList): KeptList =>
  Object.fromEntries(
    Object.entries(declared).map(([name, next]) => {
      const before = inForce[name]
      return [name, before && isShorter(next, before) ? before : next]
    }),
  )

/** `for good`, `by the schedule`, `7 days after written`: for the console. */
export const sayKept = (kept: KeptFor): string =>
  kept.for === 'good' ? 'for good' : kept.for === 'schedule' ? 'by the schedule' : `${kept.days} days after ${kept.after}`

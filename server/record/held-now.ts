/** How many of each declared thing there are at this moment: the strip in the middle of /try. Counts only, out of memory. */
import type { HeldNow } from '@latchkey/wire/record.ts'
import { declarations } from './declarations.ts'

/** One count and one sentence for each declared thing; a thing without them does not compile into the list (a test compares). */
export type Counts = Record<string, { count: number; says: string }>

export function heldNow(at: number, counts: Counts): HeldNow {
  const held = declarations.map(({ name, where }) => {
    const { count, says } = counts[name] ?? { count: 0, says: '' }
    return { name, where, count, says }
  })
  return { at, held }
}

/** `1 room`, `2 rooms`. */
export const many = (count: number, one: string, more = `${one}s`): string => `${count} ${count === 1 ? one : more}`

/** Desk: the rights to a new card that are open here, in the order in which they were given. In page memory, gone with the day. */
import type { ReplaceReason } from '@latchkey/rules/rules.ts'
import type { CaseState } from '../visit/state.ts'
import type { CounterBy } from '../waiting/desk-line.ts'

/** A cancel code was spent here and its new card is not sealed yet. Holds nothing of whose it is: only when, so that the clerk can ask. */
export interface OpenRight {
  /** 16 bytes of the server. */
  right: Uint8Array
  /** When the old card was ended here, seconds since 1970. */
  at: number
  reason: ReplaceReason
  /** The backup sheet was here and its face was compared: the rules then ask less again. */
  sheet: boolean
}

/** A right was given: it is the last of them. */
export const withRight = (rights: readonly OpenRight[], right: OpenRight): readonly OpenRight[] => [...rights, right]
/** It was used, or the server does not know it any more. */
export const withoutRight = (rights: readonly OpenRight[], right: OpenRight): readonly OpenRight[] => rights.filter(one => one !== right)

/** The right that this case was opened with, or null. A visit by phone that comes after a counter room stands on none. */
export function rightOf(rights: readonly OpenRight[], by: CounterBy | null, atCounter: boolean): OpenRight | null {
  if (!atCounter || !by || !('right' in by)) return null
  return rights.find(one => one.right === by.right) ?? null
}

/** Its card is sealed: the right is spent, whatever comes of the paper. */
export const spendsRight = (state: CaseState): boolean => state.at === 'handed' || (state.at === 'closed' && state.outcome === 'card')

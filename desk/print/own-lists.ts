/** Desk: keeps its own copy of the cancelled lists, by the clock. */
import type { OwnLists } from '../task.ts'

export const noLists: OwnLists = { periods: [], lists: new Map() }

/** Whether a supervisor has to look too before a card may be made. */
import type { Rules } from './rules.ts'

/** @param refs the papers that the card rests on */
export const asksSupervisor = (rules: Rules, kindId: string, refs: readonly string[]): boolean =>
  rules.supervisorLook.some(row => (row.kind === null || row.kind === kindId) && (row.paper === null || refs.includes(row.paper)))

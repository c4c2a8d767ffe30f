/** Where each paper of this city comes from, by the rules that this desk works by. */

import * as built from 'virtual:city/where'
import type { Rules } from '@latchkey/rules/rules.ts'
import { parseWhere, type Where } from '@latchkey/rules/where.ts'

let read: Where | null = null

/** Read once and checked. */
export const whereOf = (rules: Rules): Where => (read ??= parseWhere(rules, built.where))

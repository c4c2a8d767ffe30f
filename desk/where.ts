/** Where each paper of this city comes from, checked by the build like the rules. */

import * as built from 'virtual:city/where'
import type { Where, WhereRow } from '@latchkey/rules/where.ts'

export const where: Where = new Map((built.where as WhereRow[]).map(row => [row.paper, row]))

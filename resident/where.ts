/** Where each paper of this city comes from, checked by the build. Apart from city.ts: it comes with the screens that say it, not with the first page. */

import * as built from 'virtual:city/where'
import type { Where, WhereRow } from '@latchkey/rules/where.ts'

export const where: Where = new Map((built.where as WhereRow[]).map(row => [row.paper, row]))

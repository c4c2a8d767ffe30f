/** Where each paper of this city comes from, read once and checked. Apart from city.ts: it comes with the screens that say it, not with the first page. */

import * as built from 'virtual:city/where'
import { parseWhere, type Where } from '@latchkey/rules/where.ts'
import { rules } from './city.ts'

export const where: Where = parseWhere(rules, built.where)

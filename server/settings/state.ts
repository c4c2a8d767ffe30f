/** What anyone may know of the settings: who is certified until when, which periods, whether blanks run low, which ways in are open. */
import type { Root } from '@latchkey/certificates/root.ts'
import { toText } from '@latchkey/wire/edge.ts'
import type { State } from '@latchkey/wire/settings.ts'
import type { Blanks } from '../blanks/blanks.ts'
import type { Periods } from '../periods/periods.ts'
import type { Staff } from '../staff/staff.ts'
import { type Settings, standingOf } from './settings.ts'

export interface StateParts {
  root: Root
  poolKey: Uint8Array
  listKey: Uint8Array
  poolSize: number
  staff: Staff
  periods: Periods
  blanks: Blanks
  settings: Settings
}

export function stateOf({ root, poolKey, listKey, poolSize, staff, periods, blanks, settings }: StateParts): State {
  return {
    city: root.city,
    practice: root.practice,
    poolKey: toText(poolKey),
    listKey: toText(listKey),
    poolSize,
    clerks: staff.all().map(({ alias, role, from, to, certificate }) => ({ alias, role, from, to, certified: toText(certificate) })),
    periods: periods.all().map(({ certificate: { period, first, last } }) => ({ period, first, last, blanksLeft: blanks.left(period) })),
    ways: settings.all().map(way => ({
      way: way.way,
      site: way.site,
      open: way.open && settings.mayOpen(way),
      notice: way.notice,
      to: way.to,
      next: way.next,
      paused: settings.isPaused(way),
      authority: settings.authority(way),
      standing: toText(standingOf(way)),
    })),
  }
}

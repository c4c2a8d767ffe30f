/** Every table there is, from the declarations beside the things themselves. */
import { blanks, type BlanksTable } from '../blanks/declaration.ts'
import { cancelled, type CancelledTable } from '../cancelled/declaration.ts'
import type { DiskDeclaration } from '../declaration.ts'
import { events, type EventsTable } from '../events/declaration.ts'
import { keys, type KeysTable } from '../keys/declaration.ts'
import { periods, type PeriodsTable } from '../periods/declaration.ts'
import { settings, type SettingsTable } from '../settings/declaration.ts'
import { staff, type StaffTable } from '../staff/declaration.ts'
import { staffHistory, type StaffHistoryTable } from '../staff-history/declaration.ts'

export interface Tables {
  staff: StaffTable
  settings: SettingsTable
  keys: KeysTable
  blanks: BlanksTable
  staff_history: StaffHistoryTable
  cancelled: CancelledTable
  periods: PeriodsTable
  events: EventsTable
}

export const onDisk: DiskDeclaration[] = [staff, settings, keys, blanks, staffHistory, cancelled, periods, events]

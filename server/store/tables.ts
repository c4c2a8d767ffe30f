/** Every table there is, from the declarations beside the things themselves. */
import { type BlanksTable, blanks } from '../blanks/declaration.ts'
import { type CancelledTable, cancelled } from '../cancelled/declaration.ts'
import { type CountsTable, counts } from '../counts/declaration.ts'
import type { DiskDeclaration } from '../declaration.ts'
import { type DisposalsTable, disposals } from '../disposals/declaration.ts'
import { type EventsTable, events } from '../events/declaration.ts'
import { type KeysTable, keys } from '../keys/declaration.ts'
import { type LegalRequestsTable, legal } from '../legal/declaration.ts'
import { type LegalHistoryTable, legalHistory } from '../legal-history/declaration.ts'
import { type PeriodsTable, periods } from '../periods/declaration.ts'
import { type PublicRecordTable, publicRecord } from '../public-record/declaration.ts'
import { type ScheduleTable, schedule } from '../schedule/declaration.ts'
import { type SettingsTable, settings } from '../settings/declaration.ts'
import { type SlotsTable, slots } from '../slots/declaration.ts'
import { type StaffTable, staff } from '../staff/declaration.ts'
import { type StaffHistoryTable, staffHistory } from '../staff-history/declaration.ts'
import { type StatementsTable, statement } from '../statement/declaration.ts'

export interface Tables {
  staff: StaffTable
  settings: SettingsTable
  keys: KeysTable
  blanks: BlanksTable
  staff_history: StaffHistoryTable
  cancelled: CancelledTable
  periods: PeriodsTable
  events: EventsTable
  slots: SlotsTable
  counts: CountsTable
  statements: StatementsTable
  public_record: PublicRecordTable
  schedule: ScheduleTable
  disposals: DisposalsTable
  legal_requests: LegalRequestsTable
  legal_history: LegalHistoryTable
}

export const onDisk: DiskDeclaration[] = [
  staff,
  settings,
  keys,
  blanks,
  staffHistory,
  cancelled,
  periods,
  events,
  slots,
  counts,
  publicRecord,
  schedule,
  disposals,
  legal,
  legalHistory,
  statement,
]

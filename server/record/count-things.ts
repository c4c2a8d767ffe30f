/** How many of each declared thing there are now, each with one plain sentence. Everything is counted in memory; no value is shown. */
import type { Blanks } from '../blanks/blanks.ts'
import type { Booking } from '../booking/booking.ts'
import type { Cancelled } from '../cancelled/cancelled.ts'
import type { Changes } from '../changes/changes.ts'
import type { Comebacks } from '../comebacks/comebacks.ts'
import type { Counts as StoredCounts } from '../counts/counts.ts'
import type { Disposals } from '../disposals/disposals.ts'
import type { Events } from '../events/events.ts'
import type { Nonces } from '../nonces/nonces.ts'
import type { DeskMessages } from '../on-duty/desk-messages.ts'
import type { OnDuty } from '../on-duty/on-duty.ts'
import type { OpenPool } from '../open-pool/open-pool.ts'
import type { Periods } from '../periods/periods.ts'
import type { PublicRecord } from '../public-record/public-record.ts'
import type { Ready } from '../ready/ready.ts'
import type { Rights } from '../rights/rights.ts'
import type { Rooms } from '../rooms/rooms.ts'
import type { Schedule } from '../schedule/schedule.ts'
import type { WarmSigners } from '../seal/warm-signers.ts'
import type { Settings } from '../settings/settings.ts'
import type { Slots } from '../slots/slots.ts'
import type { Staff } from '../staff/staff.ts'
import type { StaffHistory } from '../staff-history/staff-history.ts'
import type { Statements } from '../statement/statements.ts'
import type { Tallies } from '../tallies/tallies.ts'
import type { Waiting } from '../waiting/waiting.ts'
import { type Counts, many } from './held-now.ts'

export interface Things {
  staff: Staff
  settings: Settings
  blanks: Blanks
  history: StaffHistory
  cancelled: Cancelled
  periods: Periods
  events: Events
  waiting: Waiting
  ready: Ready
  rooms: Rooms
  openPool: OpenPool
  changes: Changes
  rights: Rights
  comebacks: Comebacks
  onDuty: OnDuty
  messages: DeskMessages
  nonces: Nonces
  seals: WarmSigners
  slots: Slots
  booking: Booking
  counts: StoredCounts
  tallies: Tallies
  statements: Statements
  record: PublicRecord
  schedule: Schedule
  disposals: Disposals
  /** Of those whose existence may be stated. */
  legal: () => { requests: number; acts: number }
}

export function countThings(things: Things): Counts {
  const {
    staff,
    settings,
    blanks,
    history,
    cancelled,
    periods,
    events,
    waiting,
    ready,
    rooms,
    openPool,
    changes,
    rights,
    comebacks,
    onDuty,
    messages,
    nonces,
    seals,
    slots,
    booking,
    counts,
    tallies,
    statements,
    record,
    schedule,
    disposals,
    legal,
  } = things
  const { requests, acts } = legal()
  return {
    staff: { count: staff.all().length, says: many(staff.all().length, 'certified clerk') },
    settings: {
      count: settings.all().length,
      says: `${settings.shown(settings.phone).open ? 'phone visits: open' : 'phone visits: closed'}; ${many(settings.all().length - 1, 'counter or event', 'counters and events')}`,
    },
    keys: { count: 5, says: 'waiting, booking, cancel, list and record key' },
    blanks: { count: blanks.count, says: `${many(blanks.count, 'blank')} in ${many(blanks.pools, 'pool')}` },
    'staff-history': {
      count: history.count,
      says: many(history.count, 'act of administrators or supervisors', 'acts of administrators or supervisors'),
    },
    statement: { count: statements.count, says: many(statements.count, 'monthly statement') },
    cancelled: { count: cancelled.count, says: many(cancelled.count, 'whole list', 'whole lists') },
    periods: { count: periods.all().length, says: many(periods.all().length, 'certified quarter') },
    events: { count: events.count, says: many(events.count, 'hourly size', 'hourly sizes') },
    waiting: {
      count: waiting.given,
      says: `${many(waiting.given, 'number')} given, ${waiting.called} called, ${waiting.claimed} claimed`,
    },
    ready: { count: ready.count, says: `${many(ready.count, 'order')} and ${many(ready.count, 'hash of a place', 'hashes of places')}` },
    rooms: {
      count: rooms.count,
      says: `${many(rooms.count, 'room')}, ${many(rooms.sockets, 'socket')}, ${many(rooms.answers, 'closed answer')}, ${many(seals.count, 'signer')}`,
    },
    'open-pool': { count: openPool.left, says: `${many(openPool.left, 'blank')} left, without order` },
    changes: { count: changes.count, says: `${many(changes.count, 'index', 'indexes')} until the next list` },
    rights: { count: rights.count, says: many(rights.count, 'right to a new card', 'rights to a new card') },
    comebacks: { count: comebacks.count, says: many(comebacks.count, 'used way back', 'used ways back') },
    'on-duty': {
      count: onDuty.all().length,
      says: `${many(onDuty.all().length, 'desk')}, ${many(onDuty.cardsToday, 'card')} today, ${many(messages.count, 'phrase')} of a supervisor`,
    },
    slots: { count: slots.count, says: many(slots.count, 'slot') },
    schedule: { count: 1, says: `version ${schedule.version}` },
    disposals: { count: disposals.count, says: many(disposals.count, 'disposal') },
    booking: { count: booking.given, says: `${many(booking.given, 'seat')} given, of ${many(booking.slots, 'slot')}` },
    counts: { count: counts.count, says: many(counts.count, 'count in whole tens', 'counts in whole tens') },
    tallies: {
      count: tallies.count,
      says: many(tallies.count, 'count that is not ten yet, or waits for closing', 'counts that are not ten yet, or wait for closing'),
    },
    'public-record': { count: record.held.hours, says: `${many(record.held.hours, 'hour')}, ${many(record.held.files, 'public file')}` },
    legal: { count: requests, says: many(requests, 'legal request that may be stated', 'legal requests that may be stated') },
    'legal-history': { count: acts, says: many(acts, 'act on them', 'acts on them') },
    nonces: { count: nonces.count, says: many(nonces.count, 'one-time number') },
  }
}

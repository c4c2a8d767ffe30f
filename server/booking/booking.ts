/**
 * Booked times (docs/protocol/booking.md): book, look, cancel, come. A code is a seat of a slot and a MAC; there is no list of who has one, and no question
 * here reaches the store. Never imports relay: the booking cannot know how a visit went (DESIGN §7).
 */
import { tagged } from '@latchkey/certificates/tagged.ts'
import {
  type Block,
  type Book,
  type Booked,
  bookingsASecond,
  earliest,
  freeOf,
  freeWords,
  type Looked,
  looksASecond,
  type Slots as SlotsMessage,
} from '@latchkey/wire/booking.ts'
import {
  type BookingCode,
  bookingData,
  dayNear,
  dayNumber,
  encodeBookingCode,
  macLength,
  readBookingCode,
} from '@latchkey/wire/booking-code.ts'
import { toBytes } from '@latchkey/wire/edge.ts'
import { Fault } from '@latchkey/wire/faults.ts'
import type { WayIn } from '@latchkey/wire/waiting.ts'
import { dayOf, momentOf } from '../clock/day.ts'
import { hmac, sameBytes } from '../platform.ts'
import { dayAfter, drawsPassed, helperSeats, type PlanRow, quartersOf, releasedAfter, type Slot, timeOfQuarters } from '../slots/plan.ts'
import type { Released, Slots } from '../slots/slots.ts'
import { markLength, type Seats } from './seats.ts'

/** Seconds between two changes of what everyone is told: who asks more often learns nothing of one booking. */
const toldEvery = 600

export interface BookingPlan {
  city: string
  bookingKey: Uint8Array
  zone: string
  slots: Slots
  seats: Seats
  clock: () => number
  /** Of the rows, with what they are called. */
  sites: SlotsMessage['sites']
  /** Not closed at that moment, as far as administrators have ordered; a booked time does not need it to be open this minute. */
  offered(way: WayIn, site: string | null, time: { at: number; day: string }): boolean
}

/** A slot with what its row says of it, and one number a seat that says in which draw it opens. */
interface Known extends Released {
  key: number
  plan: PlanRow
  at: number
  lots: Uint8Array
}

export class Booking {
  readonly #plan: BookingPlan
  readonly #known = new Map<number, Known>()
  #told: { part: number; message: SlotsMessage } | null = null
  #tries = { second: 0, looks: 0, books: 0 }
  #drawn = { now: Number.NaN, closed: '', passed: 0 }
  #due = { now: Number.NaN, people: 0 }

  constructor(plan: BookingPlan) {
    this.#plan = plan
    // The power went, and the bitmaps with it: of what was released nobody knows what was given, so all of it counts as taken.
    this.#learn(slot => (plan.seats.found ? 0 : slot.released))
  }

  get given(): number {
    return this.#plan.seats.given
  }
  get slots(): number {
    return this.#known.size
  }

  /** About how many people have a time today that is not over, and have not come; of seats about which nothing is known, all of them. Counted once a second. */
  toCome(): number {
    const now = this.#plan.clock()
    if (this.#due.now !== now) {
      const today = dayOf(now, this.#plan.zone)
      let people = 0
      for (const [key, { day, at, plan }] of this.#known)
        if (day === today && at + plan.minutes * 60 > now) people += this.#plan.seats.toCome(key)
      this.#due = { now, people }
    }
    return this.#due.people
  }

  /** After a release: slots that were not there before, and more seats of those that were. */
  released(): void {
    this.#learn(() => 0)
  }

  /** The city's midnight: slots of yesterday are gone, and what was known of their seats. */
  startDay(): void {
    const today = dayOf(this.#plan.clock(), this.#plan.zone)
    for (const [key, slot] of this.#known) if (slot.day < today) this.#known.delete(key)
    // Of a row that the plan has no more, too: should it come back, its seats are as they were.
    for (const key of [...this.#plan.seats.keys()]) if (dayNear(key >> 13, today) < today) this.#plan.seats.drop(key)
    this.#told = null
  }

  /** @param lost how many released seats of a slot without a bitmap count as taken */
  #learn(lost: (slot: Released) => number): void {
    const { slots, seats, zone } = this.#plan
    const today = dayOf(this.#plan.clock(), zone)
    this.#known.clear()
    for (const slot of slots.all()) {
      const plan = slots.plan.rows.find(row => row.row === slot.row)
      if (!plan || slot.day < today) continue
      const key = keyOf(slot)
      seats.open(key, lost(slot))
      if (seats.has(key)) this.#known.set(key, { ...slot, key, plan, at: momentOf(slot.day, slot.time, zone), lots: this.#lots(slot) })
    }
    this.startDay()
  }

  /** What everyone may know: the same answer for ten minutes. The clock asks too, so that it is of the beginning of the ten. */
  told(): SlotsMessage {
    const now = this.#plan.clock()
    const part = Math.floor(now / toldEvery)
    if (this.#told?.part !== part) this.#told = { part, message: this.#tell(now, part * toldEvery) }
    // The words move on their clock; what an administrator opens or closes shows at once.
    return this.#whileOpen(this.#told.message, now)
  }

  /** Without the times at which their way in is closed, and without the rows that have none and are closed now too. */
  #whileOpen(message: SlotsMessage, now: number): SlotsMessage {
    const { offered, zone } = this.#plan
    const moment = { at: now, day: dayOf(now, zone) }
    const days: SlotsMessage['days'] = []
    const rows = message.rows.filter(({ row, way, site }) => {
      const before = days.length
      for (const one of message.days) {
        if (one.row !== row) continue
        const isOpen = one.starts.map(at => offered(way, site, { at, day: one.day }))
        if (!isOpen.includes(true)) continue
        days.push({ ...one, starts: one.starts.filter((_, n) => isOpen[n]), free: [...one.free].filter((_, n) => isOpen[n]).join('') })
      }
      return days.length > before || offered(way, site, moment)
    })
    return { ...message, rows, days }
  }

  /** Anyone → a code; with the same pick the same, as long as it is good. @throws Fault `booking_over`, `closed`, `booking_full`, `too_fast` */
  book({ row, at, people, pick }: Book): Booked {
    const now = this.#count('books', bookingsASecond)
    const slot = this.#upcoming(row, at, now)
    const { seats } = this.#plan
    const mark = this.#mark(toBytes(pick), people)
    const before = seats.marked(slot.key, mark)
    // What was given is told again, also when it has been closed since: the phone can move it or give it back.
    if (before === null) this.#mustBeOpen(slot)
    const given = before ?? seats.give(slot.key, people, mark, this.#opens(slot, now))
    if (given === null) throw new Fault('booking_full')
    return { code: this.#codeOf(slot, given, people), ...whatOf(slot), people }
  }

  /**
   * A supervisor, for a helper → so many codes of the share that is kept for helpers, one a person: a number of seats, never a name. All of them or none.
   * @throws Fault `booking_over`, `closed`, `booking_full`
   */
  block({ row, at, count }: Block): string[] {
    const slot = this.#upcoming(row, at, this.#plan.clock())
    this.#mustBeOpen(slot)
    const { seats, slots } = this.#plan
    const share = helperSeats(slots.plan, slot.plan)
    const isKept = (seat: number) => seat < share && seat < slot.released
    if (seats.left(slot.key, isKept, 0) < count) throw new Fault('booking_full')
    return Array.from({ length: count }, () =>
      this.#codeOf(slot, seats.give(slot.key, 1, null, isKept, 0) as { seat: number; round: number }, 1),
    )
  }

  /** A slot that has not begun. */
  #upcoming(row: number, at: number, now: number): Known {
    const slot = [...this.#known.values()].find(one => one.row === row && one.at === at)
    if (slot === undefined || slot.at <= now) throw new Fault('booking_over')
    return slot
  }

  #mustBeOpen(slot: Known): void {
    if (!this.#plan.offered(slot.plan.way, slot.plan.site, slot)) throw new Fault('closed')
  }

  #codeOf(slot: Known, given: { seat: number; round: number }, people: number): string {
    const data = { day: dayNumber(slot.day), row: slot.row, time: quartersOf(slot.time), ...given, people }
    return encodeBookingCode({ ...data, mac: this.#mac(data) })
  }

  /** Whoever has a code. @throws Fault `booking_digit`, `booking_unknown`, `booking_over`, `booking_back`, `booking_moved`, `too_fast` */
  look(text: string): Looked {
    const code = this.#read(text)
    const slot = this.#slot(code)
    const state = this.#state(code, slot)
    return { ...whatOf(slot), people: code.people, come: state === 'come' }
  }

  /** Gives the seats back. Twice is once: the second says that it was. @param moved its holder has another time @throws Fault as `look`, `booking_used` */
  cancel(text: string, moved: boolean): void {
    const code = this.#read(text)
    const slot = this.#slot(code)
    if (this.#state(code, slot) === 'come') throw new Fault('booking_used')
    this.#plan.seats.giveBack(slot.key, code.seat, code.people, moved)
  }

  /**
   * Somebody comes with a code: the seat is used, and a place in the line is theirs.
   * @param come  how many came
   * @param open  the way in is open at this moment
   * @param again whether this very place is held already: the same phone asks a second time because the answer was lost
   * @param hold  takes the place into the line. Runs before the seat is marked, so that a process killed between the two loses nothing
   * @throws Fault as `look`, `booking_other_day`, `booking_used`, `booking_early`, `booking_party`, `closed`
   */
  arrive(text: string, way: WayIn, come: number, open: boolean, again: () => boolean, hold: () => void): void {
    const code = this.#read(text)
    const now = this.#plan.clock()
    if (code.date !== dayOf(now, this.#plan.zone)) throw new Fault('booking_other_day')
    const slot = this.#slot(code)
    // A phone does not begin a visit at a counter's time. Whoever stands at a counter is seen there, whatever they booked.
    if (way === 'phone' && slot.plan.way !== 'phone') throw new Fault('booking_unknown')
    const state = this.#state(code, slot)
    if (state === 'come') {
      if (again()) return
      throw new Fault('booking_used')
    }
    if (way === 'phone' && now < slot.at - earliest) throw new Fault('booking_early')
    if (come > code.people) throw new Fault('booking_party')
    if (!open) throw new Fault('closed')
    hold()
    this.#plan.seats.come(slot.key, code.seat)
  }

  /** The MAC before anything else: until then everything in a code is an attacker's. */
  #read(text: string): BookingCode & { date: string } {
    const now = this.#count('looks', looksASecond)
    const code = readBookingCode(text)
    if (!sameBytes(this.#mac(code), code.mac)) throw new Fault('booking_unknown')
    return { ...code, date: dayNear(code.day, dayOf(now, this.#plan.zone)) }
  }

  #slot({ date, row, time }: BookingCode & { date: string }): Known {
    const slot = this.#known.get(keyOf({ day: date, row, time: timeOfQuarters(time) }))
    if (slot === undefined) throw new Fault('booking_over')
    return slot
  }

  /** @throws Fault `booking_back`, `booking_moved` */
  #state({ seat, round }: BookingCode, { key }: Known): 'given' | 'come' {
    const { seats } = this.#plan
    const state = seats.state(key, seat)
    // Which of its codes is the last nobody knows any more: each of them is good, until somebody came.
    if (seat < seats.lost(key)) return state === 'come' ? 'come' : 'given'
    // A code of an earlier round went back before the seat was given again.
    if ((state !== 'given' && state !== 'come') || round !== seats.round(key, seat))
      throw new Fault(seats.moved(key, seat, round) ? 'booking_moved' : 'booking_back')
    return state
  }

  #tell(now: number, at: number): SlotsMessage {
    const { slots, seats } = this.#plan
    const days = new Map<string, SlotsMessage['days'][number]>()
    for (const [key, slot] of this.#known) {
      if (slot.at <= now) continue
      const name = `${slot.day} ${slot.row}`
      const day = days.get(name) ?? { row: slot.row, day: slot.day, starts: [], free: '' }
      day.starts.push(slot.at)
      day.free += String(freeWords.indexOf(freeOf(seats.left(key, this.#opens(slot, now)))))
      days.set(name, day)
    }
    return {
      at,
      sites: this.#plan.sites,
      rows: slots.plan.rows.map(({ row, site, way, kind, minutes }) => ({ row, site, way, kind, minutes })),
      days: [...days.values()],
    }
  }

  /** Which seats of a slot are open for booking at this moment: released, and their draw has passed. */
  #opens(slot: Known, now: number): (seat: number) => boolean {
    const { plan } = this.#plan.slots
    const { closed, passed } = this.#drawnBy(now)
    const share = helperSeats(plan, slot.plan)
    const before = share + releasedAfter(plan, slot.plan, slot.day, dayAfter(closed, -1))
    const of = plan.release.draws.length
    return seat => seat >= share && seat < slot.released && (seat < before || (slot.lots[seat % 32] as number) % of < passed)
  }

  #drawnBy(now: number): { closed: string; passed: number } {
    if (this.#drawn.now !== now) {
      const { slots, zone } = this.#plan
      const closed = slots.closed(now)
      this.#drawn = { now, closed, passed: drawsPassed(slots.plan, closed, now, zone) }
    }
    return this.#drawn
  }

  #mac(data: Omit<BookingCode, 'mac'>): Uint8Array {
    return hmac(this.#plan.bookingKey, tagged('latchkey/booking/v1', [this.#plan.city, bookingData(data)])).subarray(0, macLength)
  }
  /** With how many come in it: the same pick for more people is another booking. */
  #mark(pick: Uint8Array, people: number): Uint8Array {
    return hmac(this.#plan.bookingKey, tagged('latchkey/pick/v1', [this.#plan.city, pick, people])).subarray(0, markLength)
  }
  #lots({ day, row, time }: Slot): Uint8Array {
    return hmac(this.#plan.bookingKey, tagged('latchkey/draw/v1', [this.#plan.city, day, row, time]))
  }

  /** One of all callers' tries in this second. @returns the moment @throws Fault `too_fast` */
  #count(what: 'looks' | 'books', most: number): number {
    const now = this.#plan.clock()
    if (this.#tries.second !== now) this.#tries = { second: now, looks: 0, books: 0 }
    if (++this.#tries[what] > most) throw new Fault('too_fast')
    return now
  }
}

const whatOf = ({ at, row, plan: { minutes, site, way, kind } }: Known) => ({ row, at, ends: at + minutes * 60, site, way, kind })

/** As in a code: day 10 ‖ row 6 ‖ time 7. */
const keyOf = ({ day, row, time }: Slot): number => (dayNumber(day) << 13) | (row << 7) | quartersOf(time)

/**
 * Party: resident. Booking, moving and giving back a time, with the code in the phone's cache. Moving is booking the new one, keeping it, and then giving the old one
 * back: the phone never has none, and the server is not told that the two are of one person.
 */

import type { Random } from '@latchkey/certificates/ports.ts'
import type { Kept } from '@latchkey/ui/kept.ts'
import { type PostTrouble, post } from '@latchkey/ui/post.ts'
import {
  type Booked,
  booked as bookedSchema,
  type Free,
  freeAt,
  type Looked,
  looked as lookedSchema,
  type SiteNames,
  type SlotKind,
  type Slots,
  slots as slotsSchema,
} from '@latchkey/wire/booking.ts'
import { plainOf, readBookingCode } from '@latchkey/wire/booking-code.ts'
import { parseText, toText } from '@latchkey/wire/edge.ts'
import { Fault } from '@latchkey/wire/faults.ts'
import type { WayIn } from '@latchkey/wire/waiting.ts'
import type { KeptThings } from '../kept-things.ts'
import type { Turn } from '../waiting/turn.ts'
import { askedKey, bookingKey, type KeptAsked, type KeptBooking, readAsked, readBooking } from './kept-booking.ts'

/** A time that can be booked. */
export interface FreeTime {
  row: number
  day: string
  at: number
  free: Free
}

/** Where and how: one line of the list of places. */
export interface PlaceTimes {
  /** Of the rows behind it, for an address in the page. */
  id: string
  /** Null for a visit by phone. */
  place: SiteNames | null
  way: WayIn
  kind: SlotKind
  /** Soonest first; full ones are not among them. */
  times: FreeTime[]
}

export interface BookingsState {
  /** Null: not heard yet. */
  places: PlaceTimes[] | null
  kept: KeptBooking | null
  busy: boolean
  trouble: PostTrouble | null
  /** What a typed code stands for. */
  looked: (Looked & { code: string; place: SiteNames | null }) | null
  /** The kept time was just given back. */
  gone: boolean
}

export interface Bookings {
  readonly state: BookingsState
  subscribe(listener: () => void): () => void
  /** Reads what is kept, finishes a move and a booking that were cut off, asks for free times. */
  load(): Promise<void>
  /** Books, and gives back the kept one where there is one. @returns whether it is booked */
  book(time: FreeTime, place: PlaceTimes, people: number): Promise<boolean>
  /** Gives the kept time back. */
  cancel(): Promise<boolean>
  /** What a typed code stands for. */
  look(typed: string): Promise<void>
  /** Keeps what was looked up on this phone. */
  keepLooked(): Promise<void>
  /** The kept time by phone has come: a place in the line. */
  start(): Promise<boolean>
  /** Back to no fault and nothing looked up. */
  clear(): void
  /** What a site is called, as far as it was heard. */
  nameOf(site: string): SiteNames | null
}

export interface BookingsOptions {
  kept: Kept
  things: KeptThings
  fetch: typeof globalThis.fetch
  random: Random
  turn: Turn
  dayOf(moment: number): string
}

/** Faults after which the old code of a move can do nothing more. */
const settled: ReadonlySet<PostTrouble> = new Set<PostTrouble>([
  'booking_back',
  'booking_moved',
  'booking_over',
  'booking_used',
  'booking_unknown',
])

/** @throws never: what fails becomes `trouble` of the state */
export function createBookings(options: BookingsOptions): Bookings {
  const { kept, things, fetch, random, turn } = options
  const listeners = new Set<() => void>()
  let state: BookingsState = { places: null, kept: null, busy: false, trouble: null, looked: null, gone: false }
  let slots: Slots | null = null
  const become = (change: Partial<BookingsState>) => {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }
  const keep = async (booking: KeptBooking) => {
    await kept.put(bookingKey, booking)
    become({ kept: booking })
  }
  const nameOf = (site: string | null) => slots?.sites.find(one => one.id === site)?.names ?? null
  /** One thing at a time, with its trouble shown. */
  const busy = async <T>(run: () => Promise<T>): Promise<T> => {
    become({ busy: true, trouble: null })
    try {
      return await run()
    } finally {
      become({ busy: false })
    }
  }
  async function ask<T>(path: string, body: unknown, read: (text: string) => T): Promise<T | null> {
    const answer = await post(fetch, path, body)
    if (!answer.ok) {
      become({ trouble: answer.trouble })
      return null
    }
    try {
      return read(answer.text)
    } catch {
      become({ trouble: 'broken' })
      return null
    }
  }
  async function finishMove(): Promise<void> {
    const mine = state.kept
    if (!mine?.old) return
    const answer = await post(fetch, '/booking/cancel', { code: mine.old, moved: true })
    if (answer.ok || settled.has(answer.trouble)) await keep({ ...mine, old: null })
  }
  let unanswered: KeptAsked | null = null
  /** Before a question leaves: a page that is closed before it hears asks again when it is opened. */
  const remember = async (one: KeptAsked | null) => {
    unanswered = one
    await (one === null ? kept.erase(askedKey) : kept.put(askedKey, one))
  }
  /** @returns the time, which is to be kept or given back and then no more remembered as a question; null: none, or nobody knows */
  async function askForSeat(one: KeptAsked): Promise<Booked | null> {
    const isAgain = unanswered === one
    await remember(one)
    const made = await ask('/booking/book', one.asked, text => parseText(bookedSchema, text))
    const { trouble } = state
    // *Too many tries* says nothing of the first time.
    const isOpen = trouble === 'offline' || trouble === 'broken' || (isAgain && trouble === 'too_fast')
    if (!made && !isOpen) await remember(null)
    return made
  }
  async function keepSeat(made: Booked, { place }: KeptAsked): Promise<void> {
    await keep({ day: options.dayOf(made.at), booked: made, place, old: state.kept?.booked.code ?? null })
    await remember(null)
    become({ gone: false })
    await finishMove()
  }
  /** Another time is wanted now. @returns false when it cannot be known whether a seat was given */
  async function giveUnansweredBack(one: KeptAsked): Promise<boolean> {
    const made = await askForSeat(one)
    if (!made) {
      if (unanswered === null) become({ trouble: null })
      return unanswered === null
    }
    const answer = await post(fetch, '/booking/cancel', { code: made.code, moved: false })
    if (answer.ok || settled.has(answer.trouble)) {
      await remember(null)
      return true
    }
    become({ trouble: answer.trouble })
    return false
  }
  /** A page that was closed before it heard: somebody has pressed *Book it*, and the time is theirs or there is none. */
  async function finishBooking(): Promise<void> {
    const found = unanswered === null ? await readAsked(kept) : null
    if (!found) return
    unanswered = found
    const made = await askForSeat(found)
    if (made) await keepSeat(made, found)
    else if (unanswered === null) become({ trouble: null })
  }
  async function hear(): Promise<void> {
    try {
      const answer = await fetch('/booking/slots', { cache: 'no-store', credentials: 'omit' })
      slots = parseText(slotsSchema, await answer.text())
      become({ places: placesOf(slots) })
    } catch {
      become({ trouble: state.places === null ? 'offline' : state.trouble })
    }
  }

  const bookings: Bookings = {
    get state() {
      return state
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    load: () =>
      busy(async () => {
        become({ kept: await readBooking(kept) })
        await finishMove()
        await finishBooking()
        await hear()
      }),
    book: (time, place, people) =>
      busy(async () => {
        const wanted = { row: time.row, at: time.at, people }
        const again = unanswered
        const isSame = again?.asked.row === wanted.row && again.asked.at === wanted.at && again.asked.people === people
        if (again && !isSame && !(await giveUnansweredBack(again))) return false
        const asked = { ...wanted, pick: toText(random(16)) }
        const one = again && isSame ? again : { day: time.day, place: place.place, asked }
        const made = await askForSeat(one)
        if (!made) {
          // Somebody was quicker: what is shown is not true any more.
          if (state.trouble === 'booking_full' || state.trouble === 'booking_over') drop(time)
          return false
        }
        await keepSeat(made, one)
        return true
      }),
    cancel: () =>
      busy(async () => {
        const mine = state.kept
        if (!mine) return false
        const answer = await post(fetch, '/booking/cancel', { code: mine.booked.code, moved: false })
        if (!answer.ok && !settled.has(answer.trouble)) {
          become({ trouble: answer.trouble })
          return false
        }
        await kept.erase(bookingKey)
        become({ kept: null, gone: true })
        return true
      }),
    look: typed =>
      busy(async () => {
        become({ looked: null })
        try {
          // A wrong character is found here, and nothing is sent.
          readBookingCode(typed)
        } catch (fault) {
          return become({ trouble: fault instanceof Fault ? fault.code : 'broken' })
        }
        if (slots === null) await hear()
        const code = plainOf(typed)
        const found = await ask<Looked>('/booking/look', { code }, text => parseText(lookedSchema, text))
        if (found) become({ looked: { ...found, code, place: nameOf(found.site) } })
      }),
    async keepLooked() {
      const { looked } = state
      if (!looked) return
      const { come: _, place, ...booked } = looked
      await keep({ day: options.dayOf(booked.at), booked, place, old: null })
      become({ looked: null, gone: false })
    },
    start: () =>
      busy(async () => {
        const mine = state.kept
        if (!mine) return false
        // A number that waits is given up for the time that has come; a visit that goes on is not.
        if (turn.state.at === 'waiting' || turn.state.at === 'claiming') await turn.drop()
        // The same place as often as it is asked: if the answer is lost, the next try finds the place that the first one took.
        const place = (await things.place()) ?? random(32)
        await things.keepPlace(place)
        const hash = new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', place as Uint8Array<ArrayBuffer>))
        const done = await ask('/booking/arrive', { code: mine.booked.code, placeHash: toText(hash) }, () => true)
        if (!done) return false
        await things.keepReturned(mine.day)
        await kept.erase(bookingKey)
        become({ kept: null })
        await turn.start()
        return true
      }),
    clear() {
      become({ trouble: null, looked: null, gone: false })
    },
    nameOf,
  }
  const drop = ({ row, at }: FreeTime) =>
    become({
      places: state.places?.map(place => ({ ...place, times: place.times.filter(time => time.row !== row || time.at !== at) })) ?? null,
    })
  return bookings
}

/** Everyone's answer as a list of places, each with its free times, the soonest first. */
export function placesOf(slots: Slots): PlaceTimes[] {
  const found = new Map<string, PlaceTimes>()
  for (const { row, site, way, kind } of slots.rows) {
    const id = `${site ?? way}-${kind}`
    const place = found.get(id) ?? { id, place: slots.sites.find(one => one.id === site)?.names ?? null, way, kind, times: [] }
    for (const { row: of, day, starts, free } of slots.days)
      if (of === row)
        starts.forEach((at, n) => {
          if (freeAt(free, n) !== 'none') place.times.push({ row, day, at, free: freeAt(free, n) })
        })
    place.times.sort((a, b) => a.at - b.at)
    found.set(id, place)
  }
  return [...found.values()]
}

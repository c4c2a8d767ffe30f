/** The screens of a booked time in their states, for examples.tsx: every answer of the server is made up here. */
import { busy } from '@latchkey/ui/example-now.ts'
import type { Examples } from '@latchkey/ui/example-pages.tsx'
import type { Booked, SiteNames, Slots } from '@latchkey/wire/booking.ts'
import { encodeBookingCode } from '@latchkey/wire/booking-code.ts'
import type { FaultCode } from '@latchkey/wire/faults.ts'
import type { Now } from '@latchkey/wire/waiting.ts'
import { type BookingScreen, BookingScreens } from './booking/booking-screens.tsx'
import type { KeptBooking } from './booking/kept-booking.ts'
import { cityTexts, names, practice, rules } from './city.ts'
import { Around } from './examples-around.tsx'
import { type World, WorldProvider } from './world.ts'

/** As the city's texts call them. */
const mainOffice: SiteNames = {
  en: 'Main office',
  es: 'Oficina principal',
  pl: 'Biuro główne',
  zh: '主办公室',
  ar: 'المكتب الرئيسي',
  fr: 'Bureau principal',
  uk: 'Головний офіс',
  tl: 'Pangunahing opisina',
  ur: 'مرکزی دفتر',
  am: 'ዋና ቢሮ',
}
const northOffice: SiteNames = {
  en: 'North office',
  es: 'Oficina del norte',
  pl: 'Biuro północne',
  zh: '北区办公室',
  ar: 'المكتب الشمالي',
  fr: 'Bureau du nord',
  uk: 'Північний офіс',
  tl: 'Opisina sa hilaga',
  ur: 'شمالی دفتر',
  am: 'የሰሜን ቢሮ',
}

const nothing = () => {}
const { at: now } = busy
const hour = 3600
const starts = (from: number) => Array.from({ length: 6 }, (_, at) => from + at * hour)
const slots: Slots = {
  at: now,
  sites: [
    { id: 'main_office', names: mainOffice },
    { id: 'north_office', names: northOffice },
  ],
  rows: [
    { row: 1, site: 'main_office', way: 'counter', kind: 'plain', minutes: 30 },
    { row: 2, site: 'main_office', way: 'counter', kind: 'interpreter', minutes: 60 },
    { row: 3, site: 'main_office', way: 'counter', kind: 'asl', minutes: 60 },
    { row: 4, site: 'main_office', way: 'counter', kind: 'quiet', minutes: 30 },
    { row: 5, site: 'north_office', way: 'counter', kind: 'plain', minutes: 60 },
    { row: 6, site: null, way: 'phone', kind: 'plain', minutes: 30 },
  ],
  days: [
    { row: 1, day: '2026-12-01', starts: starts(now + 71 * hour), free: '012301' },
    { row: 1, day: '2026-12-02', starts: starts(now + 95 * hour), free: '111111' },
    { row: 2, day: '2026-12-03', starts: starts(now + 119 * hour), free: '110000' },
    { row: 3, day: '2026-12-02', starts: starts(now + 97 * hour), free: '000000' },
    { row: 4, day: '2026-12-01', starts: starts(now + 70 * hour), free: '100000' },
    { row: 5, day: '2026-11-28', starts: starts(now + 2 * hour), free: '233321' },
    { row: 6, day: '2026-11-30', starts: starts(now + 55 * hour), free: '011111' },
  ],
}
const code = encodeBookingCode({ day: 41, row: 1, time: 38, seat: 4, round: 0, people: 2, mac: Uint8Array.of(13, 84, 201, 7, 160) })
const mine: Booked = {
  code,
  row: 1,
  at: now + 72 * hour,
  ends: now + 72 * hour + 1800,
  site: 'main_office',
  way: 'counter',
  kind: 'plain',
  people: 2,
}
const kept = (change: Partial<Booked> = {}, old: string | null = null): KeptBooking => ({
  day: '2026-12-01',
  booked: { ...mine, ...change },
  place: change.way === 'phone' ? null : mainOffice,
  old,
})
const byPhone = { row: 6, way: 'phone', site: null, people: 1, kind: 'interpreter' } as const

interface One {
  screen: BookingScreen
  kept?: KeptBooking
  says?: Slots | FaultCode | 'offline'
  /** What every question with a code is answered. */
  asked?: object | FaultCode
  lasting?: boolean
  press?: string
  changed?: Now['changed']
  ordered?: Now['ordered']
}

function worldOf({ kept, says = slots, asked = mine, lasting = true, changed = [], ordered = [] }: One): World {
  const held = new Map<string, unknown>(kept ? [['booking', kept]] : [])
  const answer = (body: object | string) =>
    typeof body === 'string'
      ? new Response(JSON.stringify({ fault: body }), { status: 409 })
      : new Response(JSON.stringify(body), { status: 200 })
  return {
    practice,
    rules,
    names,
    cityTexts,
    kept: {
      get: async (key: string) => held.get(key) ?? null,
      put: async (key: string, value: unknown) => void held.set(key, value),
      erase: async (key: string) => void held.delete(key),
    },
    things: { lasting: async () => lasting, place: async () => null, keepPlace: async () => {} },
    turn: { state: { at: 'none', trouble: null, comeback: false }, subscribe: () => nothing },
    way: { screen: { at: 'home' }, canBack: true, go: nothing, replace: nothing, back: nothing, restart: nothing, end: nothing },
    fetch: async (address: string) => {
      if (says === 'offline') throw new TypeError()
      return answer(address === '/booking/slots' ? says : asked)
    },
    looks: { now: { ...busy, changed, ordered }, state: 'online', subscribe: () => nothing },
    clock: () => now,
    today: () => '2026-11-28',
  } as unknown as World
}

const order = { at: now + 20 * hour, open: false }
const sure = { at: 'book_sure', place: 'main_office-plain', time: { row: 1, day: '2026-12-01', at: now + 72 * hour, free: 'few' } } as const
const { code: _, ...looked } = mine
const booking: Record<string, One> = {
  book: { screen: { at: 'book' } },
  book_moving: { screen: { at: 'book' }, kept: kept() },
  book_none: { screen: { at: 'book' }, says: { ...slots, days: [] } },
  book_offline: { screen: { at: 'book' }, says: 'offline' },
  book_times: { screen: { at: 'book_times', place: 'main_office-plain' } },
  book_sure: { screen: sure },
  book_sure_full: { screen: sure, asked: 'booking_full', press: '#book-yes' },
  booked: { screen: { at: 'booked' }, kept: kept() },
  booked_phone: { screen: { at: 'booked' }, kept: kept({ ...byPhone }), lasting: false },
  booked_phone_now: { screen: { at: 'booked' }, kept: kept({ ...byPhone, at: now + 300, ends: now + 2100 }) },
  booked_phone_early: {
    screen: { at: 'booked' },
    kept: kept({ ...byPhone, at: now + 300, ends: now + 2100 }),
    asked: 'closed',
    press: '#booked-start',
  },
  booked_half: { screen: { at: 'booked' }, kept: kept({}, code), asked: 'too_fast' },
  booked_cancel: { screen: { at: 'booked' }, kept: kept(), press: '#booked-cancel' },
  booked_closed: { screen: { at: 'booked' }, kept: kept(), changed: [{ site: 'main_office', notice: 54, to: null }] },
  booked_moved: { screen: { at: 'booked' }, kept: kept(), changed: [{ site: 'main_office', notice: 61, to: 'north_office' }] },
  booked_ordered: { screen: { at: 'booked' }, kept: kept(), ordered: [{ ...order, site: 'main_office', notice: 61, to: 'north_office' }] },
  booked_phone_ordered: { screen: { at: 'booked' }, kept: kept({ ...byPhone }), ordered: [{ ...order, site: null, notice: 2, to: null }] },
  booked_none: { screen: { at: 'booked' } },
  look_up: { screen: { at: 'look_up' } },
  ...Object.fromEntries(
    (['digit', 'unknown', 'back', 'over'] as const).map(no => [
      `look_up_${no}`,
      { screen: { at: 'look_up', typed: code }, asked: `booking_${no}`, press: '#look-go' } as One,
    ]),
  ),
  look_up_found: { screen: { at: 'look_up', typed: code }, asked: { ...looked, come: false }, press: '#look-go' },
  look_up_closed: {
    screen: { at: 'look_up', typed: code },
    asked: { ...looked, come: false },
    press: '#look-go',
    changed: [{ site: 'main_office', notice: 51, to: null }],
  },
  look_up_other: { screen: { at: 'look_up', typed: code }, kept: kept(), asked: { ...looked, come: false }, press: '#look-go' },
  look_up_come: { screen: { at: 'look_up', typed: code }, asked: { ...looked, come: true }, press: '#look-go' },
}

export const bookingPages: Examples = Object.fromEntries(
  Object.entries(booking).map(([name, one]) => [
    name,
    {
      ...(one.press === undefined ? {} : { press: one.press }),
      draw: () => (
        <WorldProvider value={worldOf(one)}>
          <Around>
            <BookingScreens screen={one.screen} />
          </Around>
        </WorldProvider>
      ),
    },
  ]),
)

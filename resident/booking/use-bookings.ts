import { formatTime } from '@latchkey/ui/format.ts'
import { both, localeOf, useLanguage, useText } from '@latchkey/ui/language.ts'
import { random } from '@latchkey/ui/platform.ts'
import { dayIn } from '@latchkey/ui/wait.ts'
import { type SiteNames, siteNameIn } from '@latchkey/wire/booking.ts'
import { useLive } from '../use-live.ts'
import { useWorld, type World } from '../world.ts'
import { type Bookings, createBookings } from './bookings.ts'

/** One a page: the screens of a booked time show the same one. Made with the first of them, so that the first page knows nothing of it. */
const made = new WeakMap<World, Bookings>()

export function useBookings(): Bookings {
  const world = useWorld()
  let bookings = made.get(world)
  if (!bookings) {
    const { kept, things, turn, names } = world
    bookings = createBookings({
      kept,
      things,
      turn,
      random,
      fetch: (...ask) => world.fetch(...ask),
      dayOf: at => dayIn(names.timeZone, at),
    })
    made.set(world, bookings)
  }
  useLive(bookings)
  return bookings
}

/** What a place is called, in the languages of the screen; a visit by phone is at home. */
export function usePlaceName(): (place: SiteNames | null) => string {
  const text = useText()
  return place => (place === null ? text('booking.phone') : both(code => siteNameIn(place, code)))
}

export interface When {
  /** 'Tuesday, December 1' */
  day(seconds: number): string
  /** '9:00 AM' */
  time(seconds: number): string
  /** 'Tuesday, December 1 at 9:00 AM' */
  moment(seconds: number): string
}

/** Days and times of the city, in the languages of the screen. */
export function useWhen(): When {
  const { names } = useWorld()
  useLanguage()
  const { timeZone } = names
  const date = { weekday: 'long', month: 'long', day: 'numeric', timeZone } as const
  const said = (fields: Intl.DateTimeFormatOptions) => (seconds: number) =>
    both(code => new Intl.DateTimeFormat(localeOf(code), fields).format(seconds * 1000))
  return {
    day: said(date),
    moment: said({ ...date, hour: 'numeric', minute: '2-digit' }),
    time: seconds => both(code => formatTime(code, seconds, timeZone)),
  }
}

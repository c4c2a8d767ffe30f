/** Booking a time: the earliest at every place, the times of one, and the question before it is booked. */
import { Button } from '@latchkey/ui/button.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import { Screen } from '@latchkey/ui/screen.tsx'
import { Spinner } from '@latchkey/ui/spinner.tsx'
import { Tile, Tiles } from '@latchkey/ui/tile.tsx'
import { mostPeople } from '@latchkey/wire/booking-code.ts'
import { useEffect, useState } from 'preact/hooks'
import { useWorld } from '../world.ts'
import { BookingTrouble } from './booking-trouble.tsx'
import type { FreeTime, PlaceTimes } from './bookings.ts'
import { useBookings, usePlaceName, useWhen } from './use-bookings.ts'

/** With what kind of slot it is, where it is a special one. */
function usePlaceWords(): (place: Pick<PlaceTimes, 'place' | 'kind'>) => string {
  const text = useText()
  const name = usePlaceName()
  return ({ place, kind }) => {
    const where = name(place)
    return kind === 'plain' ? where : `${where}: ${text(`booking.kind.${kind}`)}`
  }
}

export function BookPage() {
  const world = useWorld()
  const bookings = useBookings()
  const text = useText()
  const when = useWhen()
  const words = usePlaceWords()
  useEffect(() => {
    bookings.clear()
    void bookings.load()
  }, [])
  const { places, kept, trouble, busy } = bookings.state
  // The plainest first, and of these the soonest: who needs another kind finds it below.
  const order = (place: PlaceTimes) => (place.times[0]?.at ?? Number.MAX_SAFE_INTEGER) + (place.kind === 'plain' ? 0 : 1e12)
  const sorted = [...(places ?? [])].sort((a, b) => order(a) - order(b))
  const free = sorted.filter(place => place.times.length > 0)
  const full = sorted.filter(place => place.times.length === 0)
  return (
    <Screen at="book" title={text('booking.title')} lead={text('booking.lead')} onBack={() => world.way.back()}>
      {kept && (
        <Notice
          id="book-moving"
          title={text('booking.moving', { day: when.day(kept.booked.at), time: when.time(kept.booked.at) })}
          actions={
            <Button kind="main" id="book-mine" onPress={() => world.way.go({ at: 'booked' })}>
              {text('booking.show')}
            </Button>
          }
        >
          {text('booking.moving.text')}
        </Notice>
      )}
      {trouble !== null && <BookingTrouble trouble={trouble} again={() => void bookings.load()} />}
      {places === null && busy && <Spinner>{text('booking.loading')}</Spinner>}
      {places !== null && free.length === 0 && <Notice id="book-none">{text('booking.none')}</Notice>}
      {free.length > 0 && (
        <Tiles legend={text('booking.lead')} hideLegend>
          {free.map(place => (
            <Tile
              key={place.id}
              kind="go"
              id={`book-${place.id}`}
              label={words(place)}
              hint={text('booking.first', { day: when.day(place.times[0]!.at), time: when.time(place.times[0]!.at) })}
              onPress={() => world.way.go({ at: 'book_times', place: place.id })}
            />
          ))}
        </Tiles>
      )}
      {full.map(place => (
        <p class="fine" key={place.id}>
          {words(place)}: {text('booking.full')}
        </p>
      ))}
      {places !== null && <p class="fine">{text('booking.told')}</p>}
      <Button kind="link" id="book-look" onPress={() => world.way.go({ at: 'look_up' })}>
        {text('booking.have_code')}
      </Button>
    </Screen>
  )
}

export function TimesPage({ id }: { id: string }) {
  const world = useWorld()
  const bookings = useBookings()
  const text = useText()
  const when = useWhen()
  const words = usePlaceWords()
  const place = bookings.state.places?.find(one => one.id === id)
  useEffect(() => {
    bookings.clear()
    if (!place) void bookings.load()
  }, [])
  const { trouble, busy } = bookings.state
  const days = [...new Set(place?.times.map(time => time.day))]
  return (
    <Screen at="book_times" title={text('booking.times')} lead={place && words(place)} onBack={() => world.way.back()}>
      {trouble !== null && <BookingTrouble trouble={trouble} again={() => void bookings.load()} />}
      {!place && busy && <Spinner>{text('booking.loading')}</Spinner>}
      {place && days.length === 0 && <Notice id="book-none">{text('booking.none')}</Notice>}
      {place &&
        days.map((day, at) => {
          const times = place.times.filter(time => time.day === day)
          return (
            <details class="book-day" key={day} id={`book-day-${day}`} open={at === 0}>
              <summary>{when.day(times[0]!.at)}</summary>
              <div class="book-times">
                {times.map(time => (
                  <Button
                    key={time.at}
                    id={`book-at-${time.at}`}
                    onPress={() => world.way.go({ at: 'book_sure', place: id, time })}
                    label={`${when.time(time.at)}, ${text(`booking.free.${time.free}`)}`}
                  >
                    {when.time(time.at)}
                    <small class="book-free">{text(`booking.free.${time.free}`)}</small>
                  </Button>
                ))}
              </div>
            </details>
          )
        })}
    </Screen>
  )
}

export function SurePage({ id, time }: { id: string; time: FreeTime }) {
  const world = useWorld()
  const bookings = useBookings()
  const text = useText()
  const when = useWhen()
  const words = usePlaceWords()
  const { places, kept, trouble, busy } = bookings.state
  const place = places?.find(one => one.id === id)
  const [people, setPeople] = useState(kept?.booked.people ?? 1)
  useEffect(() => bookings.clear(), [])
  useEffect(() => {
    // After a reload the page has heard of no times yet.
    if (places === null && !busy) void bookings.load()
  }, [])
  if (!place) return busy ? <Spinner>{text('booking.loading')}</Spinner> : <BookPage />
  // On a phone one is seen at a time, and each has a number of cards of its own.
  const most = place.way === 'phone' ? 1 : mostPeople
  const book = () =>
    void bookings.book(time, place, Math.min(people, most)).then(done => {
      if (done) world.way.replace({ at: 'booked' })
    })
  return (
    <Screen
      at="book_sure"
      title={text(kept ? 'booking.sure.move' : 'booking.sure')}
      onBack={() => world.way.back()}
      actions={
        <Button kind="main" id="book-yes" busy={busy} onPress={book}>
          {text(busy ? 'shell.busy' : kept ? 'booking.move.yes' : 'booking.yes')}
        </Button>
      }
    >
      <p class="book-when">
        <strong>{when.day(time.at)}</strong>
        <strong>{when.time(time.at)}</strong>
        <span>{words(place)}</span>
      </p>
      {trouble !== null && <BookingTrouble trouble={trouble} again={book} />}
      {most > 1 && (
        <Tiles legend={text('booking.people')}>
          {Array.from({ length: most }, (_, at) => at + 1).map(count => (
            <Tile
              key={count}
              kind="radio"
              name="people"
              id={`book-people-${count}`}
              label={text('booking.people.count', { count })}
              checked={people === count}
              onPress={() => setPeople(count)}
            />
          ))}
        </Tiles>
      )}
      <p class="fine">{text('booking.no_name')}</p>
    </Screen>
  )
}

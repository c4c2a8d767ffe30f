/** The booked time: when and where, its code large and in groups, a calendar file, moving and giving it back; by phone, the button that begins the visit. */
import { Button } from '@latchkey/ui/button.tsx'
import { Code } from '@latchkey/ui/code.tsx'
import { Dialog } from '@latchkey/ui/dialog.tsx'
import { ClockSign } from '@latchkey/ui/icons/signs.tsx'
import { currentLanguage, textIn, useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import { Panel } from '@latchkey/ui/panel.tsx'
import { random } from '@latchkey/ui/platform.ts'
import { Screen } from '@latchkey/ui/screen.tsx'
import { Spinner } from '@latchkey/ui/spinner.tsx'
import { earliest, siteNameIn } from '@latchkey/wire/booking.ts'
import { bookingCodePrefix, inGroups } from '@latchkey/wire/booking-code.ts'
import { toText } from '@latchkey/wire/edge.ts'
import { useEffect, useState } from 'preact/hooks'
import { useWorld } from '../world.ts'
import { BookingTrouble } from './booking-trouble.tsx'
import { calendarFile } from './calendar-file.ts'
import type { KeptBooking } from './kept-booking.ts'
import { PlaceChanged, usePlaceChange } from './place-changed.tsx'
import { useBookings, usePlaceName, useWhen } from './use-bookings.ts'

/** Seconds before it that a calendar rings: the evening before and in time for the way; by phone a few minutes. */
const alarmsOf = { counter: [20 * 3600, 2 * 3600], phone: [3600, 600] } as const

export function BookedPage() {
  const world = useWorld()
  const bookings = useBookings()
  const text = useText()
  useEffect(() => {
    bookings.clear()
    void bookings.load()
  }, [])
  const { kept, gone, busy } = bookings.state
  if (kept) return <Booked mine={kept} />
  if (busy && !gone) return <Spinner>{text('shell.busy')}</Spinner>
  return (
    <Screen
      at="booked-none"
      title={text(gone ? 'booking.gone' : 'booking.nothing')}
      onBack={() => world.way.back()}
      actions={
        <Button kind="main" id="book-again" onPress={() => world.way.replace({ at: 'book' })}>
          {text('booking.title')}
        </Button>
      }
    />
  )
}

function Booked({ mine }: { mine: KeptBooking }) {
  const world = useWorld()
  const bookings = useBookings()
  const text = useText()
  const name = usePlaceName()
  const when = useWhen()
  const { busy, trouble } = bookings.state
  const { booked, place } = mine
  const [asking, setAsking] = useState(false)
  const [lasting, setLasting] = useState(true)
  const [now, setNow] = useState(world.clock())
  useEffect(() => {
    void world.things.lasting().then(setLasting)
    const timer = setInterval(() => setNow(world.clock()), 10_000)
    return () => clearInterval(timer)
  }, [])
  const change = usePlaceChange({ site: booked.site, at: booked.at, day: mine.day })
  const move = () => world.way.go({ at: 'book' })
  const phone = booked.way === 'phone'
  const due = phone && now >= booked.at - earliest
  const start = () =>
    void bookings.start().then(done => {
      if (done) world.way.restart({ at: 'visit' })
    })
  const calendar = () =>
    saveCalendar(
      calendarFile({
        starts: booked.at,
        ends: booked.ends,
        title: textIn(currentLanguage())('booking.calendar.word'),
        place: place && siteNameIn(place, currentLanguage()),
        alarms: alarmsOf[booked.way],
        uid: toText(random(16)),
        made: world.clock(),
      }),
    )
  return (
    <Screen
      at="booked"
      title={text('booking.yours')}
      onBack={() => world.way.back()}
      actions={
        due ? (
          <Button kind="main" id="booked-start" busy={busy} onPress={start}>
            {text('booking.start')}
          </Button>
        ) : (
          !change?.isClosed && (
            <Button kind="main" id="booked-calendar" icon={<ClockSign />} onPress={calendar}>
              {text('booking.calendar')}
            </Button>
          )
        )
      }
    >
      <p class="book-when">
        <strong>{when.day(booked.at)}</strong>
        <strong>{when.time(booked.at)}</strong>
        <span>
          {name(place)} · {text('booking.people.count', { count: booked.people })}
        </span>
        {booked.kind !== 'plain' && <span>{text(`booking.kind.${booked.kind}`)}</span>}
      </p>
      {change && (
        <PlaceChanged
          change={change}
          nameOf={bookings.nameOf}
          actions={
            <Button kind={change.isClosed ? 'main' : 'quiet'} id="booked-move" onPress={move}>
              {text('booking.move')}
            </Button>
          }
        />
      )}
      {trouble !== null && <BookingTrouble trouble={trouble} again={due ? start : undefined} />}
      {mine.old !== null && (
        <Notice tone="warn" id="booked-half" actions={<Button onPress={() => void bookings.load()}>{text('shell.try_again')}</Button>}>
          {text('booking.move.half')}
        </Notice>
      )}
      <Panel title={text('booking.code')} id="booked-panel">
        <p class="book-code" id="booked-code" dir="ltr" translate={false}>
          {inGroups(booked.code)
            .split(' ')
            .map((group, at) => (
              <span key={at}>{group}</span>
            ))}
        </p>
        <p>{text('booking.code.say')}</p>
        <Code text={bookingCodePrefix + booked.code} label={text('booking.code')} version="free" id="booked-square" />
        <p class="fine">{text(lasting ? 'booking.code.kept' : 'booking.code.not_kept')}</p>
      </Panel>
      {!change?.isClosed && (
        <>
          <p>{text(phone ? 'booking.come.phone' : 'booking.come.counter')}</p>
          <p class="fine">{text('booking.calendar.text')}</p>
        </>
      )}
      <div class="buttons">
        {due && (
          <Button id="booked-calendar" icon={<ClockSign />} onPress={calendar}>
            {text('booking.calendar')}
          </Button>
        )}
        {!change && (
          <Button id="booked-move" onPress={move}>
            {text('booking.move')}
          </Button>
        )}
        <Button kind="danger" id="booked-cancel" busy={busy} onPress={() => setAsking(true)}>
          {text('booking.cancel')}
        </Button>
      </div>
      <Dialog
        id="cancel-dialog"
        open={asking}
        title={text('booking.cancel.title')}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button kind="main" onPress={() => setAsking(false)}>
              {text('booking.cancel.no')}
            </Button>
            <Button
              kind="danger"
              id="booked-cancel-yes"
              onPress={() => {
                setAsking(false)
                void bookings.cancel()
              }}
            >
              {text('booking.cancel.yes')}
            </Button>
          </>
        }
      >
        <p>{text('booking.cancel.text')}</p>
      </Dialog>
    </Screen>
  )
}

/** Into the browser's downloads, under a name that says as little as the file. */
function saveCalendar(file: string): void {
  const url = URL.createObjectURL(new Blob([file], { type: 'text/calendar;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = 'appointment.ics'
  link.hidden = true
  document.body.append(link)
  link.click()
  link.remove()
  // A browser reads it after the click, and says not when.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/** What a code is of: typed, or read out to whoever helps. Anybody who has it may keep it on this phone, and then move it or give it back. */
import { Button } from '@latchkey/ui/button.tsx'
import { TextField } from '@latchkey/ui/field.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import { Panel } from '@latchkey/ui/panel.tsx'
import { Screen } from '@latchkey/ui/screen.tsx'
import { dayIn } from '@latchkey/ui/wait.ts'
import { codeLength, inGroups, plainOf } from '@latchkey/wire/booking-code.ts'
import { useEffect, useState } from 'preact/hooks'
import { useWorld } from '../world.ts'
import { BookingTrouble } from './booking-trouble.tsx'
import { PlaceChanged, usePlaceChange } from './place-changed.tsx'
import { useBookings, usePlaceName, useWhen } from './use-bookings.ts'

/** @param first what was typed already; only the pages of examples begin there */
export function LookUpPage({ first = '' }: { first?: string | undefined }) {
  const world = useWorld()
  const bookings = useBookings()
  const text = useText()
  const name = usePlaceName()
  const when = useWhen()
  const [typed, setTyped] = useState(inGroups(first))
  const [tried, setTried] = useState(false)
  useEffect(() => bookings.clear(), [])
  const { looked, trouble, busy, kept } = bookings.state
  const change = usePlaceChange(looked && { site: looked.site, at: looked.at, day: dayIn(world.names.timeZone, looked.at) })
  // This phone has it already.
  const own = looked !== null && looked.code === kept?.booked.code
  const short = plainOf(typed).length !== codeLength
  const look = () => {
    setTried(true)
    if (!short) void bookings.look(typed)
  }
  return (
    <Screen at="look_up" title={text('booking.look.title')} lead={text('booking.look.lead')} onBack={() => world.way.back()}>
      <form
        class="look-form"
        autoComplete="off"
        onSubmit={event => {
          event.preventDefault()
          look()
        }}
      >
        <TextField
          id="look-code"
          label={text('booking.code')}
          hint={text('booking.look.hint')}
          error={tried && short && text('booking.look.short')}
          value={typed}
          onInput={value => {
            bookings.clear()
            setTyped(inGroups(value))
          }}
          dir="ltr"
          maxLength={40}
        />
        <Button kind={looked ? 'quiet' : 'main'} wide type="submit" id="look-go" busy={busy} disabled={typed === ''}>
          {text(busy ? 'shell.busy' : 'booking.look.go')}
        </Button>
      </form>
      {trouble !== null && <BookingTrouble trouble={trouble} again={look} />}
      {looked && (
        <Panel tone="good" id="look-found">
          <p class="book-when">
            <strong>{when.day(looked.at)}</strong>
            <strong>{when.time(looked.at)}</strong>
            <span>
              {name(looked.place)} · {text('booking.people.count', { count: looked.people })}
            </span>
            {looked.kind !== 'plain' && <span>{text(`booking.kind.${looked.kind}`)}</span>}
          </p>
          {change && <PlaceChanged change={change} nameOf={bookings.nameOf} />}
          {looked.come ? (
            <p>{text('fault.booking_used')}</p>
          ) : (
            <>
              {!own && kept && <Notice tone="warn">{text('booking.look.other')}</Notice>}
              {!own && <p>{text('booking.look.keep.text')}</p>}
              <Button
                kind="main"
                id="look-keep"
                onPress={() => void (own ? Promise.resolve() : bookings.keepLooked()).then(() => world.way.replace({ at: 'booked' }))}
              >
                {text(own ? 'booking.show' : 'booking.look.keep')}
              </Button>
            </>
          )}
        </Panel>
      )}
    </Screen>
  )
}

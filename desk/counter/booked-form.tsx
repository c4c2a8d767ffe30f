/** Somebody stands at the counter with a booked time: its code, typed or scanned, and how many have come. */
import { Button } from '@latchkey/ui/button.tsx'
import { TextField } from '@latchkey/ui/field.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import { Screen } from '@latchkey/ui/screen.tsx'
import { Tile, Tiles } from '@latchkey/ui/tile.tsx'
import { codeLength, inGroups, mostPeople, plainOf, readBookingCode } from '@latchkey/wire/booking-code.ts'
import { Fault } from '@latchkey/wire/faults.ts'
import { useState } from 'preact/hooks'
import { useKeys } from '../use-keys.ts'
import { type StartTrouble, startTroubleText } from './start-trouble.ts'

export interface BookedFormProps {
  /** What was scanned; empty where it is to be typed. */
  first: string
  dark: boolean
  opening: boolean
  /** What the server said to the last try. */
  trouble: StartTrouble | null
  onOpen(code: string, people: number): void
  onBack(): void
}

/** How many a code was booked for; a wrong character is found here, before anything is sent. */
export function bookedFor(typed: string): { people: number } | { trouble: StartTrouble } | null {
  if (plainOf(typed).length < codeLength) return null
  try {
    return { people: readBookingCode(typed).people }
  } catch (fault) {
    return { trouble: fault instanceof Fault && fault.code === 'booking_digit' ? 'booking_digit' : 'not_ours' }
  }
}

export function BookedForm({ first, dark, opening, trouble, onOpen, onBack }: BookedFormProps) {
  const text = useText()
  const [typed, setTyped] = useState(inGroups(first))
  const [come, setCome] = useState<number | null>(null)
  /** The server's word is of what stood there then. */
  const [tried, setTried] = useState('')
  useKeys(dark ? null : 'typing', { action: onBack })
  const read = bookedFor(typed)
  const people = read && 'people' in read ? read.people : null
  const says = read && 'trouble' in read ? read.trouble : tried === plainOf(typed) ? trouble : null
  const open = () => {
    if (people === null || opening) return
    setTried(plainOf(typed))
    onOpen(plainOf(typed), come ?? people)
  }
  return (
    <Screen at="counter-booked" title={text('counter.booked.title')}>
      {says && (
        <Notice tone="warn" role="alert" id={`counter-${says}`} title={text(startTroubleText(says))}>
          {text(`${startTroubleText(says)}.next`)}
        </Notice>
      )}
      <form
        autoComplete="off"
        onSubmit={event => {
          event.preventDefault()
          open()
        }}
      >
        <TextField
          id="booked-code"
          label={text('counter.booked.code')}
          hint={people === null ? text('counter.booked.hint') : text('counter.booked.for', { count: people })}
          value={dark ? '' : typed}
          onInput={value => setTyped(inGroups(value))}
          dir="ltr"
          maxLength={40}
        />
        {people !== null && people > 1 && (
          <Tiles legend={text('counter.booked.come')}>
            {Array.from({ length: mostPeople }, (_, at) => at + 1).map(count => (
              <Tile
                key={count}
                kind="radio"
                name="come"
                id={`come-${count}`}
                label={String(count)}
                checked={(come ?? people) === count}
                onPress={() => setCome(count)}
              />
            ))}
          </Tiles>
        )}
        <div class="buttons">
          <Button kind="main" type="submit" id="booked-open" busy={opening} disabled={people === null}>
            {text(opening ? 'counter.start.opening' : 'counter.booked.open')}
          </Button>
          <Button hotkey="Esc" id="booked-back" onPress={onBack}>
            {text('desk.back')}
          </Button>
        </div>
      </form>
    </Screen>
  )
}

/** A visit at the counter begins: whose turn is it? The code of a number on paper, a booked time, a printed form, or nobody with a number. */
import { readAnswersCode } from '@latchkey/channel/answers-code.ts'
import type { Answers } from '@latchkey/channel/messages.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import { post } from '@latchkey/ui/post.ts'
import { Screen } from '@latchkey/ui/screen.tsx'
import { Spinner } from '@latchkey/ui/spinner.tsx'
import { bookingCodePrefix, plainOf } from '@latchkey/wire/booking-code.ts'
import { parseText } from '@latchkey/wire/edge.ts'
import { Fault } from '@latchkey/wire/faults.ts'
import { readNumberCode } from '@latchkey/wire/number-code.ts'
import { type Number as Given, number as numberSchema } from '@latchkey/wire/waiting.ts'
import { useEffect, useRef, useState } from 'preact/hooks'
import { letterOf } from '../keys.ts'
import { Scanner } from '../scan/scanner.tsx'
import type { SecondScreen } from '../second/second-screen.ts'
import type { TaskProps } from '../task.ts'
import { useKeys } from '../use-keys.ts'
import type { CounterBy } from '../waiting/desk-line.ts'
import { BookedForm, bookedFor } from './booked-form.tsx'
import { type StartTrouble, startTroubleText, troubleOf } from './start-trouble.ts'
import { useSecond } from './use-resident-screen.ts'

export interface CounterTaskProps extends Pick<TaskProps, 'line' | 'dark' | 'onDone'> {
  second: SecondScreen
  /** What the last try met, when it was made from another screen: the next of a party. */
  trouble: StartTrouble | null
}

export function CounterTask({ line, dark, onDone, second, trouble: before }: CounterTaskProps) {
  const text = useText()
  const secondHere = useSecond(second)
  const [trouble, setTrouble] = useState(before)
  const [opening, setOpening] = useState(false)
  const [tries, setTries] = useState(0)
  /** The code of a booked time, as scanned; empty while it is to be typed. Null: nobody spoke of one. */
  const [booked, setBooked] = useState<string | null>(null)

  const open = async (find: () => Promise<CounterBy>, answers: Answers | null = null) => {
    if (opening) return
    setOpening(true)
    setTrouble(null)
    try {
      const room = await line.counter(await find())
      if (answers) room.typeIn(answers)
    } catch (fault) {
      setTrouble(troubleOf(fault))
      setOpening(false)
      // The scanner tells each text once: the same number may be held there again.
      setTries(now => now + 1)
    }
  }
  const read = (found: string) => {
    const form = formIn(found)
    if (form) return void open(takeNumber, form)
    if (found.startsWith(bookingCodePrefix)) return readBooked(found)
    void open(async () => ({ number: readNumberCode(found) }))
  }
  const come = (code: string, people: number) => void open(async () => ({ code, people }))
  // One person needs no question; of more the clerk says how many have come.
  const readBooked = (found: string) => {
    const read = bookedFor(found)
    if (read && 'people' in read && read.people === 1) return come(plainOf(found), 1)
    setTrouble(null)
    setBooked(found)
  }
  const nobody = () => void open(takeNumber)
  useKeys(dark || booked !== null ? null : 'counter_start', { action: onDone })
  useLettersBeside(dark || opening || booked !== null, { T: nobody, W: () => second.open(), B: () => readBooked('') })

  if (booked !== null)
    return (
      <BookedForm
        key={booked}
        first={booked}
        dark={dark}
        opening={opening}
        trouble={trouble}
        onOpen={come}
        onBack={() => {
          setTrouble(null)
          setBooked(null)
        }}
      />
    )
  return (
    <Screen at="counter" title={text('counter.start.title')}>
      {trouble && (
        <Notice tone="warn" role="alert" id={`counter-${trouble}`} title={text(startTroubleText(trouble))}>
          {text(`${startTroubleText(trouble)}.next`)}
        </Notice>
      )}
      {opening ? (
        <Spinner>{text('counter.start.opening')}</Spinner>
      ) : (
        <Scanner key={tries} says={text('counter.start.scan')} onText={read} dark={dark} />
      )}
      <div class="buttons">
        <Button kind="main" hotkey="T" id="no-number" disabled={opening} onPress={nobody}>
          {text('counter.start.none')}
        </Button>
        <Button hotkey="B" id="booked" disabled={opening} onPress={() => readBooked('')}>
          {text('counter.booked')}
        </Button>
        <Button hotkey="W" id="second" onPress={() => second.open()}>
          {text(secondHere ? 'counter.second.is_open' : 'counter.second.open')}
        </Button>
        <Button hotkey="Esc" id="back" onPress={onDone}>
          {text('counter.back')}
        </Button>
      </div>
    </Screen>
  )
}

/** A number on the spot, out of the same roll. @throws Fault; the string `offline` */
async function takeNumber(): Promise<{ number: Given }> {
  const answer = await post(globalThis.fetch.bind(globalThis), '/waiting/number', { way: 'counter' })
  if (!answer.ok) throw answer.trouble === 'offline' ? 'offline' : new Fault(answer.trouble)
  return { number: parseText(numberSchema, answer.text) }
}

function formIn(found: string): Answers | null {
  try {
    return readAnswersCode(found)
  } catch {
    return null
  }
}

/**
 * Letters beside a field that a hand-held reader types into. Every code of ours begins with L, so these letters are the clerk's as long as no code
 * has begun; inside one they are part of it, up to its Enter.
 */
function useLettersBeside(off: boolean, letters: Record<string, () => void>): void {
  const now = useRef({ off, letters })
  now.current = { off, letters }
  useEffect(() => {
    let inCode = false
    const listen = (event: KeyboardEvent) => {
      const { off, letters } = now.current
      if (off || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return
      const letter = letterOf(event)
      if (letter === 'Enter' || letter === 'Escape') inCode = false
      else if (!inCode && letters[letter]) {
        event.preventDefault()
        event.stopPropagation()
        letters[letter]()
      } else if (letter.length === 1) inCode = true
    }
    window.addEventListener('keydown', listen, true)
    return () => window.removeEventListener('keydown', listen, true)
  }, [])
}

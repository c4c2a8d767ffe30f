/** The board: a fixed phrase, its place where it has one, and for whom. Three questions at most, each answered by a number. */
import { Button } from '@latchkey/ui/button.tsx'
import { TextField } from '@latchkey/ui/field.tsx'
import { useLanguage, useText } from '@latchkey/ui/language.ts'
import { type Board, type DeskPhrase, deskPhrases, mostStation, type Saying } from '@latchkey/wire/board.ts'
import { useState } from 'preact/hooks'
import { useCity } from '../city.ts'
import { wholeOf } from '../day/opening.ts'
import { Pick } from './pick.tsx'
import { deskName, phraseWords, wayName } from './words.ts'

export type WriteStep = { phrase?: DeskPhrase; site?: string | null; station?: number | null }

export interface WritePhraseProps {
  board: Board
  /** The supervisor's own alias: nobody writes to themselves. */
  alias: string
  dark: boolean
  onSend(message: Saying): void
  onBack(): void
  /** Where it begins; only the pages of examples begin elsewhere. */
  first?: WriteStep
}

export function WritePhrase({ board, alias, dark, onSend, onBack, first = {} }: WritePhraseProps) {
  const text = useText()
  const { code } = useLanguage()
  const { texts } = useCity()
  const words = { text, texts, code }
  const [step, setStep] = useState(first)
  const [typed, setTyped] = useState('')
  const { phrase, site = null, station = null } = step
  if (!phrase) {
    const answers = deskPhrases.map(one => ({
      id: one.id,
      label: phraseWords(words, { phrase: one.number, site: null, station: null }),
      onPick: () => setStep({ phrase: one }),
    }))
    const lead = text('board.write.lead')
    return <Pick at="board-write" title={text('board.write.title')} lead={lead} answers={answers} dark={dark} onBack={onBack} />
  }
  if (phrase.place && site === null && station === null) {
    const places = board.ways.filter(({ way }) => way !== 'phone')
    const answers = places.map(way => ({ id: way.site, label: wayName(words, way), onPick: () => setStep({ phrase, site: way.site }) }))
    const number = wholeOf(typed, mostStation)
    const take = () => {
      if (number !== null && number > 0) setStep({ phrase, station: number })
    }
    return (
      <Pick at="board-where" title={text('board.write.where')} answers={answers} dark={dark} onBack={() => setStep({})}>
        <form
          class="board-station"
          autocomplete="off"
          onSubmit={event => {
            event.preventDefault()
            take()
          }}
        >
          <TextField
            id="station"
            label={text('board.write.station')}
            hint={text('board.write.station.hint')}
            inputMode="numeric"
            maxLength={2}
            value={typed}
            onInput={setTyped}
          />
          <Button type="submit" id="station-go" disabled={number === null || number < 1}>
            {text('board.write.station.go')}
          </Button>
        </form>
      </Pick>
    )
  }
  const send = (to: string | null) => onSend({ phrase: phrase.number, site, station, to })
  const answers = [
    { id: 'everyone', label: text('board.write.everyone'), onPick: () => send(null) },
    ...board.desks
      .filter(desk => desk.alias !== alias)
      .map(desk => ({ id: desk.alias, label: deskName(text, desk), onPick: () => send(desk.alias) })),
  ]
  const lead = phraseWords(words, { phrase: phrase.number, site, station })
  const back = () => setStep(phrase.place ? { phrase } : {})
  return <Pick at="board-who" title={text('board.write.who')} lead={lead} answers={answers} dark={dark} onBack={back} />
}

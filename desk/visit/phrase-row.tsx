/** Desk: what can be asked by a digit, what is asked now, and what was written. */
import type { Ask } from '@latchkey/channel/messages.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { useCity, useCityText, usePaperName } from '../city.ts'
import type { Action } from '../keys.ts'
import { phrasesAt } from './phrases.ts'
import type { Sitting } from './sitting.ts'
import type { Note } from './state.ts'

export interface PhrasesProps {
  sitting: Sitting
  step: 'papers' | 'face' | 'caretaker'
  ask: Ask | null
  notes: Note[]
  run(action: Action): void
}

export function Phrases({ sitting, step, ask, notes, run }: PhrasesProps) {
  const text = useText()
  const city = useCityText()
  const name = usePaperName()
  const { rules } = useCity()
  const last = notes.at(-1)
  return (
    <div class="phrases">
      <p class="phrases-now" aria-live="polite" id="asked">
        {ask ? (
          <>
            <span class="soft">{text('desk.asked')}</span> {ask.paper !== null && <strong>{name(ask.paper)}: </strong>}
            {city(`phrase.${ask.phrase}`)}
          </>
        ) : (
          <span class="soft">{text('desk.asked.nothing')}</span>
        )}
      </p>
      {last && (
        <p class="phrases-note" aria-live="polite" id="note">
          <span class="soft">{text(last.from === 'clerk' ? 'desk.note.clerk' : 'desk.note.resident')}</span>{' '}
          <span dir="auto">{last.text}</span>
        </p>
      )}
      <div class="phrases-row" role="group" aria-label={text('desk.phrases')}>
        {phrasesAt(rules, step, sitting.view.phrases).map((phrase, at) => (
          <Button key={phrase.number} hotkey={String(at + 1)} id={`phrase-${phrase.number}`} onPress={() => sitting.ask(phrase.number)}>
            {city(`phrase.${phrase.number}.key`)}
          </Button>
        ))}
        <Button hotkey="0" id="more-phrases" onPress={() => run('more_phrases')}>
          {text('desk.phrases.more')}
        </Button>
        <Button hotkey="T" id="type" onPress={() => run('type')}>
          {text('desk.type')}
        </Button>
      </div>
    </div>
  )
}

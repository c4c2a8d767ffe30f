import { Button } from '@latchkey/ui/button.tsx'
import { TextField } from '@latchkey/ui/field.tsx'
import { PenSign } from '@latchkey/ui/icons/signs.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { directionOfText } from '@latchkey/ui/spell-name.ts'
import { useState } from 'preact/hooks'
import type { Note } from './state.ts'

/** Longest typed text, characters (channel/messages.ts `maxTyped`). */
const most = 280

/** What was written, and a field to write. A clerk's own words are shown as written: their direction is that of the text. */
export function Talk(props: { desk: string; notes: readonly Note[]; onType: (typed: string) => void }) {
  const { desk, notes, onType } = props
  const text = useText()
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const ready = typed.trim() !== ''
  return (
    <div class="talk">
      {notes.length > 0 && (
        <ol class="talk-notes" aria-live="polite" aria-label={text('visit.talk')}>
          {notes.map((note, at) => (
            <li key={at} class={`talk-note talk-${note.from}`}>
              <span class="talk-who">{note.from === 'clerk' ? text('visit.clerk_writes', { clerk: desk }) : text('visit.you_wrote')}</span>
              <span class="talk-text" dir={directionOfText(note.text)}>
                {note.text}
              </span>
            </li>
          ))}
        </ol>
      )}
      {open ? (
        <form
          class="talk-form"
          autoComplete="off"
          onSubmit={event => {
            event.preventDefault()
            if (!ready) return
            onType(typed.trim())
            setTyped('')
            setOpen(false)
          }}
        >
          <TextField
            id="talk"
            label={text('visit.write')}
            hint={most - typed.length <= 40 ? text('visit.write.left', { left: most - typed.length }) : text('visit.write.hint')}
            value={typed}
            onInput={setTyped}
            maxLength={most}
            rows={2}
          />
          <div class="visit-ways">
            <Button kind="main" type="submit" disabled={!ready}>
              {text('visit.write.send')}
            </Button>
            <Button onPress={() => setOpen(false)}>{text('shell.cancel')}</Button>
          </div>
        </form>
      ) : (
        <Button kind="link" icon={<PenSign />} id="write" onPress={() => setOpen(true)}>
          {text('visit.write')}
        </Button>
      )}
    </div>
  )
}

/** Settings: the law a way in rests on, as it is written down with an opening. */
import type { Authority } from '@latchkey/certificates/act.ts'
import { DateField, dayOf, noDate, TextField } from '@latchkey/ui/field.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { useState } from 'preact/hooks'

export interface WrittenAuthority {
  citation: string
  text: string
  date: typeof noDate
  settledBy: string
}

const blank: WrittenAuthority = { citation: '', text: '', date: noDate, settledBy: '' }

/** What is being typed, and the authority it is once every part is there. */
export function useWrittenAuthority(): {
  typed: WrittenAuthority
  type(change: Partial<WrittenAuthority>): void
  written: Authority | null
} {
  const [typed, setTyped] = useState(blank)
  const [citation, words, settledBy] = [typed.citation.trim(), typed.text.trim(), typed.settledBy.trim()]
  const date = dayOf(typed.date)
  const written = citation && words && date && settledBy ? { citation, text: words, date, settledBy } : null
  return { typed, type: change => setTyped(before => ({ ...before, ...change })), written }
}

export function AuthorityFields({ typed, type }: Pick<ReturnType<typeof useWrittenAuthority>, 'typed' | 'type'>) {
  const text = useText()
  return (
    <form autocomplete="off" onSubmit={event => event.preventDefault()}>
      <TextField
        id="authority-citation"
        label={text('settings.authority.citation')}
        hint={text('settings.authority.citation.hint')}
        value={typed.citation}
        onInput={citation => type({ citation })}
        maxLength={200}
      />
      <TextField
        id="authority-text"
        label={text('settings.authority.text')}
        hint={text('settings.authority.text.hint')}
        value={typed.text}
        onInput={says => type({ text: says })}
        maxLength={500}
        rows={3}
      />
      <DateField id="authority-date" label={text('settings.authority.date')} value={typed.date} onInput={date => type({ date })} />
      <TextField
        id="authority-settled"
        label={text('settings.authority.settledBy')}
        hint={text('settings.authority.settledBy.hint')}
        value={typed.settledBy}
        onInput={settledBy => type({ settledBy })}
        maxLength={120}
      />
    </form>
  )
}

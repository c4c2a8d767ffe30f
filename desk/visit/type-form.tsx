/** T: a sentence of the clerk's own. It is not translated; the phone says so. */
import { maxTyped } from '@latchkey/channel/messages.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { TextField } from '@latchkey/ui/field.tsx'
import { isLanguage, useLanguage, useText } from '@latchkey/ui/language.ts'
import { useEffect, useRef, useState } from 'preact/hooks'

export function TypeForm(props: { language: string; onSend(text: string): void; onCancel(): void }) {
  const text = useText()
  const { code } = useLanguage()
  const [written, setWritten] = useState('')
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector('textarea')?.focus(), [])
  const ready = written.trim().length > 0
  return (
    <form
      ref={form}
      autocomplete="off"
      onSubmit={event => {
        event.preventDefault()
        if (ready) props.onSend(written.trim())
      }}
      onKeyDown={event => {
        if (event.key !== 'Enter' || event.shiftKey) return
        event.preventDefault()
        if (ready) props.onSend(written.trim())
      }}
    >
      <TextField
        label={text('desk.type.label')}
        hint={
          props.language === code
            ? text('desk.type.hint')
            : text('desk.type.hint.other', { language: text(`desk.language.${isLanguage(props.language) ? props.language : 'other'}`) })
        }
        value={written}
        onInput={setWritten}
        maxLength={maxTyped}
        rows={3}
        id="typed"
      />
      <div class="buttons">
        <Button kind="main" type="submit" hotkey="Enter" disabled={!ready}>
          {text('desk.type.send')}
        </Button>
        <Button hotkey="Esc" onPress={props.onCancel}>
          {text('desk.back')}
        </Button>
      </div>
    </form>
  )
}

import type { Watched } from '@latchkey/record/watched.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { TextField } from '@latchkey/ui/field.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import { Screen } from '@latchkey/ui/screen.tsx'
import { useRef, useState } from 'preact/hooks'
import { originOf } from './ask.ts'

export interface StartProps {
  origin: string
  /** A saved look that was opened; null: none. */
  before: Watched | null
  /** The text of a file that somebody picked. */
  onOpen(file: string): void
  onLook(origin: string): void
}

/** Which city, and whether there was a look before. */
export function StartScreen({ origin, before, onOpen, onLook }: StartProps) {
  const text = useText()
  const [typed, type] = useState(origin)
  const [wrong, setWrong] = useState(false)
  const [opened, setOpened] = useState(false)
  const picker = useRef<HTMLInputElement>(null)
  const go = () => {
    const city = originOf(typed)
    setWrong(city === null)
    if (city !== null) onLook(city)
  }
  return (
    <Screen
      at="watch-start"
      keepFocus
      title={text('watch.heading')}
      lead={text('watch.lead')}
      actions={
        <>
          <Button kind="main" onPress={go} id="look">
            {text('watch.look')}
          </Button>
          <Button onPress={() => picker.current?.click()} id="open">
            {text('watch.open')}
          </Button>
        </>
      }
    >
      <TextField
        id="address"
        label={text('watch.address')}
        value={typed}
        dir="ltr"
        lang="en"
        maxLength={200}
        error={wrong && text('watch.address.wrong')}
        onInput={value => {
          type(value)
          setWrong(false)
        }}
      />
      <input
        type="file"
        accept="application/json,.json"
        class="watch-file"
        tabIndex={-1}
        aria-hidden="true"
        ref={picker}
        onChange={event => {
          const [file] = event.currentTarget.files ?? []
          event.currentTarget.value = ''
          if (file && file.size < 65_536)
            void file.text().then(content => {
              setOpened(true)
              onOpen(content)
            })
          else if (file) {
            setOpened(true)
            onOpen('')
          }
        }}
      />
      {opened && (
        <Notice tone={before === null ? 'warn' : 'good'} role="status" id="opened">
          {before === null ? text('watch.open.wrong') : text('watch.opened', { count: before.size })}
        </Notice>
      )}
      <ul class="watch-promises">
        <li>{text('watch.reads')}</li>
        <li>{text('watch.keeps')}</li>
        <li>{text('watch.tells')}</li>
      </ul>
    </Screen>
  )
}

/**
 * Mail, where the city's rules open it: one address, typed after the seal, printed as one label and forgotten. It is in this form and on the label and
 * nowhere else: not in the case, not in the visit, not in any message.
 */
import { Button } from '@latchkey/ui/button.tsx'
import { TextField } from '@latchkey/ui/field.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { ErrorPanel, Notice } from '@latchkey/ui/notice.tsx'
import { Screen } from '@latchkey/ui/screen.tsx'
import { useState } from 'preact/hooks'
import type { Printer } from '../print/printer.ts'
import { addressLine, addressLines, addressOf, labelDrawing } from './label-drawing.ts'

type At = 'typing' | 'printing' | 'failed' | 'asking' | 'printed'

/** @param props.first where it begins; only the pages of examples begin elsewhere */
export function MailLabel({ printer, onDone, first = 'typing' }: { printer: Printer; onDone(): void; first?: At }) {
  const text = useText()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(first)
  const lines = addressOf(typed)

  async function print() {
    if (!lines || at === 'printing') return
    setAt('printing')
    try {
      await printer.print({ what: 'label', pages: [labelDrawing(lines)] })
      // A print dialog that was cancelled looks like one that printed: the address stays until the clerk has the label.
      setAt('asking')
    } catch {
      setAt('failed')
    }
  }

  const forget = () => {
    setTyped('')
    setAt('printed')
  }

  if (at === 'asking') {
    return (
      <Screen at="mail-asking" title={text('day.mail.asking')}>
        <div class="buttons">
          <Button kind="main" id="mail-out" onPress={forget}>
            {text('day.mail.out')}
          </Button>
          <Button id="mail-again" onPress={() => void print()}>
            {text('day.mail.again')}
          </Button>
        </div>
      </Screen>
    )
  }
  if (at === 'printed') {
    return (
      <Screen at="mail-printed" title={text('day.mail.printed')} lead={text('day.mail.forgotten')}>
        <p>{text('day.mail.returned')}</p>
        <div class="buttons">
          <Button kind="main" id="mail-done" onPress={onDone}>
            {text('day.mail.done')}
          </Button>
        </div>
      </Screen>
    )
  }
  return (
    <Screen at="mail" title={text('day.mail.title')} lead={text('day.mail.lead')}>
      <Notice tone="info" title={text('day.mail.leaves')}>
        {text('day.mail.leaves.what')}
      </Notice>
      {at === 'failed' && <ErrorPanel id="mail-failed" what={text('day.mail.failed')} next={text('day.mail.failed.next')} />}
      <form
        autocomplete="off"
        onSubmit={event => {
          event.preventDefault()
          void print()
        }}
      >
        <TextField
          id="mail-address"
          label={text('day.mail.address')}
          hint={text('day.mail.address.hint', { lines: addressLines, letters: addressLine })}
          value={typed}
          onInput={setTyped}
          rows={addressLines}
          maxLength={addressLines * (addressLine + 1)}
        />
        <div class="buttons">
          <Button kind="main" type="submit" id="mail-print" busy={at === 'printing'} disabled={!lines}>
            {text('day.mail.print')}
          </Button>
          <Button id="mail-not" onPress={onDone}>
            {text('day.mail.not')}
          </Button>
        </div>
      </form>
    </Screen>
  )
}

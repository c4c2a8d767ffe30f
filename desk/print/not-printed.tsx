/** Print only: every *no* has a name and a next step, and nothing of what the sheet says is on the screen. */
import type { SheetNo } from '@latchkey/card/check-sheet.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { formatDay } from '@latchkey/ui/format.ts'
import { useLanguage, useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import { clock } from '@latchkey/ui/platform.ts'
import { Screen } from '@latchkey/ui/screen.tsx'
import { useKeys } from '../use-keys.ts'
import { useAge } from './list-age.ts'

export type NotPrintedWhy = SheetNo | 'list_old' | 'other_person'

export interface NotPrintedProps {
  why: NotPrintedWhy
  listAt?: number | null
  endedOn?: string | undefined
  onAgain(): void
  onBack(): void
}

export function NotPrinted({ why, listAt, endedOn, onAgain, onBack }: NotPrintedProps) {
  const text = useText()
  const { code } = useLanguage()
  const age = useAge()
  useKeys('print_no', { action: action => (action === 'scan' ? onAgain() : onBack()) })
  const next = () => {
    if (why === 'list_old') return listAt ? text('print.next.list_old', { age: age(clock() - listAt) }) : text('print.next.list_none')
    return text(`print.next.${why}`, endedOn ? { date: formatDay(code, endedOn) } : {})
  }
  return (
    <Screen at={`print-no-${why}`} title={text('print.no.title')}>
      <Notice tone={why === 'list_old' ? 'warn' : 'bad'} role="alert" id="print-no" title={text(`print.no.${why}`)}>
        {next()}
      </Notice>
      <div class="buttons">
        <Button kind="main" hotkey="S" id="scan-again" onPress={onAgain}>
          {text('print.scan.again')}
        </Button>
        <Button hotkey="Esc" id="back" onPress={onBack}>
          {text('print.leave')}
        </Button>
      </div>
      <p class="desk-quiet">{text('print.no.nothing')}</p>
    </Screen>
  )
}

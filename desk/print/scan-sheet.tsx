/** Print only, first: four squares in any order, from paper or from a phone that shows them one after the other. */
import type { ReadNo, SheetSoFar } from '@latchkey/card/check-sheet.ts'
import { sheetCodes } from '@latchkey/card/sheet.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import { clock } from '@latchkey/ui/platform.ts'
import { Screen } from '@latchkey/ui/screen.tsx'
import { Scanner } from '../scan/scanner.tsx'
import type { OwnLists } from '../task.ts'
import { useKeys } from '../use-keys.ts'
import { newestListAt, useAge } from './list-age.ts'

export interface ScanSheetProps {
  sheet: SheetSoFar
  notice: ReadNo | null
  own: OwnLists
  onText(text: string): void
  onBack(): void
}

export function ScanSheet({ sheet, notice, own, onText, onBack }: ScanSheetProps) {
  const text = useText()
  const age = useAge()
  useKeys('print_scan', { action: onBack })
  const read = sheet.numbers.length
  const at = newestListAt(own)
  return (
    <Screen at="print-scan" title={text('print.scan.title')}>
      <div class="scan-two">
        <Scanner says={text('print.scan.says')} onText={onText} dark={false} />
        <div>
          <div class="squares" aria-hidden="true">
            {Array.from({ length: sheetCodes }, (_, one) => (
              <span key={one} class={`square${sheet.numbers.includes(one + 1) ? ' square-read' : ''}`}>
                {one + 1}
              </span>
            ))}
          </div>
          <p class="squares-say" role="status" data-read={read}>
            {text('print.scan.read', { read, all: sheetCodes })}
          </p>
          {notice && (
            <Notice tone="warn" role="alert" id="print-notice" title={text(`print.no.${notice}`)}>
              {text(`print.next.${notice}`)}
            </Notice>
          )}
        </div>
      </div>
      <div class="buttons">
        <Button hotkey="Esc" id="back" onPress={onBack}>
          {text('print.leave')}
        </Button>
      </div>
      <p class="desk-quiet" id="list-age">
        {at === null ? text('print.list.none') : text('print.list.age', { age: age(clock() - at) })}
      </p>
    </Screen>
  )
}

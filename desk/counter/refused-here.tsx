/** Not enough, and no phone to read it on: the words stand on the second screen, and go onto paper. */
import { Button } from '@latchkey/ui/button.tsx'
import { directionOf, isLanguage, isReviewed, textIn, useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import { Screen } from '@latchkey/ui/screen.tsx'
import type { Action } from '../keys.ts'
import type { Printer } from '../print/printer.ts'
import type { ShownRefusal } from '../second/shown.ts'
import { useKeys } from '../use-keys.ts'
import { NextButtons } from './next-buttons.tsx'
import { refusalDrawing } from './refusal-drawing.ts'
import { usePrinting } from './use-printing.ts'

export interface RefusedHereProps {
  printer: Printer
  /** What the resident reads; null when they have it on their phone. */
  shown: ShownRefusal | null
  /** The second screen is there. */
  second: boolean
  listens: boolean
  party: boolean
  run(action: Action): void
}

export function RefusedHere({ printer, shown, second, listens, party, run }: RefusedHereProps) {
  const text = useText()
  const printing = usePrinting(printer)
  const language = isLanguage(shown?.language) ? shown.language : 'en'
  const print = () => {
    const theirs = textIn(language)
    const unreviewed = isReviewed(language) ? null : theirs('shell.unreviewed')
    if (shown) void printing.print({ what: 'refusal', pages: [refusalDrawing(shown, theirs('second.refused.kept'), unreviewed)] })
  }
  useKeys(listens ? 'counter_refused' : null, { action: action => (action === 'print_refusal' ? print() : run(action)) })
  return (
    <Screen
      at="refused"
      title={text('counter.refused.title')}
      lead={text(shown === null ? 'desk.refused.lead' : second ? 'counter.refused.second' : 'counter.refused.here')}
    >
      {shown && (
        <blockquote class="refusal refusal-large" lang={language} dir={directionOf(language)}>
          <p>
            <strong>{shown.title}</strong>
          </p>
          {shown.lines.map(line => (
            <p key={line}>{line}</p>
          ))}
          <ul>
            {shown.mends.map(line => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </blockquote>
      )}
      {printing.at === 'failed' && <Notice tone="warn" id="not-printed" title={text('counter.after.not_printed')} />}
      {shown && (
        <div class="buttons">
          <Button hotkey="P" id="print-refusal" busy={printing.at === 'printing'} onPress={print}>
            {text('counter.refused.print')}
          </Button>
        </div>
      )}
      <NextButtons main party={party} run={run} />
    </Screen>
  )
}

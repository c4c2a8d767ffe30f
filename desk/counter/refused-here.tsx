/** Not enough, and no phone to read it on: the words stand on the second screen, and go onto paper. */
import { cityText } from '@latchkey/cities/city.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { directionOf, isLanguage, useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import { Screen } from '@latchkey/ui/screen.tsx'
import { useCity } from '../city.ts'
import type { Action } from '../keys.ts'
import type { Printer } from '../print/printer.ts'
import type { ShownRefusal } from '../second/shown.ts'
import { useKeys } from '../use-keys.ts'
import type { Refused } from '../visit/state.ts'
import { NextButtons } from './next-buttons.tsx'
import { slipPage } from './slip-page.ts'
import { type Calling, SupervisorHere } from './supervisor-here.tsx'
import { usePrinting } from './use-printing.ts'

export interface RefusedHereProps {
  printer: Printer
  /** What the resident reads; null when they have it on their phone. */
  shown: ShownRefusal | null
  /** What goes onto the paper beside the words: this desk's slip. */
  state: Pick<Refused, 'said' | 'slip'>
  /** The second screen is there. */
  second: boolean
  listens: boolean
  party: boolean
  run(action: Action): void
  /** A supervisor may come to this desk; null where nobody may: they have, or the resident has a phone. */
  calling: Calling | null
}

export function RefusedHere(props: RefusedHereProps) {
  const { printer, shown, state, second, listens, party, run, calling } = props
  const text = useText()
  const { texts, root } = useCity()
  const printing = usePrinting(printer)
  const language = isLanguage(shown?.language) ? shown.language : 'en'
  const print = () => {
    if (shown)
      void printing.print({
        what: 'refusal',
        pages: [slipPage(shown, state, language, cityText(texts, language, 'name.city'), root?.practice ?? true)],
      })
  }
  useKeys(listens ? 'counter_refused' : null, {
    action: action => {
      if (action === 'print_refusal') print()
      else run(action)
    },
  })
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
          {calling && <SupervisorHere {...calling} />}
        </div>
      )}
      <NextButtons main party={party} run={run} />
    </Screen>
  )
}

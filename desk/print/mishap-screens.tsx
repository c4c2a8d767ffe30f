/** *What happened?* Four pictures; then two or three steps, and the card is printed again, or at any other counter. */
import { Button } from '@latchkey/ui/button.tsx'
import { CheckField } from '@latchkey/ui/field.tsx'
import { MishapPicture } from '@latchkey/ui/icons/mishaps.tsx'
import { KeyHint } from '@latchkey/ui/key-hint.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { Screen } from '@latchkey/ui/screen.tsx'
import type { PrinterFaultCode } from './printer.ts'
import { type Mishap, mishaps, type PrintingEvent } from './printing.ts'

export function Picking(props: { onPick(mishap: Mishap): void; onBack(): void }) {
  const text = useText()
  return (
    <Screen at="print-picking" title={text('print.picking')}>
      <div class="mishaps">
        {mishaps.map((mishap, at) => (
          <button
            type="button"
            class="mishap"
            key={mishap}
            id={`mishap-${mishap}`}
            aria-keyshortcuts={String(at + 1)}
            onClick={() => props.onPick(mishap)}
          >
            <MishapPicture of={mishap} />
            <span>{text(`print.mishap.${mishap}`)}</span>
            <KeyHint>{at + 1}</KeyHint>
          </button>
        ))}
      </div>
      <div class="buttons">
        <Button hotkey="Esc" id="back" onPress={props.onBack}>
          {text('desk.back')}
        </Button>
      </div>
    </Screen>
  )
}

const isMishap = (why: Mishap | PrinterFaultCode): why is Mishap => mishaps.includes(why as Mishap)

export function Mending(props: { why: Mishap | PrinterFaultCode; cut: boolean; tell(event: PrintingEvent): void }) {
  const { why, cut, tell } = props
  const text = useText()
  return (
    <Screen at={`print-mending-${why}`} title={text(`print.mishap.${why}`)}>
      <div class="mending">
        {isMishap(why) && <MishapPicture of={why} />}
        <ol class="mending-steps">
          {text(`print.mishap.${why}.steps`)
            .split('\n')
            .map(one => (
              <li key={one}>{one}</li>
            ))}
        </ol>
      </div>
      <CheckField
        id="print-cut"
        label={text('print.cut')}
        checked={cut}
        hotkey={<KeyHint>C</KeyHint>}
        onInput={() => tell({ is: 'cut' })}
      />
      <div class="buttons">
        <Button kind="main" hotkey="G" id="print-again" onPress={() => tell({ is: 'again' })}>
          {text('print.again')}
        </Button>
        <Button hotkey="L" id="print-later" onPress={() => tell({ is: 'later' })}>
          {text('print.later')}
        </Button>
        <Button hotkey="Esc" id="back" onPress={() => tell({ is: 'back' })}>
          {text('print.other')}
        </Button>
      </div>
      <p class="desk-quiet">{text('print.later.say')}</p>
    </Screen>
  )
}

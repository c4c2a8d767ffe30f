/** Print only, second: the face that the city sealed beside who stands here. A copied sheet looks the same to the page; only the face decides. */
import { wrapAvif } from '@latchkey/card/avif.ts'
import type { SheetAnswer } from '@latchkey/card/check-sheet.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { CheckField } from '@latchkey/ui/field.tsx'
import { formatDay } from '@latchkey/ui/format.ts'
import { KeyHint } from '@latchkey/ui/key-hint.tsx'
import { useLanguage, useText } from '@latchkey/ui/language.ts'
import { useEffect, useState } from 'preact/hooks'
import { look } from '../look.ts'
import { useKeys } from '../use-keys.ts'
import { CaseTitle } from '../visit/case-title.tsx'
import { decodeFile } from '../visit/decode.ts'
import { Picture } from '../visit/picture.tsx'
import { type PrintChoices, usualChoices } from './card-job.ts'
import { LiveFace } from './live-face.tsx'

export interface CompareFaceProps {
  card: Extract<SheetAnswer, { answer: 'yes' }>
  onSame(choices: PrintChoices): void
  onOther(): void
  onBack(): void
}

export function CompareFace({ card, onSame, onOther, onBack }: CompareFaceProps) {
  const text = useText()
  const { code } = useLanguage()
  const { content, ends } = card
  const portrait = usePortrait(content.rest.print)
  const [choices, choose] = useState(usualChoices)
  const face = () => choose(({ face, large }) => ({ face: !face, large }))
  const large = () => choose(({ face, large }) => ({ face, large: !large }))
  const same = () => portrait && onSame(choices)
  useKeys('print_face', {
    action: action => {
      if (action === 'same') same()
      else if (action === 'other') onOther()
      else if (action === 'no_face') look.choices.noFace && face()
      else if (action === 'large') look.choices.largePrint && large()
      else onBack()
    },
  })
  return (
    <div class="case compare" data-screen="print-face">
      <CaseTitle>{text('print.face.title')}</CaseTitle>
      <div class="compare-two">
        <figure class="viewer-one">
          <Picture
            id="print-portrait"
            picture={portrait}
            label={text('print.face.sealed')}
            says={text(portrait === null ? 'print.face.broken' : 'print.face.reading')}
          />
          <figcaption>{text('print.face.sealed')}</figcaption>
        </figure>
        <LiveFace />
      </div>
      <dl class="facts compare-facts">
        <div class="fact fact-main">
          <dt>{text('print.face.name')}</dt>
          <dd dir="auto" translate={false}>
            {content.front.name}
          </dd>
        </div>
        <div class="fact">
          <dt>{text('print.face.born')}</dt>
          <dd>{formatDay(code, content.front.birthDate)}</dd>
        </div>
        <div class="fact">
          <dt>{text('print.face.ends')}</dt>
          <dd>{formatDay(code, ends)}</dd>
        </div>
      </dl>
      <div class="compare-choices">
        {look.choices.noFace && (
          <CheckField
            id="print-no-face"
            label={text('print.face.no_face')}
            checked={!choices.face}
            hotkey={<KeyHint>C</KeyHint>}
            onInput={face}
          />
        )}
        {look.choices.largePrint && (
          <CheckField
            id="print-large"
            label={text('print.face.large')}
            checked={choices.large}
            hotkey={<KeyHint>L</KeyHint>}
            onInput={large}
          />
        )}
      </div>
      <div class="case-foot">
        <Button kind="main" hotkey="Y" id="same-person" disabled={!portrait} onPress={same}>
          {text('print.face.same')}
        </Button>
        <Button hotkey="N" id="other-person" onPress={onOther}>
          {text('print.face.other')}
        </Button>
        <Button hotkey="Esc" id="back" onPress={onBack}>
          {text('print.leave')}
        </Button>
      </div>
      <p class="desk-quiet">{text('print.face.copy')}</p>
    </div>
  )
}

/** The 300×400 picture of the sheet as pixels; undefined while it is read, null when it cannot be. Its pixels go with the screen. */
function usePortrait(print: Uint8Array): ImageBitmap | null | undefined {
  const [portrait, setPortrait] = useState<ImageBitmap | null | undefined>(undefined)
  useEffect(() => {
    let over = false
    let held: ImageBitmap | null = null
    decodeFile(wrapAvif(print, 'print')).then(
      bitmap => {
        if (over) return bitmap.close()
        held = bitmap
        setPortrait(bitmap)
      },
      () => over || setPortrait(null),
    )
    return () => {
      over = true
      held?.close()
    }
  }, [print])
  return portrait
}

/** The refusal slip that this phone kept: shown to a counter, saved as a picture, printed. Checked again each time: only what a counter believes is shown. */

import { encodeRefusalCode, refusalVersion } from '@latchkey/card/refusal-code.ts'
import { refusalDrawing } from '@latchkey/card/refusal-drawing.ts'
import { type RefusalSlip, verifyRefusal } from '@latchkey/certificates/refusal-slip.ts'
import { cityText } from '@latchkey/cities/city.ts'
import { reasonLines } from '@latchkey/rules/refusal-text.ts'
import { Code } from '@latchkey/ui/code.tsx'
import { both, useLanguage, useText } from '@latchkey/ui/language.ts'
import { verify } from '@latchkey/ui/platform.ts'
import { refusalLabels, refusalWords, slipHead } from '@latchkey/ui/refusal-labels.ts'
import { Screen } from '@latchkey/ui/screen.tsx'
import { Spinner } from '@latchkey/ui/spinner.tsx'
import { dayIn } from '@latchkey/ui/wait.ts'
import { useEffect, useMemo, useState } from 'preact/hooks'
import { PaperActions } from '../backup/paper-actions.tsx'
import { root } from '../root.ts'
import { useWorld } from '../world.ts'

type Found = { bytes: Uint8Array; slip: RefusalSlip & { alias: string } } | 'none' | 'bad' | null

export function SlipPage({ onBack }: { onBack: () => void }) {
  const world = useWorld()
  const text = useText()
  const { code } = useLanguage()
  const [found, setFound] = useState<Found>(null)
  const { timeZone } = world.names
  useEffect(() => {
    const look = async (): Promise<Found> => {
      const bytes = await world.things.slip()
      return bytes ? { bytes, slip: await verifyRefusal(root, bytes, verify, moment => dayIn(timeZone, moment)) } : 'none'
    }
    look().then(setFound, () => setFound('bad'))
  }, [])
  const slip = found && typeof found === 'object' ? found : null
  const made = useMemo(() => {
    if (!slip) return null
    const linesIn = (language: typeof code) =>
      reasonLines(
        world.rules,
        refusalWords(language, key => cityText(world.cityTexts, language, key)),
        slip.slip.unmet,
      )
    const lines = linesIn(code)
    const head = slipHead(code, slip.slip, cityText(world.cityTexts, code, 'name.city'))
    const square = codeOf(slip.bytes)
    return { linesIn, lines, head, square, drawing: refusalDrawing(refusalLabels(code, head, lines), square, world.practice) }
  }, [slip, code])
  if (found === null) return <Spinner>{text('shell.busy')}</Spinner>
  if (!made)
    return (
      <Screen at="slip" title={text('refusal.slip')} lead={text(`refusal.slip.${found === 'none' ? 'none' : 'bad'}`)} onBack={onBack} />
    )
  return (
    <Screen at="slip" title={text('refusal.slip.title')} lead={text('refusal.slip.use')} onBack={onBack}>
      {made.square && <Code text={made.square} version={refusalVersion} label={text('refusal.slip.alt')} id="slip-code" />}
      <p>{text('refusal.slip.missing')}</p>
      <ul class="visit-reasons">
        {made.lines.map((line, at) => (
          <li key={line}>{both(language => made.linesIn(language)[at]!)}</li>
        ))}
      </ul>
      <p class="fine">{made.head.join(' · ')}</p>
      <p>
        {text('refusal.slip.what')} {text('refusal.slip.again')}
      </p>
      <PaperActions drawing={made.drawing} what="refusal" />
    </Screen>
  )
}

function codeOf(slip: Uint8Array): string | null {
  try {
    return encodeRefusalCode(slip)
  } catch {
    return null
  }
}

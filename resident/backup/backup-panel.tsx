/** Backup sheet and cancel slip of one card, to save or to print (R13). */
import './backup.css'
import { groupCancelCode } from '@latchkey/card/cancel-code.ts'
import { sheetDrawing } from '@latchkey/card/plates.ts'
import type { SealedCard } from '@latchkey/card/sealed.ts'
import { slipDrawing } from '@latchkey/card/slip-drawing.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { useLanguage, useText } from '@latchkey/ui/language.ts'
import { Panel } from '@latchkey/ui/panel.tsx'
import { sheetLabels, slipLabels } from '@latchkey/ui/sheet-labels.ts'
import { useMemo, useState } from 'preact/hooks'
import { useWorld } from '../world.ts'
import { PaperActions } from './paper-actions.tsx'

export function BackupPanel(props: { sealed: SealedCard; onMade?: () => void }) {
  const { sealed, onMade } = props
  const world = useWorld()
  const text = useText()
  // The page's own address, to type from paper; it names no person and no card.
  const address = location.host
  const { code } = useLanguage()
  // On paper there is one language: the holder's.
  const sheet = useMemo(() => sheetDrawing(sealed, sheetLabels(code, address)), [sealed, code])
  const slip = useMemo(() => slipDrawing(sealed.cancelCode, slipLabels(code, address), world.practice), [sealed, code])
  const [copied, setCopied] = useState(false)
  const groups = groupCancelCode(sealed.cancelCode)
  return (
    <>
      <Panel title={text('backup.make')} id="backup">
        <p>{text('backup.use')}</p>
        <PaperActions drawing={sheet} what="sheet" onMade={onMade} />
        <p class="fine">{text('backup.safe')}</p>
      </Panel>
      <details class="backup-slip" id="slip">
        <summary>{text('backup.slip.more')}</summary>
        <p>
          {text('backup.slip.what')} {text('backup.slip.where')}
        </p>
        <p class="backup-code" dir="ltr">
          {groups.map((group, at) => (
            <span key={at}>{group} </span>
          ))}
        </p>
        {navigator.clipboard && (
          <Button
            onPress={async () => {
              await navigator.clipboard.writeText(groups.join(' ')).catch(() => {})
              setCopied(true)
            }}
          >
            {text(copied ? 'backup.slip.copied' : 'backup.slip.copy')}
          </Button>
        )}
        <PaperActions drawing={slip} what="slip" />
      </details>
    </>
  )
}

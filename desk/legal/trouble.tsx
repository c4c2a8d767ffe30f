/** Counsel's desk: what did not happen, and what to do next. */
import { Button } from '@latchkey/ui/button.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { ErrorPanel } from '@latchkey/ui/notice.tsx'
import { Screen } from '@latchkey/ui/screen.tsx'
import { useKeys } from '../use-keys.ts'
import type { LegalTrouble } from './use-legal.ts'

export function Trouble({ code }: { code: LegalTrouble | null }) {
  const text = useText()
  if (code === null) return null
  return <ErrorPanel id={`trouble-${code}`} what={text(`legal.fault.${code}`)} next={text(`legal.fault.${code}.next`)} />
}

/** Somebody else was quicker: what is shown here is no longer so. Looking anew takes a touch, as every look does. */
export function LookAgain({ dark, touching, onTouch, onBack }: { dark: boolean; touching: boolean; onTouch(): void; onBack(): void }) {
  const text = useText()
  useKeys(dark ? null : 'legal_touch', { action: action => (action === 'touch' ? onTouch() : onBack()) })
  return (
    <Screen at="legal-changed" title={text('legal.fault.legal_changed')} lead={text('legal.fault.legal_changed.next')}>
      <div class="buttons">
        <Button kind="main" hotkey="K" id="legal-touch" busy={touching} onPress={onTouch}>
          {text(touching ? 'desk.touch.now' : 'legal.open.touch')}
        </Button>
        <Button hotkey="Esc" id="legal-back" onPress={onBack}>
          {text('legal.back')}
        </Button>
      </div>
    </Screen>
  )
}

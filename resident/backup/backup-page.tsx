/** The backup sheet from *My card*: blank until it is asked for, like the card itself. */
import type { SealedCard } from '@latchkey/card/sealed.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { EyeSign, LockSign } from '@latchkey/ui/icons/signs.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import { Screen } from '@latchkey/ui/screen.tsx'
import { useState } from 'preact/hooks'
import { readCard } from '../card/kept-card.ts'
import { useWorld } from '../world.ts'
import { BackupPanel } from './backup-panel.tsx'

export function BackupPage(props: { onBack: () => void }) {
  const world = useWorld()
  const text = useText()
  const [sealed, setSealed] = useState<SealedCard | null>(null)
  const [missing, setMissing] = useState<'none' | 'broken' | null>(null)
  const show = async () => {
    const kept = await readCard(world.kept)
    if (kept.is === 'card') setSealed(kept.sealed)
    else setMissing(kept.is)
  }
  return (
    <Screen at="backup" title={text('backup.title')} lead={text('backup.what')} onBack={props.onBack}>
      <Notice tone="warn" title={text('visit.ready.lost.title')}>
        {text('visit.ready.lost')}
      </Notice>
      {sealed ? (
        <BackupPanel sealed={sealed} />
      ) : missing ? (
        <Notice tone="bad" role="alert" title={text(missing === 'none' ? 'card.none.title' : 'card.broken')} />
      ) : (
        <div class="card-blank">
          <LockSign />
          <p>{text('card.hidden')}</p>
          <Button kind="main" id="show-sheet" icon={<EyeSign />} onPress={show}>
            {text('backup.show')}
          </Button>
        </div>
      )}
    </Screen>
  )
}

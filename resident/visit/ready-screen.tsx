/** R13: your card is ready. What losing it means is said before anything is chosen. */
import type { SealedCard } from '@latchkey/card/sealed.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { Dialog } from '@latchkey/ui/dialog.tsx'
import { PhoneSign } from '@latchkey/ui/icons/machines.tsx'
import { CheckSign } from '@latchkey/ui/icons/signs.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { ErrorPanel, Notice } from '@latchkey/ui/notice.tsx'
import { Panel } from '@latchkey/ui/panel.tsx'
import { Screen } from '@latchkey/ui/screen.tsx'
import { useState } from 'preact/hooks'
import { BackupPanel } from '../backup/backup-panel.tsx'
import { CardPlates } from '../card/card-plates.tsx'
import { useWorld } from '../world.ts'

export interface ReadyScreenProps {
  sealed: SealedCard
  /** The card stays on this phone past goodbye. */
  saved: boolean
  /** Keeps it; rejects when the phone has no room. */
  onSave: () => Promise<void>
  onFinish: () => void
  /** Finish, and go on to the next card of this party; absent where there is none. */
  onMore?: (() => void) | undefined
}

export function ReadyScreen(props: ReadyScreenProps) {
  const { sealed, saved, onSave, onFinish, onMore } = props
  const world = useWorld()
  const text = useText()
  const [saving, setSaving] = useState<'no' | 'now' | 'failed'>('no')
  const [sheet, setSheet] = useState(false)
  /** Asked before the end: which end was pressed. */
  const [asking, setAsking] = useState<(() => void) | null>(null)
  const atCounter = world.turn.state.at === 'counter'
  const end = (how: () => void) => (saved && sheet ? how() : setAsking(() => how))
  const save = async () => {
    setSaving('now')
    try {
      await onSave()
      setSaving('no')
    } catch {
      setSaving('failed')
    }
  }
  return (
    <Screen
      at="visit-sealed"
      title={text('visit.ready.title')}
      lead={text(atCounter ? 'visit.ready.show_here' : world.names.offices.length > 0 ? 'visit.ready.show' : 'visit.ready.show_later')}
    >
      <CardPlates sealed={sealed} face />
      <Notice tone="warn" title={text('visit.ready.lost.title')}>
        {text('visit.ready.lost')}
      </Notice>
      {world.help?.borrowed && (
        <Notice tone="warn" id="borrowed" title={text('beside.ready')}>
          {text('beside.ready.text')}
        </Notice>
      )}
      <Panel title={text('visit.ready.keep')} icon={<PhoneSign />}>
        <p>{text('visit.ready.keep.text')}</p>
        {saved ? (
          <p class="visit-done" role="status">
            <CheckSign />
            <span>{text('visit.ready.kept')}</span>
          </p>
        ) : (
          <Button id="save" busy={saving === 'now'} onPress={save}>
            {text('visit.ready.keep.yes')}
          </Button>
        )}
        {!saved && (world.draft.draft?.card ?? 1) > 1 && <p class="fine">{text('kinds.more.one')}</p>}
        {saving === 'failed' && <ErrorPanel what={text('fault.not_kept')} />}
      </Panel>
      <BackupPanel sealed={sealed} onMade={() => setSheet(true)} />
      {onMore && (
        <Panel title={text('kinds.more.title')} tone="soft" id="more-cards">
          <p>{text('kinds.more.text')}</p>
          <Button id="more" onPress={() => end(onMore)}>
            {text('kinds.more.go')}
          </Button>
        </Panel>
      )}
      <div class="buttons">
        <Button kind="main" id="finish" onPress={() => end(onFinish)}>
          {text('visit.ready.finish')}
        </Button>
      </div>
      <Dialog
        id="finish-dialog"
        open={asking !== null}
        title={text('visit.ready.finish.title')}
        onClose={() => setAsking(null)}
        actions={
          <>
            <Button kind="main" onPress={() => setAsking(null)}>
              {text('visit.ready.finish.back')}
            </Button>
            <Button kind={saved || sheet ? 'quiet' : 'danger'} id="finish-yes" onPress={() => asking?.()}>
              {text('visit.ready.finish.yes')}
            </Button>
          </>
        }
      >
        <p>{text(saved ? 'visit.ready.finish.saved' : sheet ? 'visit.ready.finish.sheet' : 'visit.ready.finish.neither')}</p>
      </Dialog>
    </Screen>
  )
}

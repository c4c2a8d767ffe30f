/** A phone at a counter: the desk's code was scanned. First the answers, then the papers go onto the table. */
import { Button } from '@latchkey/ui/button.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import { Screen } from '@latchkey/ui/screen.tsx'
import { emptyDraft } from '../papers/draft-store.ts'
import { checkFacts } from '../papers/facts-form.ts'
import { useLive } from '../use-live.ts'
import { useWorld } from '../world.ts'

export function CounterPage() {
  const world = useWorld()
  const text = useText()
  useLive(world.draft)
  const today = world.today()
  const draft = world.draft.draft
  const ready = checkFacts(world.rules, draft ?? emptyDraft(today), today).answers !== null
  return (
    <Screen
      at={`counter-${ready ? 'ready' : 'answers'}`}
      title={text(ready ? 'door.ready.title' : 'door.title')}
      lead={text(ready ? 'door.ready.text' : 'door.text')}
      actions={
        ready ? (
          <Button kind="main" id="counter-go" onPress={() => world.way.go({ at: 'visit' })}>
            {text('door.ready.go')}
          </Button>
        ) : (
          <Button kind="main" id="counter-answer" onPress={() => world.way.go({ at: draft?.papers.length ? 'facts' : 'who' })}>
            {text('door.answer')}
          </Button>
        )
      }
    >
      <Notice tone="info">{text('door.only_you')}</Notice>
      {ready && (
        <Button kind="link" id="counter-change" onPress={() => world.way.go({ at: 'facts' })}>
          {text('door.change')}
        </Button>
      )}
      <Button kind="link" id="counter-leave" onPress={() => void world.turn.drop().then(() => world.way.restart())}>
        {text('door.leave')}
      </Button>
    </Screen>
  )
}

import { Button } from '@latchkey/ui/button.tsx'
import { useLanguage, useText } from '@latchkey/ui/language.ts'
import { Screen } from '@latchkey/ui/screen.tsx'
import type { Holding } from './list/refresh.ts'

/** V1: what this is, and how old its list is. */
export function HomeScreen({ holding, onScan, onTests }: { holding: Holding; onScan(): void; onTests(): void }) {
  const text = useText()
  const language = useLanguage()
  const newest = Math.max(0, ...[...holding.lists.values()].map(list => list.at))
  const when = new Intl.DateTimeFormat(language.code, { weekday: 'long', hour: 'numeric', minute: '2-digit' }).format(newest * 1000)
  return (
    <Screen
      at="check-home"
      keepFocus
      title={text('check.heading')}
      lead={text('check.lead')}
      actions={
        <>
          <Button kind="main" onPress={onScan} id="scan">
            {text('check.scan')}
          </Button>
          <Button onPress={onTests} id="tests">
            {text('check.tests')}
          </Button>
        </>
      }
    >
      <ul class="check-promises">
        <li>{text('check.offline')}</li>
        <li>{text('check.keeps')}</li>
        <li>{text('check.tells')}</li>
      </ul>
      <p class="check-hand">{text('check.hand')}</p>
      <p class="check-list" data-list={newest}>
        {newest ? text('check.listOf', { when }) : text('check.noList')}
      </p>
    </Screen>
  )
}

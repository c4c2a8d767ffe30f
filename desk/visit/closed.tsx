/** D8 Closed: this screen holds nothing. */
import { Button } from '@latchkey/ui/button.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { Screen } from '@latchkey/ui/screen.tsx'
import type { Action } from '../keys.ts'
import type { CaseState } from './state.ts'

type ClosedState = Extract<CaseState, { at: 'closed' }>

export function Closed(props: { why: ClosedState['why']; outcome: ClosedState['outcome']; ready: number; run(action: Action): void }) {
  const text = useText()
  // The clerk may leave a case whose card or refusal has arrived before the resident has read to the end.
  const { why, outcome } = props
  const sure = outcome === 'card' || outcome === 'refused' || (why === 'goodbye' && outcome === 'none')
  const finished = sure && (why === 'goodbye' || why === 'ended')
  // Only a counter loses its room for good: a phone keeps its place and comes again.
  const how = finished ? (`goodbye.${outcome}` as const) : why === 'room_lost' || why === 'goodbye' ? 'ended' : why
  return (
    <Screen at="closed" title={text('desk.closed.title')} lead={text(`desk.closed.${how}`)}>
      <p class="soft" id="ready" aria-live="polite">
        {text('desk.line.ready.now', { count: props.ready })}
      </p>
      <div class="buttons">
        <Button kind="main" hotkey="N" id="next" onPress={() => props.run('next')}>
          {text('desk.next')}
        </Button>
        <Button hotkey="B" id="break" onPress={() => props.run('break')}>
          {text('desk.break')}
        </Button>
      </div>
    </Screen>
  )
}

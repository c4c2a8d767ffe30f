import { Button } from '@latchkey/ui/button.tsx'
import { useText } from '@latchkey/ui/language.ts'
import type { Action } from '../keys.ts'

/** The way on from a case that is over: the next of the counter, the next of this party, a break. */
export function NextButtons(props: { main: boolean; party: boolean; run(action: Action): void }) {
  const { main, party, run } = props
  const text = useText()
  return (
    <div class="buttons next-buttons">
      <Button kind={main ? 'main' : 'quiet'} hotkey="N" id="next" onPress={() => run('next')}>
        {text('counter.next')}
      </Button>
      {party && (
        <Button hotkey="M" id="next-party" onPress={() => run('party')}>
          {text('counter.next.party')}
        </Button>
      )}
      <Button hotkey="B" id="break" onPress={() => run('break')}>
        {text('desk.break')}
      </Button>
    </div>
  )
}

/** The end of a counter case: this screen holds nothing; whether a card was made, and who is next. */
import { useText } from '@latchkey/ui/language.ts'
import { Screen } from '@latchkey/ui/screen.tsx'
import type { Action } from '../keys.ts'
import type { CaseState } from '../visit/state.ts'
import { NextButtons } from './next-buttons.tsx'

type ClosedState = Extract<CaseState, { at: 'closed' }>

export function ClosedHere(props: Pick<ClosedState, 'why' | 'outcome'> & { party: boolean; run(action: Action): void }) {
  const text = useText()
  const { why, outcome, party, run } = props
  return (
    <Screen
      at="closed"
      title={text('desk.closed.title')}
      lead={text(why === 'resident_stopped' ? 'counter.closed.stopped' : `counter.closed.${outcome}`)}
    >
      {party && <p class="soft">{text('counter.closed.party')}</p>}
      <NextButtons main party={party} run={run} />
    </Screen>
  )
}

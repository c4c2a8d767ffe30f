/** The end of a counter case: this screen holds nothing; whether a card was made, and who is next. */
import { useText } from '@latchkey/ui/language.ts'
import { Screen } from '@latchkey/ui/screen.tsx'
import type { Action } from '../keys.ts'
import type { CaseState } from '../visit/state.ts'
import { NextButtons } from './next-buttons.tsx'

type ClosedState = Extract<CaseState, { at: 'closed' }>

const says = (why: ClosedState['why'], outcome: ClosedState['outcome']) => {
  if (why === 'resident_stopped') return 'counter.closed.stopped'
  return why === 'room_lost' && outcome === 'none' ? 'counter.closed.room_lost' : (`counter.closed.${outcome}` as const)
}

export function ClosedHere(props: Pick<ClosedState, 'why' | 'outcome'> & { party: boolean; run(action: Action): void }) {
  const text = useText()
  const { why, outcome, party, run } = props
  return (
    <Screen at="closed" title={text('desk.closed.title')} lead={text(says(why, outcome))}>
      {party && <p class="soft">{text('counter.closed.party')}</p>}
      <NextButtons main party={party} run={run} />
    </Screen>
  )
}

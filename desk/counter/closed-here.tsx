/** The end of a counter case: this screen holds nothing; whether a card was made, and who is next. */
import { useText } from '@latchkey/ui/language.ts'
import { Screen } from '@latchkey/ui/screen.tsx'
import type { Action } from '../keys.ts'
import type { CaseState } from '../visit/state.ts'
import { MadeLine, madeOf } from './made-line.tsx'
import { NextButtons } from './next-buttons.tsx'

type ClosedState = Extract<CaseState, { at: 'closed' }>

export function ClosedHere(props: { state: ClosedState; party: boolean; run(action: Action): void }) {
  const text = useText()
  const { state, party, run } = props
  const { why, outcome } = state
  const made = madeOf(state)
  const says = text(
    why === 'unknown_kind'
      ? 'desk.closed.unknown_kind'
      : why === 'resident_stopped'
        ? 'counter.closed.stopped'
        : made === 'not_made'
          ? 'counter.closed.room_lost'
          : (`counter.closed.${outcome}` as const),
  )
  return (
    <Screen at="closed" title={text('desk.closed.title')} {...(made ? {} : { lead: says })}>
      {made && <MadeLine made={made}>{says}</MadeLine>}
      {party && <p class="soft">{text('counter.closed.party')}</p>}
      <NextButtons main party={party} run={run} />
    </Screen>
  )
}

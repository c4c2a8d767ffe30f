/** At a counter the clerk reads one of three words about the card, whatever broke: made, not made, make it again. */
import { useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import type { ComponentChildren } from 'preact'
import type { CaseState } from '../visit/state.ts'

export type Made = 'made' | 'not_made' | 'make_again'

/** What a case says of its card; null while nobody has said yes. */
export function madeOf(state: CaseState): Made | null {
  if (state.at === 'handed') return 'made'
  if (state.at === 'closed' && state.outcome === 'again') return 'make_again'
  if (state.at === 'closed' && state.why === 'room_lost') return 'not_made'
  if (state.at === 'sealing' && state.connection === 'lost') return 'not_made'
  if (state.at === 'touch' && (state.trouble !== null || state.connection === 'lost')) return 'not_made'
  return null
}

/** What was left behind by a page that is gone. A sealed card that nobody holds can never be found again: it is made anew. */
export const madeOfLeft = (left: 'sealed' | 'open'): Made => (left === 'sealed' ? 'make_again' : 'not_made')

export function MadeLine(props: { made: Made; actions?: ComponentChildren; children: ComponentChildren }) {
  const text = useText()
  const { made, actions, children } = props
  return (
    <Notice
      tone={made === 'made' ? 'good' : 'warn'}
      role="status"
      id={`made-${made}`}
      title={text(`counter.made.${made}`)}
      {...(actions ? { actions } : {})}
    >
      {children}
    </Notice>
  )
}

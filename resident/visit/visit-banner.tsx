import { useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import type { VisitState } from './state.ts'

/** What hangs over any screen of the visit: the line is lost, or the clerk's is. One sentence, and that the place is safe. */
export function VisitBanner(props: { state: VisitState }) {
  const { at, connection, clerk } = props.state
  const text = useText()
  // A card that is made and a refusal that was read need no line any more.
  if (at === 'over' || at === 'barred' || at === 'sealed' || at === 'refused') return null
  if (connection === 'lost') {
    return (
      <Notice tone="warn" role="status" id="visit-offline">
        {text('visit.offline')}
      </Notice>
    )
  }
  if (clerk === 'away' && at !== 'joining' && at !== 'line') {
    return (
      <Notice tone="info" role="status" id="visit-clerk-away">
        {text('visit.clerk_offline')}
      </Notice>
    )
  }
  return null
}

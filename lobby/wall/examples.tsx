/** The wall in its states (ui/example-pages.tsx): the language that is asked for is the one whose turn it is. */
import '@latchkey/ui/tokens.css'
import './wall.css'
import { busy, late, noDesk, shut } from '@latchkey/ui/example-now.ts'
import { openExamples } from '@latchkey/ui/example-pages.tsx'
import { languages, useLanguage } from '@latchkey/ui/language.ts'
import type { LookState } from '@latchkey/ui/look.ts'
import type { Now } from '@latchkey/wire/waiting.ts'
import { wallSays } from './says.ts'
import { Wall } from './wall-page.tsx'

function At({ now, state = 'online' }: { now: Now | null; state?: LookState }) {
  const { code } = useLanguage()
  return <Wall now={now} state={state} turn={languages.indexOf(code) * wallSays(now, state).foot.length} />
}

const states = {
  wall: () => <At now={busy} />,
  wall_before: () => <At now={{ ...busy, serving: 0, given: 0 }} />,
  wall_no_desk: () => <At now={noDesk} />,
  wall_notice: () => <At now={{ ...busy, open: false, notice: 11 }} />,
  wall_counters: () => <At now={{ ...busy, counter: false, changed: [{ site: 'main_office', notice: 53, to: null }] }} />,
  wall_full: () => <At now={late} />,
  wall_closed: () => <At now={shut} />,
  wall_stale: () => <At now={busy} state="offline" />,
  wall_unheard: () => <At now={null} state="offline" />,
}
await openExamples(
  Object.fromEntries(Object.entries(states).map(([name, draw]) => [name, { draw, large: true as const }])),
  (_, shown) => shown,
)

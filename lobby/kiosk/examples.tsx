/** The kiosk in its states (ui/example-pages.tsx): with a server that says one thing, and a number nobody has. */
import '@latchkey/ui/all.css'
import './kiosk.css'
import { busy, full, late, noDesk, shut } from '@latchkey/ui/example-now.ts'
import { openExamples } from '@latchkey/ui/example-pages.tsx'
import type { PostTrouble } from '@latchkey/ui/post.ts'
import type { Now } from '@latchkey/wire/waiting.ts'
import type { KioskState } from './kiosk.ts'
import { KioskPage } from './kiosk-page.tsx'

const nothing = () => {}
const number = { way: 'counter' as const, day: busy.day, n: 433, mac: 'AAAAAAAAAAAAAAAAAAAAAA' }
const empty = (trouble: PostTrouble | null = null): KioskState => ({ at: 'empty', trouble })

function At(props: { state: KioskState; now?: Now | null; printer?: 'on_press' | 'none'; site?: string }) {
  const { state, now = busy, printer = 'on_press', site = null } = props
  // The page asks by itself, as in a lobby.
  globalThis.fetch = async () => (now ? new Response(JSON.stringify(now)) : new Response('{}'))
  const kiosk = { state, subscribe: () => nothing, take: async () => {}, touched: nothing, done: nothing }
  return <KioskPage kiosk={kiosk} printer={printer} site={site} language="en" />
}

await openExamples(
  {
    kiosk: () => <At state={empty()} />,
    kiosk_no_desk: () => <At state={empty()} now={noDesk} />,
    kiosk_closed: () => <At state={empty()} now={shut} />,
    kiosk_moved: () => (
      <At state={empty()} now={{ ...busy, changed: [{ site: 'main_office', notice: 61, to: 'north_office' }] }} site="main_office" />
    ),
    kiosk_late: () => <At state={empty()} now={late} />,
    kiosk_full: () => <At state={empty()} now={full} />,
    kiosk_broken: () => <At state={empty()} now={null} />,
    kiosk_refused: () => <At state={empty('offline')} />,
    kiosk_asking: () => <At state={{ at: 'asking' }} />,
    kiosk_number: () => <At state={{ at: 'number', number }} />,
    kiosk_number_late: () => <At state={{ at: 'number', number: { ...number, day: '2026-11-29', n: 561 } }} now={late} />,
    kiosk_number_screen: () => <At state={{ at: 'number', number }} printer="none" />,
  },
  (_, shown) => shown,
)

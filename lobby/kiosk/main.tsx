/**
 * The kiosk (docs/protocol/waiting.md, *On paper*): a tab on a tablet or computer in the lobby. `/kiosk/#print` prints by itself, `/kiosk/#screen`
 * has no printer and offers none. The title never changes: it names the print job.
 */
import '@latchkey/ui/all.css'
import './kiosk.css'
import { startLanguage } from '@latchkey/ui/language.ts'
import { render } from 'preact'
import { createKiosk } from './kiosk.ts'
import { KioskPage } from './kiosk-page.tsx'

const element = document.getElementById('app')
const printer = location.hash === '#print' ? 'by_itself' : location.hash === '#screen' ? 'none' : 'on_press'
if (element) {
  const kiosk = createKiosk((...asked) => fetch(...asked))
  void startLanguage().then(language => render(<KioskPage kiosk={kiosk} printer={printer} language={language} />, element))
}

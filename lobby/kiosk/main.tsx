/**
 * The kiosk (docs/protocol/waiting.md, *On paper*): a tab on a tablet or computer in the lobby. `/kiosk/#print` prints by itself, `/kiosk/#screen`
 * has no printer and offers none; `/kiosk/#print,main_office` also stands at that site and gives no number while it is closed. The title never changes: it names the print job.
 */
import '@latchkey/ui/all.css'
import './kiosk.css'
import { startLanguage } from '@latchkey/ui/language.ts'
import { render } from 'preact'
import { createKiosk } from './kiosk.ts'
import { KioskPage } from './kiosk-page.tsx'

const element = document.getElementById('app')
const said = location.hash.slice(1).split(',')
const printer = said.includes('print') ? 'by_itself' : said.includes('screen') ? 'none' : 'on_press'
const site = said.find(one => one !== '' && one !== 'print' && one !== 'screen') ?? null
if (element) {
  const kiosk = createKiosk((...asked) => fetch(...asked))
  void startLanguage().then(language => render(<KioskPage kiosk={kiosk} printer={printer} site={site} language={language} />, element))
}

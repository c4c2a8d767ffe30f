import { workerUrl } from '@latchkey/ui/worker-url.ts'
import { mountResident, paperScreens } from './app.tsx'
import type { ScreenName } from './screens.ts'

// The service worker fetches the code of every screen. It waits until somebody goes on to a screen that needs it, so that the first
// page stays light and finding out sends nothing.
const needWorker = new Set<ScreenName>(['facts', 'number', 'photos', 'visit', 'my_card'])
let asked = false

// For everyone alike, when the first page has long been there: whoever then finds out sends nothing, and the line does not tell who did.
const papersFollowAfter = 3000

const element = document.getElementById('app')
if (element) {
  void mountResident(element, {
    onScreen({ at }) {
      if (asked || !needWorker.has(at) || !('serviceWorker' in navigator)) return
      asked = true
      navigator.serviceWorker.register(workerUrl('/sw.js')).catch(() => {
        asked = false
      })
    },
  }).then(() => setTimeout(() => void paperScreens().catch(() => {}), papersFollowAfter))
}

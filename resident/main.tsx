import { workerUrl } from '@latchkey/ui/worker-url.ts'
import { mountResident } from './app.tsx'

const element = document.getElementById('app')
if (element) {
  void mountResident(element).then(({ world }) => {
    // The service worker fetches the code of every screen. It waits until somebody goes on to a screen that needs it, so that the
    // first page stays light and finding out sends nothing.
    if (!('serviceWorker' in navigator)) return
    const needs = new Set(['facts', 'number', 'photos', 'visit', 'my_card'])
    const register = () => {
      if (!needs.has(world.way.screen.at)) return
      clearInterval(waiting)
      navigator.serviceWorker.register(workerUrl('/sw.js')).catch(() => {})
    }
    const waiting = setInterval(register, 1000)
    register()
  })
}

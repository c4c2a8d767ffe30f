/**
 * The resident's service worker: the page opens when the network is gone, and a phone that comes back loads its code from itself.
 * Pages come from the network while it answers, so that a notice or a new build is seen at once; only then is the stored one a
 * stand-in. Nothing else is ever stored: what the phone keeps lies in the page's own cache, which this file never opens.
 */
export {}

/** Addresses of the build's hashed files, and the build's own hash: written in by tools/build.mjs. */
declare const PRECACHE: string[]
declare const BUILD: string

interface Lifetime extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface Asked extends Lifetime {
  request: Request
  respondWith(answer: Promise<Response>): void
}
const worker = self as unknown as {
  addEventListener(name: 'install' | 'activate', act: (event: Lifetime) => void): void
  addEventListener(name: 'fetch', act: (event: Asked) => void): void
  skipWaiting(): Promise<void>
  clients: { claim(): Promise<void> }
}
const ours = 'latchkey-page-'
const store = `${ours}${BUILD}`

worker.addEventListener('install', event =>
  event.waitUntil(
    (async () => {
      await (await caches.open(store)).addAll(['/', ...PRECACHE])
      await worker.skipWaiting()
    })(),
  ),
)

worker.addEventListener('activate', event =>
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) if (name.startsWith(ours) && name !== store) await caches.delete(name)
      await worker.clients.claim()
    })(),
  ),
)

worker.addEventListener('fetch', event => {
  const { request } = event
  const { pathname, origin } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin) return
  if (request.mode === 'navigate') {
    // Only the resident's own page has a stand-in: the desk, the record and the check page are not this worker's.
    if (pathname === '/') event.respondWith(fetch(request).catch(() => stored('/')))
  } else if (pathname.startsWith('/a/')) event.respondWith(stored(pathname).catch(() => fetch(request)))
})

async function stored(path: string): Promise<Response> {
  const found = await (await caches.open(store)).match(path)
  if (!found) throw new TypeError('not stored')
  return found
}

/**
 * The verifier's service worker: installs the page and its reader so that a check works in airplane mode.
 * Pages come from the network while it answers; only then is the stored one a stand-in.
 */
export {}

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
const store = `latchkey-check-${BUILD}`
const page = '/check/'

worker.addEventListener('install', event =>
  event.waitUntil(
    (async () => {
      const cache = await caches.open(store)
      await cache.addAll([page, ...PRECACHE])
      await worker.skipWaiting()
    })(),
  ),
)

worker.addEventListener('activate', event =>
  event.waitUntil(
    (async () => {
      for (const other of await caches.keys()) if (other.startsWith('latchkey-check-') && other !== store) await caches.delete(other)
      await worker.clients.claim()
    })(),
  ),
)

worker.addEventListener('fetch', event => {
  const { request } = event
  const { pathname } = new URL(request.url)
  if (request.method !== 'GET') return
  if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => kept(page)))
  else if (pathname.startsWith('/a/')) event.respondWith(kept(pathname).catch(() => fetch(request)))
})

async function kept(path: string): Promise<Response> {
  const found = await (await caches.open(store)).match(path)
  if (!found) throw new TypeError('not kept')
  return found
}

/** Where the verifier keeps the public files it checks with: certified periods and cancelled lists, as they were served. */
import type { Ports } from './refresh.ts'

const address = (name: string) => `https://list.invalid/${name}`

export function createStore(cacheName: string): Ports['store'] {
  return {
    async get(name) {
      const found = await (await caches.open(cacheName)).match(address(name))
      return found ? found.text() : null
    },
    async put(name, text) {
      await (await caches.open(cacheName)).put(address(name), new Response(text))
    },
  }
}

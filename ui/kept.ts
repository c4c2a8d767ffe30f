/**
 * What a page keeps on its own device (PROTOCOL §7): one Cache Storage cache and nowhere else. Measured: values in IndexedDB and
 * web storage stay on disk after deletion, those in Cache Storage do not.
 */

/** JSON or bytes by key. Where the browser refuses a cache, the page keeps it for as long as it is open. */
export interface Kept {
  /** Bytes as Uint8Array, anything else as it was put; null when nothing is kept under `key`. */
  get<T = unknown>(key: string): Promise<T | null>
  /** Bytes or a JSON value. */
  put(key: string, value: unknown): Promise<void>
  erase(key: string): Promise<void>
  /** The keys, in no promised order. For *What this phone still knows*. */
  list(): Promise<string[]>
  /** Deletes the whole cache. */
  eraseAll(): Promise<void>
  /** False when the browser refused the cache: what is kept ends with the page, and the page should say so. */
  lasting(): Promise<boolean>
}

// A host that cannot exist: no service worker and no navigation can ever be answered with what is kept here.
const address = (key: string) => `https://kept.invalid/${encodeURIComponent(key)}`
const bytesType = 'application/octet-stream'

const isBytes = (value: unknown): value is Uint8Array<ArrayBuffer> => value instanceof Uint8Array

export function createKept(cacheName = 'latchkey', storage: CacheStorage | undefined = globalThis.caches): Kept {
  const memory = new Map<string, unknown>()
  const open = async (): Promise<Cache | null> => {
    try {
      return storage ? await storage.open(cacheName) : null
    } catch {
      return null
    }
  }
  return {
    async get<T>(key: string) {
      const cache = await open()
      if (!cache) return (memory.get(key) as T | undefined) ?? null
      const found = await cache.match(address(key))
      if (!found) return null
      if (found.headers.get('content-type') === bytesType) return new Uint8Array(await found.arrayBuffer()) as T
      return (await found.json()) as T
    },
    async put(key, value) {
      const cache = await open()
      if (!cache) return void memory.set(key, value)
      const body = isBytes(value) ? value : JSON.stringify(value)
      await cache.put(address(key), new Response(body, { headers: { 'content-type': isBytes(value) ? bytesType : 'application/json' } }))
    },
    async erase(key) {
      memory.delete(key)
      await (await open())?.delete(address(key))
    },
    async list() {
      const cache = await open()
      if (!cache) return [...memory.keys()]
      return (await cache.keys()).map(request => decodeURIComponent(new URL(request.url).pathname.slice(1)))
    },
    async eraseAll() {
      memory.clear()
      await storage?.delete(cacheName).catch(() => false)
    },
    lasting: async () => (await open()) !== null,
  }
}

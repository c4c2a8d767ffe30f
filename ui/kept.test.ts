import { expect, test } from 'vitest'
import { createKept } from './kept.ts'

/** A Cache Storage in memory that holds what the real one holds: requests by address, bodies as bytes. */
function fakeStorage() {
  const caches = new Map<string, Map<string, Response>>()
  const storage = {
    async open(name: string) {
      const held = caches.get(name) ?? new Map<string, Response>()
      caches.set(name, held)
      return {
        match: async (url: string) => held.get(url)?.clone(),
        put: async (url: string, response: Response) => void held.set(url, new Response(await response.arrayBuffer(), response)),
        delete: async (url: string) => held.delete(url),
        keys: async () => [...held.keys()].map(url => new Request(url)),
      }
    },
    delete: async (name: string) => caches.delete(name),
  }
  return { storage: storage as unknown as CacheStorage, caches }
}

test('bytes come back as bytes, everything else as it was put', async () => {
  const kept = createKept('latchkey', fakeStorage().storage)
  await kept.put('place', Uint8Array.of(1, 2, 255))
  await kept.put('answers', { name: 'Zoë', papers: ['lease'] })
  await kept.put('language', 'ar')
  expect(await kept.get('place')).toEqual(Uint8Array.of(1, 2, 255))
  expect(await kept.get('answers')).toEqual({ name: 'Zoë', papers: ['lease'] })
  expect(await kept.get('language')).toBe('ar')
  expect(await kept.get('card')).toBeNull()
  expect(await kept.lasting()).toBe(true)
})

test('a part of a longer buffer is kept alone', async () => {
  const kept = createKept('latchkey', fakeStorage().storage)
  await kept.put('half', Uint8Array.of(9, 9, 1, 2, 9).subarray(2, 4))
  expect(await kept.get('half')).toEqual(Uint8Array.of(1, 2))
})

test('two pages with their own cache names never meet', async () => {
  const { storage } = fakeStorage()
  const [phone, robot] = [createKept('phone', storage), createKept('robot', storage)]
  await phone.put('place', 'mine')
  expect(await robot.get('place')).toBeNull()
  await robot.eraseAll()
  expect(await phone.get('place')).toBe('mine')
})

test('the list names every key; erasing one or all leaves nothing behind', async () => {
  const { storage, caches } = fakeStorage()
  const kept = createKept('latchkey', storage)
  await kept.put('number', 433)
  await kept.put('name / with?odd#signs', 'x')
  expect((await kept.list()).sort()).toEqual(['name / with?odd#signs', 'number'])
  await kept.erase('number')
  expect(await kept.list()).toEqual(['name / with?odd#signs'])
  await kept.eraseAll()
  expect(caches.size).toBe(0)
})

test('addresses inside the cache belong to a host that cannot exist, so no navigation is ever answered with them', async () => {
  const { storage, caches } = fakeStorage()
  await createKept('latchkey', storage).put('card', { a: 1 })
  expect([...caches.get('latchkey')!.keys()].map(url => new URL(url).hostname)).toEqual(['kept.invalid'])
})

test('a browser without the cache, or one that refuses it, keeps things as long as the page lives and says so', async () => {
  const refusing = { open: () => Promise.reject(new DOMException('no', 'SecurityError')), delete: () => Promise.reject(new Error('no')) }
  for (const storage of [undefined, refusing as unknown as CacheStorage]) {
    const kept = createKept('latchkey', storage)
    await kept.put('number', 433)
    expect(await kept.get('number')).toBe(433)
    expect(await kept.list()).toEqual(['number'])
    expect(await kept.lasting()).toBe(false)
    await kept.eraseAll()
    expect(await kept.get('number')).toBeNull()
  }
})

import { afterEach, expect, test, vi } from 'vitest'

const origin = 'https://city.example'
afterEach(() => {
  vi.unstubAllGlobals()
  vi.resetModules()
})
const load = async (trustedTypes?: unknown) => {
  vi.stubGlobal('location', { origin })
  vi.stubGlobal('window', { trustedTypes })
  return (await import('./worker-url.ts')).workerUrl
}

test('our service workers and files of the build may become workers', async () => {
  const workerUrl = await load()
  for (const path of ['/sw.js', '/check/sw.js', '/a/reader-B1x_9.js']) expect(workerUrl(path)).toBe(origin + path)
})

test('nothing else may: other origins, other paths, queries, made-up schemes', async () => {
  const workerUrl = await load()
  const bad = [
    'https://evil.example/sw.js',
    '//evil.example/sw.js',
    '/a/../evil.js',
    '/x/sw.js',
    '/sw.js?x=1',
    'data:text/javascript,0',
    'blob:https://city.example/1',
    '/a/b/c.js',
    '/a/%2e%2e/x.js',
  ]
  for (const address of bad) expect(() => workerUrl(address)).toThrow(TypeError)
})

test('the policy is made once, under the one name the server allows', async () => {
  const names: string[] = []
  const workerUrl = await load({
    createPolicy: (name: string, rules: { createScriptURL(a: string): string }) => {
      names.push(name)
      return { createScriptURL: (a: string) => `trusted ${rules.createScriptURL(a)}` }
    },
  })
  expect(workerUrl('/sw.js')).toBe(`trusted ${origin}/sw.js`)
  workerUrl('/check/sw.js')
  expect(names).toEqual(['latchkey'])
})

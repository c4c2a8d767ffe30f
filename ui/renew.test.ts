import { expect, test } from 'vitest'
import { renew } from './renew.ts'

async function reloads(answer: () => Promise<Response>): Promise<number> {
  let count = 0
  await renew({ pathname: '/wall/', reload: () => void count++ }, '/a/wall-old.js', answer as typeof fetch)
  return count
}
const page = (script: string, status = 200) => {
  return async () => new Response(`<!doctype html><script type="module" crossorigin src="${script}"></script>`, { status })
}

test('a newer build is loaded, the same one is not', async () => {
  expect(await reloads(page('/a/wall-new.js'))).toBe(1)
  expect(await reloads(page('/a/wall-old.js'))).toBe(0)
})

test('a page that is not ours never takes the wall’s place', async () => {
  expect(await reloads(page('https://elsewhere.example/sign-in.js'))).toBe(0)
  expect(await reloads(page('/a/wall-new.js', 502))).toBe(0)
  expect(await reloads(async () => new Response('Bad gateway'))).toBe(0)
  expect(await reloads(() => Promise.reject(new TypeError('network')))).toBe(0)
})

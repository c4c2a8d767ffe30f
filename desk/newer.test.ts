import { expect, test } from 'vitest'
import { isNewer, scriptsOf } from './newer.ts'

const page = (script: string) => `<html><head><script type="module" crossorigin src="${script}"></script></head></html>`
const open = (script: string) => ({ querySelectorAll: () => [{ getAttribute: () => script }] }) as unknown as Document
const giving = (html: string, status = 200) => (async () => new Response(html, { status })) as typeof fetch

test('another script is a newer page', async () => {
  expect(scriptsOf(page('/a/desk-1.js'))).toBe('/a/desk-1.js')
  expect(await isNewer(open('/a/desk-1.js'), '/desk', giving(page('/a/desk-2.js')))).toBe(true)
  expect(await isNewer(open('/a/desk-1.js'), '/desk', giving(page('/a/desk-1.js')))).toBe(false)
})

test('without an answer, or with one that is no page of ours, nothing is said', async () => {
  expect(await isNewer(open('/a/desk-1.js'), '/desk', giving('', 500))).toBe(false)
  expect(await isNewer(open('/a/desk-1.js'), '/desk', giving('<p>closed</p>'))).toBe(false)
  const gone = (async () => Promise.reject(new Error('net'))) as typeof fetch
  expect(await isNewer(open('/a/desk-1.js'), '/desk', gone)).toBe(false)
})

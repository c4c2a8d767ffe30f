import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Canary, leftIn, leftOnDisk, type Storages } from './left-behind.ts'

const site = 'http://localhost:4400'
const titles = ['City ID']
const empty: Storages = {
  databases: [],
  local: [],
  session: [],
  caches: [
    ['latchkey-page-0123', `${site}/`],
    ['latchkey-page-0123', `${site}/a/first.js`],
  ],
  cookies: [],
  history: ['about:blank', '', `${site}/`, 'City ID'],
}
const canary: Canary = { name: 'Nadia Farouk Zaki', birthDate: '1957-08-19', address: '77 Canary Row' }

test('public files and the page itself are nothing of anybody', () => {
  expect(leftIn(empty, site, [...titles, ''])).toEqual([])
})

test('one thing left in any store is found and named', () => {
  const planted: Partial<Storages>[] = [
    { databases: ['drafts'] },
    { local: ['language'] },
    { session: ['step'] },
    { caches: [...empty.caches, ['latchkey', 'https://kept.invalid/answers']] },
    // Among the public files, but no public file.
    { caches: [...empty.caches, ['latchkey-page-0123', `${site}/words/abc`]] },
    { cookies: ['seen'] },
    { history: [...empty.history, `${site}/?name`] },
    { history: [...empty.history, 'Your turn'] },
  ]
  for (const one of planted) expect(leftIn({ ...empty, ...one }, site, [...titles, ''])).toHaveLength(1)
})

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-left-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a profile without the canary is clean', () => {
  writeFileSync(join(folder, 'Preferences'), JSON.stringify({ name: 'somebody else', born: '1961-01-02' }))
  expect(leftOnDisk(folder, canary)).toEqual([])
})

test('the canary is found on disk however it lies there, and the report does not repeat it', () => {
  writeFileSync(join(folder, 'a'), Buffer.from(canary.name, 'utf16le'))
  writeFileSync(join(folder, 'b'), gzipSync(JSON.stringify({ birth: canary.birthDate, filler: 'x'.repeat(200) })))
  writeFileSync(join(folder, 'c'), Buffer.from(canary.address).toString('base64'))
  const left = leftOnDisk(folder, canary)
  for (const kind of ['name', 'birth date', 'address']) expect(left.some(line => line.startsWith(kind))).toBe(true)
  expect(left.join()).not.toMatch(/Farouk|1957|Canary/)
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { Changes } from './changes.ts'

it('a killed process forgets no cancelling, and one card twice is one change', () => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-changes-'))
  const changes = new Changes(folder, new Uint8Array(32))
  changes.add({ period: 11, index: 0, status: 1 })
  changes.add({ period: 11, index: 1_048_575, status: 1 })
  changes.add({ period: 11, index: 0, status: 1 })
  const again = new Changes(folder, new Uint8Array(32))
  expect(again.all().sort((a, b) => a.index - b.index)).toEqual([
    { period: 11, index: 0, status: 1 },
    { period: 11, index: 1_048_575, status: 1 },
  ])
  // What came while the list was being made stays for the next.
  const made = again.all()
  again.add({ period: 12, index: 5, status: 3 })
  again.done(made)
  expect(again.all()).toEqual([{ period: 12, index: 5, status: 3 }])
  expect(new Changes(folder, new Uint8Array(32)).all()).toEqual([{ period: 12, index: 5, status: 3 }])
  rmSync(folder, { recursive: true, force: true })
})

it('takes no more than its file holds', () => {
  const changes = new Changes(null, new Uint8Array(32))
  for (let index = 0; index < 33_000; index++) changes.add({ period: 1, index, status: 1 })
  expect(changes.count).toBe(32_768)
})

it('replaced within the hour outweighs cancelled, over a killed process too, and never the other way', () => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-changes-'))
  const owner = new Uint8Array(32)
  const changes = new Changes(folder, owner)
  changes.add({ period: 11, index: 7, status: 1 })
  changes.add({ period: 11, index: 7, status: 3 })
  changes.add({ period: 11, index: 7, status: 1 })
  expect(changes.all()).toEqual([{ period: 11, index: 7, status: 3 }])
  const again = new Changes(folder, owner)
  expect(again.all()).toEqual([{ period: 11, index: 7, status: 3 }])
  expect([again.find(11, 7)?.status, again.find(11, 8), again.find(12, 7)]).toEqual([3, null, null])
  // Nothing of the earlier status lies in the file either: the next process would read it.
  again.done(again.all())
  expect(new Changes(folder, owner).count).toBe(0)
  rmSync(folder, { recursive: true, force: true })
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { Ready } from './ready.ts'

const hash = (fill: number) => new Uint8Array(32).fill(fill)

it('a killed process loses no place; a visit that had begun comes back before every number', () => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-ready-'))
  const ready = new Ready(folder, hash(9))
  ready.add(3, hash(1))
  const visiting = ready.add(2, hash(2))!
  ready.toFront(visiting)
  const stopped = ready.add(1, hash(3))!
  ready.drop(stopped)
  const again = new Ready(folder, hash(9))
  expect(again.count).toBe(2)
  expect(again.find(hash(1))).toMatchObject({ order: 3, begun: false })
  expect(again.find(hash(2))).toMatchObject({ order: 0, begun: true })
  expect(again.find(hash(3))).toBe(null)
  rmSync(folder, { recursive: true, force: true })
})

it('the same place twice keeps its order, and the end of the day clears all but visits', () => {
  const ready = new Ready(null, hash(9))
  const one = ready.add(1, hash(1))!
  expect(ready.add(7, hash(1))).toBe(one)
  ready.add(2, hash(2))
  ready.clear(place => place === one)
  expect([ready.count, ready.find(hash(1))]).toEqual([1, one])
})

it('a line that is full takes nobody more, and takes again when somebody has left', () => {
  const ready = new Ready(null, hash(9))
  const numbered = (n: number) => {
    const bytes = new Uint8Array(32)
    new DataView(bytes.buffer).setUint32(0, n)
    return bytes
  }
  for (let n = 0; n < 16_384; n++) ready.add(n, numbered(n))
  expect(ready.add(1, hash(200))).toBe(null)
  ready.drop(ready.find(numbered(5))!)
  expect(ready.add(1, hash(200))).not.toBe(null)
})

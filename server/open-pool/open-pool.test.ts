import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PooledBlank } from '@latchkey/card/pipe.ts'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { OpenPool } from './open-pool.ts'

const owner = new Uint8Array(32)
const blanks: PooledBlank[] = Array.from({ length: 256 }, (_, index) => ({
  index,
  certificate: new Uint8Array(300),
  signature: new Uint8Array(64),
  key: new Uint8Array(33),
  closed: new Uint8Array(113),
}))
const pool = { period: 11, pool: 0, blanks }
let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'latchkey-pool-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const opened = (was: 'now' | 'before' | 'practice', at: string | null = folder) => {
  const open = new OpenPool(at, owner)
  open.startPeriod(11)
  open.take(pool, was)
  return open
}

it('draws every blank once and in no order, then none', () => {
  const open = opened('now')
  const drawn = Array.from({ length: 256 }, () => open.draw()?.blank.index)
  expect(new Set(drawn).size).toBe(256)
  expect(drawn).not.toEqual(blanks.map(blank => blank.index))
  expect(open.draw()).toBe(null)
})

it('a killed process leaves what it had not used, and no blank is ever drawn twice', () => {
  const first = opened('now')
  const used = Array.from({ length: 100 }, () => first.draw()?.blank.index)
  const second = opened('before')
  expect(second.left).toBe(156)
  const rest = Array.from({ length: 156 }, () => second.draw()?.blank.index)
  expect(new Set([...used, ...rest]).size).toBe(256)
})

it('without its copy an opened pool is burned; practice begins it again', () => {
  opened('now').draw()
  rmSync(folder, { recursive: true })
  folder = mkdtempSync(join(tmpdir(), 'latchkey-pool-'))
  expect(opened('before').draw()).toBe(null)
  rmSync(folder, { recursive: true })
  folder = mkdtempSync(join(tmpdir(), 'latchkey-pool-'))
  expect(opened('practice').left).toBe(256)
  expect(opened('practice', null).left).toBe(256)
})

it('a blank put back is as new, in the copy too', () => {
  const open = opened('now')
  const drawn = open.draw()
  expect(open.left).toBe(255)
  drawn?.putBack()
  expect(open.left).toBe(256)
  expect(opened('before').left).toBe(256)
})

it('what is left at the end of a quarter is never used', () => {
  const open = opened('now')
  const drawn = open.draw()
  open.startPeriod(12)
  drawn?.putBack()
  expect([open.left, open.period, open.draw()]).toEqual([0, 12, null])
  open.take(pool, 'now')
  expect(open.left).toBe(0)
})

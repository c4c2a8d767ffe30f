import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { lockStore, StoreLocked } from './lock.ts'

const directories: string[] = []
const fresh = () => {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-lock-'))
  directories.push(directory)
  return directory
}
afterEach(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true })
})

it('keeps a second server out while the first lives, and lets one in afterwards', () => {
  const directory = fresh()
  const unlock = lockStore(directory)
  expect(() => lockStore(directory)).toThrow(StoreLocked)
  unlock()
  expect(existsSync(join(directory, 'lock'))).toBe(false)
  lockStore(directory)()
})

it('does not believe the lock of a killed process', () => {
  const directory = fresh()
  writeFileSync(join(directory, 'lock'), '999999999 12345')
  lockStore(directory)()
})

it('does not believe a lock whose number another process has got since', () => {
  const directory = fresh()
  writeFileSync(join(directory, 'lock'), `${process.pid} 1`)
  lockStore(directory)()
})

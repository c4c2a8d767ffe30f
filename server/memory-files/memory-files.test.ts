import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { dropMemoryFiles, findMemoryFolder, isMemory, MemoryFile } from './memory-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'latchkey-memory-'))
const owner = new Uint8Array(32).fill(1)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a memory file', () => {
  it('is found again with what was put, and only by its owner, name and size', () => {
    const file = new MemoryFile(folder, 'one', 100, owner)
    expect(file.found).toBe(false)
    file.putNumber(4, 77)
    file.putBit(50, 3, true)
    file.close()
    const again = new MemoryFile(folder, 'one', 100, owner)
    expect([again.found, again.number(4), again.bit(50, 3), again.bit(50, 4)]).toEqual([true, 77, true, false])
    again.close()
    for (const other of [new MemoryFile(folder, 'one', 101, owner), new MemoryFile(folder, 'one', 100, new Uint8Array(32))]) {
      expect([other.found, other.number(4)]).toEqual([false, 0])
      other.close()
    }
  })

  it('cut short is not believed', () => {
    new MemoryFile(folder, 'cut', 100, owner).close()
    truncateSync(join(folder, 'cut'), 90)
    const again = new MemoryFile(folder, 'cut', 100, owner)
    expect(again.found).toBe(false)
    again.close()
  })

  it('has one size and one mode whatever is in it', () => {
    const file = new MemoryFile(folder, 'size', 64, owner)
    const size = statSync(join(folder, 'size')).size
    file.put(0, new Uint8Array(64).fill(255))
    expect(statSync(join(folder, 'size')).size).toBe(size)
    expect(statSync(join(folder, 'size')).mode & 0o777).toBe(0o600)
    file.clear()
    expect(
      readFileSync(join(folder, 'size'))
        .subarray(32)
        .every(byte => byte === 0),
    ).toBe(true)
    file.close()
  })

  it('and process memory always hold the same', () => {
    const put = fc.record({ offset: fc.nat(60), bytes: fc.uint8Array({ maxLength: 4 }) })
    fc.assert(
      fc.property(fc.array(put, { maxLength: 20 }), puts => {
        const file = new MemoryFile(folder, 'same', 64, owner)
        for (const { offset, bytes } of puts) file.put(offset, bytes)
        expect(readFileSync(join(folder, 'same')).subarray(32).equals(file.bytes)).toBe(true)
        file.close()
      }),
    )
  })

  it('without a folder is process memory', () => {
    const file = new MemoryFile(null, 'none', 16, owner)
    file.putNumber(0, 5)
    expect([file.found, file.number(0)]).toEqual([false, 5])
    file.close()
  })
})

it('a folder is memory only when its own mount says so', () => {
  const mounts = 'rootfs / ext4 rw 0 0\ntmpfs /dev/shm tmpfs rw 0 0\nfake /dev/shmother ext4 rw 0 0'
  expect(isMemory('/dev', mounts)).toBe(false)
  expect(isMemory('/nowhere/at/all', mounts)).toBe(false)
  expect(isMemory(tmpdir(), 'a / tmpfs rw 0 0')).toBe(true)
  expect(isMemory(tmpdir(), 'a / tmpfs rw 0 0\nb / ext4 rw 0 0')).toBe(false)
  expect(isMemory(tmpdir(), null)).toBe(false)
  expect(findMemoryFolder('/x', '/nowhere/at/all')).toBe(null)
})

it('drops the copies that are over', () => {
  for (const name of ['pool-1-0', 'pool-2-0']) new MemoryFile(folder, name, 8, owner).close()
  dropMemoryFiles(folder, name => name.startsWith('pool-1-'))
  expect(readdirSync(folder).filter(name => name.startsWith('pool-'))).toEqual(['pool-2-0'])
  dropMemoryFiles(null, () => true)
  expect(existsSync(folder)).toBe(true)
})

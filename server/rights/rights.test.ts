import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Fault } from '@latchkey/wire/faults.ts'
import { afterAll, describe, expect, it } from 'vitest'
import { Rights } from './rights.ts'

const folder = mkdtempSync(join(tmpdir(), 'latchkey-rights-'))
const owner = new Uint8Array(32).fill(3)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a right to one seal', () => {
  it('outlives a killed process, and is gone for every later one when it was used', () => {
    const first = new Rights(folder, owner)
    const [right, other] = [first.give(), first.give()]
    // Not closed: the process was killed.
    const second = new Rights(folder, owner)
    expect([second.has(right), second.has(other), second.count]).toEqual([true, true, 2])
    second.use(right)
    expect([second.has(right), second.has(other)]).toEqual([false, true])
    second.use(right)
    const third = new Rights(folder, owner)
    expect([third.has(right), third.has(other), third.count]).toEqual([false, true, 1])
    third.startDay()
    expect([third.has(other), new Rights(folder, owner).count]).toEqual([false, 0])
  })

  it('leaves nothing of itself in the file once it is used', () => {
    const rights = new Rights(folder, owner)
    const right = rights.give()
    const inFile = () => readFileSync(join(folder, 'rights')).includes(Buffer.from(right))
    expect(inFile()).toBe(true)
    rights.use(right)
    expect(inFile()).toBe(false)
  })

  it('is nobody else’s: sixteen bytes that were not given open nothing, and none is given twice', () => {
    const rights = new Rights(null, owner)
    const given = Array.from({ length: 200 }, () => rights.give())
    expect(new Set(given.map(right => Buffer.from(right).toString('hex'))).size).toBe(200)
    expect(rights.has(given[0]!.map((byte, at) => (at === 15 ? byte ^ 1 : byte)))).toBe(false)
    expect(rights.has(given[0]!.subarray(0, 15))).toBe(false)
  })

  it('is refused before a code is spent when there is no room, and room comes back with each that is used', () => {
    const rights = new Rights(null, owner)
    const given: Uint8Array[] = []
    while (given.length < 2048) {
      rights.refuseFull()
      given.push(rights.give())
    }
    expect(() => rights.refuseFull()).toThrow(new Fault('too_fast'))
    rights.use(given[1000]!)
    expect(() => rights.refuseFull()).not.toThrow()
  })
})

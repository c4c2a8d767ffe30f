import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Fault, type FaultCode } from '@latchkey/wire/faults.ts'
import type { Comeback } from '@latchkey/wire/waiting.ts'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { makeNumber } from '../waiting/number.ts'
import { Comebacks } from './comebacks.ts'

const today = '2026-11-23'
const waitingKey = new Uint8Array(32).fill(7)
const make = (memoryFolder: string | null = null, city = 'testville') =>
  new Comebacks({ city, waitingKey, memoryFolder, owner: new Uint8Array(32) })

/** The line as the server keeps it: places by their hash. */
function faultOf(
  comebacks: Comebacks,
  comeback: Comeback,
  { day = today, open = true, line = new Set<string>(), place = 'a' } = {},
): FaultCode | null {
  try {
    comebacks.use(
      comeback,
      day,
      open,
      () => line.has(place),
      () => void line.add(place),
    )
    return null
  } catch (problem) {
    return (problem as Fault).code
  }
}

it('is good once, on its day, in its city, while phone visits are open', () => {
  const comebacks = make()
  const comeback = comebacks.give(today)
  expect(faultOf(comebacks, comeback, { open: false })).toBe('closed')
  expect(faultOf(comebacks, comeback, { day: '2026-11-24' })).toBe('comeback_other_day')
  expect(faultOf(make(null, 'elsewhere'), comeback)).toBe('comeback_unknown')
  expect(faultOf(comebacks, comeback)).toBe(null)
  expect(faultOf(comebacks, comeback)).toBe('comeback_used')
})

it('used twice by the same place is good: the answer was lost, not the place; and a line that is full uses nothing up', () => {
  const comebacks = make()
  const comeback = comebacks.give(today)
  const full = () =>
    comebacks.use(
      comeback,
      today,
      true,
      () => false,
      () => {
        throw new Fault('too_fast')
      },
    )
  expect(full).toThrow(new Fault('too_fast'))
  const line = new Set<string>()
  expect([faultOf(comebacks, comeback, { line }), faultOf(comebacks, comeback, { line })]).toEqual([null, null])
  expect(faultOf(comebacks, comeback, { line, place: 'b' })).toBe('comeback_used')
  expect([...line]).toEqual(['a'])
})

it('changed in any character it is unknown, and a number’s MAC is none of its own', () => {
  const comebacks = make()
  const letter = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_')
  fc.assert(
    fc.property(fc.constantFrom('id', 'mac') as fc.Arbitrary<'id' | 'mac'>, fc.nat(20), letter, (field, at, to) => {
      const comeback = comebacks.give(today)
      fc.pre(comeback[field][at] !== to)
      const changed = { ...comeback, [field]: comeback[field].slice(0, at) + to + comeback[field].slice(at + 1) }
      expect(faultOf(comebacks, changed)).toBe('comeback_unknown')
    }),
  )
  const comeback = comebacks.give(today)
  expect(faultOf(comebacks, { ...comeback, day: '2026-11-24' }, { day: '2026-11-24' })).toBe('comeback_unknown')
  expect(faultOf(comebacks, { ...comeback, mac: makeNumber(waitingKey, 'testville', 'phone', today, 1).mac })).toBe('comeback_unknown')
})

it('outlives a killed process as what was used and no more; the day takes it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-comebacks-'))
  const first = make(folder)
  const [used, open] = [first.give(today), first.give(today)]
  faultOf(first, used)
  // Not closed: the process was killed. What was given and not used is nowhere.
  expect(readFileSync(join(folder, 'comebacks')).includes(Buffer.from(open.id, 'base64url'))).toBe(false)
  const second = make(folder)
  expect([second.count, faultOf(second, used), faultOf(second, open)]).toEqual([1, 'comeback_used', null])
  second.startDay()
  expect([second.count, make(folder).count]).toEqual([0, 0])
  rmSync(folder, { recursive: true, force: true })
})

it('lies in a slot that says nothing of the order', () => {
  const orders = new Set<string>()
  for (let round = 0; round < 12; round++) {
    const folder = mkdtempSync(join(tmpdir(), 'latchkey-comebacks-'))
    const comebacks = make(folder)
    const given = [comebacks.give(today), comebacks.give(today), comebacks.give(today)]
    for (const comeback of given) faultOf(comebacks, comeback)
    const file = readFileSync(join(folder, 'comebacks'))
    const places = given.map(({ id }) => file.indexOf(Buffer.from(id, 'base64url')))
    orders.add(places.map(place => places.toSorted((a, b) => a - b).indexOf(place)).join(''))
    rmSync(folder, { recursive: true, force: true })
  }
  expect(orders.size).toBeGreaterThan(1)
})

import { inflateSync } from 'node:zlib'
import { makeCancelCode } from '@latchkey/card/cancel-code.ts'
import { cancelled, replaced, type StatusList, valid, verifyList } from '@latchkey/card/status-list.ts'
import { Fault } from '@latchkey/wire/faults.ts'
import { beforeEach, describe, expect, it } from 'vitest'
import { Changes } from '../changes/changes.ts'
import { nothingHeld } from '../holds/nothing-held.test.kit.ts'
import type { Period } from '../periods/periods.ts'
import { makeP256, verify } from '../platform.ts'
import type { Store } from '../store/open-store.ts'
import { Cancelled } from './cancelled.ts'

const city = 'testville'
const cancelKey = new Uint8Array(32).fill(5)
const listKey = makeP256()
const listAddress = 'https://id.example.org/cancelled/list/11'
const now = 1_795_456_800
const code = (index: number, period = 11) => makeCancelCode(cancelKey, city, period, index)
const periods = [{ certificate: { period: 11, listAddress } }] as unknown as Period[]
/** Takes what is written and gives nothing back: what the lists say is read from the signed list itself. */
const insert = { values: () => ({ execute: async () => {} }) }
const nothing = { where: () => nothing, execute: async () => {} }
const store = {
  write: async (act: (tx: unknown) => Promise<void>) => act({ deleteFrom: () => nothing, insertInto: () => insert }),
} as unknown as Store

let changes: Changes
let lists: Cancelled
const tick = () => lists.make(store, periods, now)
const read = async (): Promise<StatusList> =>
  verifyList(lists.list(11) as string, {
    listKey: listKey.publicKey,
    listAddress,
    now,
    inflate: (bytes: Uint8Array) => new Uint8Array(inflateSync(bytes)),
    verify,
  })
const fault = (name: 'code_refused' | 'already_replaced' | 'too_fast') => new Fault(name)

beforeEach(async () => {
  changes = new Changes(null, new Uint8Array(32))
  lists = new Cancelled(new Map(), { city, cancelKey, listKey, changes, every: 3600, endings: nothingHeld })
  await tick()
})

describe('a cancel code brought to a desk', () => {
  it('is spent once: refused the second time, in the same hour and after the list was made', async () => {
    lists.replace(code(7))
    expect(() => lists.replace(code(7))).toThrow(fault('already_replaced'))
    await tick()
    expect((await read()).status(7)).toBe(replaced)
    expect(() => lists.replace(code(7))).toThrow(fault('already_replaced'))
    expect((await read()).status(8)).toBe(valid)
  })

  it('that is wrong by one digit, of another city, of an unknown period or no code at all gives no right and changes nothing', () => {
    const right = code(7)
    const wrong = [
      right.slice(0, 23) + String((Number(right[23]) + 1) % 10),
      makeCancelCode(new Uint8Array(32).fill(6), city, 11, 7),
      makeCancelCode(cancelKey, 'elsewhere', 11, 7),
      code(7, 12),
      '0'.repeat(24),
      '',
    ]
    for (const one of wrong) expect(() => lists.replace(one)).toThrow(fault('code_refused'))
    expect(changes.count).toBe(0)
  })

  it('may still be spent for a card that its holder had cancelled first, in the same hour or before', async () => {
    lists.cancel(code(7), now)
    lists.replace(code(7))
    lists.cancel(code(9), now)
    await tick()
    expect([(await read()).status(7), (await read()).status(9)]).toEqual([replaced, cancelled])
    lists.replace(code(9))
    await tick()
    expect((await read()).status(9)).toBe(replaced)
  })

  it('once replaced a card never turns back to cancelled, whoever cancels it afterwards', async () => {
    lists.replace(code(7))
    lists.cancel(code(7), now)
    lists.end(11, 7, now)
    await tick()
    expect((await read()).status(7)).toBe(replaced)
    lists.cancel(code(7), now)
    lists.end(11, 7, now)
    await tick()
    expect((await read()).status(7)).toBe(replaced)
  })

  it('spent while a list is being made is in the next one', async () => {
    const making = tick()
    lists.replace(code(7))
    await making
    expect(() => lists.replace(code(7))).toThrow(fault('already_replaced'))
    await tick()
    expect((await read()).status(7)).toBe(replaced)
  })

  it('is not spent when there is no room to remember it', () => {
    for (let index = 0; index < 32_768; index++) changes.add({ period: 11, index, status: cancelled })
    expect(() => lists.replace(code(40_000))).toThrow(fault('too_fast'))
    expect(changes.find(11, 40_000)).toBeNull()
  })
})

describe('a card in hand', () => {
  it('ends with the next list, said once or twice, and no other does', async () => {
    expect(lists.end(11, 7, now)).toBe(lists.nextAt(now))
    expect(lists.end(11, 7, now)).toBe(lists.nextAt(now))
    expect((await read()).status(7)).toBe(valid)
    await tick()
    expect([(await read()).status(7), (await read()).status(6)]).toEqual([cancelled, valid])
  })
})

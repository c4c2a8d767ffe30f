/** A card that costs something, in a whole visit: what the clerk ticks stays at the desk, and no card is offered before it. */
import { shownOf } from '@latchkey/desk/visit/sitting.ts'
import type { Rules } from '@latchkey/rules/rules.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Evening, type MemoryCity, makeCity, openEvening, rules, standing, until } from './memory-city.ts'

const price = { from: 0, waiver: true, status: 'unconfirmed' as const, source: [], note: '-' }
/** Chicago's, with a price for a first card. */
const dear: Rules = { ...rules, fees: [{ ...price, for: 'first', cents: 2500 }] }

let city: MemoryCity
const open: Evening[] = []
beforeAll(async () => {
  city = await makeCity()
})
afterAll(() => {
  for (const one of open) one.close()
})

async function evening() {
  const one = await openEvening({ city, desk: { rules: dear } })
  open.push(one)
  const see = (find: () => unknown) => until(find, () => standing(one))
  one.line.start()
  await see(() => one.line.state.at === 'line')
  return { ...one, see, fee: () => shownOf(one.case().state)!.fee, waitsFor: () => shownOf(one.case().state)!.bar.waitsFor }
}

test('by phone nothing is offered before the tick, and neither phone nor server hears of it', async () => {
  const one = await evening()
  await one.visit.start()
  await one.see(() => one.line.state.at === 'line' && one.line.state.ready === 1)
  one.line.next()
  await one.see(() => one.visit.state.at === 'called')
  one.visit.ready()
  await one.see(() => one.case().state.at === 'papers')
  for (const purpose of ['turned', 'portrait'] as const) await one.visit.showPage(new Uint8Array(500).fill(7), purpose)
  for (const need of ['photo', 'birth_date', 'lives_here'] as const) await one.case().tick(need, true)
  one.case().samePerson(true)
  await one.see(() => one.waitsFor().join() === 'fee')
  expect(one.fee()).toEqual({ cents: 2500, waiver: true, settled: false })
  await expect(one.case().approve()).rejects.toThrow('not_enough')

  const before = { cells: { ...one.relay.cells }, said: [...one.relay.said] }
  one.case().feeSettled(true)
  expect(one.waitsFor()).toEqual([])
  // A turn of everything that could have been sent meanwhile.
  await one.visit.wait()
  await one.see(() => shownOf(one.case().state)!.waiting)
  expect([one.relay.cells.phone, one.relay.said]).toEqual([before.cells.phone, before.said])

  await one.case().approve()
  await one.see(() => one.visit.state.at === 'card')
})

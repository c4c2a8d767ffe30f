/**
 * A drop at every step of a visit, lost and kept (each fault twice): the resident taps, takes and types nothing a second time, and holds one card
 * that verifies. What may cost more is said where it does: a reload costs photos not yet shown, a killed server a touch.
 */
import { placeOfFrame } from '@latchkey/channel/frames.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Evening, type MemoryCity, makeCity, openEvening } from './memory-city.ts'
import type { Side } from './memory-relay.ts'
import { people } from './people.ts'

let city: MemoryCity
beforeAll(async () => {
  city = await makeCity()
})

interface Step {
  to: Side
  count: number
}

/** Plays a whole visit; `at` is called once, with the cell of this step on its way, and says what is delivered. */
async function play(step: Step | null, at: (evening: Evening, cell: Uint8Array, to: Side) => Uint8Array[]) {
  const evening = await openEvening({ city })
  let happened = false
  evening.relay.passing = (cell, to, count) => {
    if (happened || !step || to !== step.to || count !== step.count) return [cell]
    happened = true
    return at(evening, cell, to)
  }
  const both = people(evening)
  await evening.visit.start()
  evening.line.start()
  const desk = () => (evening.line.state.at === 'visit' ? evening.case().state : null)
  // With the server gone between seal and thanks the desk cannot know that the card arrived: the clerk sees the phone gone and goes on.
  const isDone = () => {
    const at = desk()
    return at?.at === 'handed' || (at?.at === 'handing' && !at.phone.here) || (at?.at === 'closed' && at.outcome === 'card')
  }
  await evening.see(() => evening.visit.state.at === 'sealed' && isDone())
  const { state } = evening.visit
  if (state.at !== 'sealed') throw new Error('not sealed')
  await evening.visit.goodbye()
  if (desk()?.at !== 'closed' && desk()?.phone.here === false) evening.case().end()
  await evening.see(() => desk()?.at === 'closed')
  const { cells, seals } = evening.relay
  both.stop()
  evening.close()
  expect(evening.kept.things.size).toBe(0)
  return { ...both, cells: { ...cells }, seals, happened, name: state.sealed.facts.name }
}

let calm: Awaited<ReturnType<typeof play>>
beforeAll(async () => {
  calm = await play(null, () => [])
})

test('a calm visit: everything once, so many cells', () => {
  expect(calm.done).toEqual({ ready: 1, photos: 2, yes: 1, approvals: 1, touches: 1 })
  expect(calm.seals).toBe(1)
  // hello, enc, proof, answers, half, two pages of sixteen, yes, thanks, goodbye │ offer, ready, hello, looking ×2, ticks ×3, card, sealed, goodbye
  expect(calm.cells).toEqual({ desk: 40, phone: 11 })
  expect(calm.seen.resident).toEqual(['joining', 'line', 'joining', 'called', 'showing', 'card', 'making', 'sealed', 'over'])
})

/**
 * With EVERY_DROP=1 every cell but the inside of pages, of which first, middle and last stand for all; otherwise one of each kind.
 * The last goodbyes have nothing behind them.
 */
const every = process.env.EVERY_DROP === '1'
const steps: Step[] = [
  ...(every ? [1, 2, 3, 4, 5, 6, 13, 21, 22, 30, 37, 38, 39] : [2, 3, 5, 13, 38, 39]).map(count => ({ to: 'desk' as const, count })),
  ...(every ? [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] : [2, 3, 4, 9, 10]).map(count => ({ to: 'phone' as const, count })),
]

const cut =
  (side: Side, kept: boolean) =>
  (evening: Evening, cell: Uint8Array): Uint8Array[] => {
    if (kept) setTimeout(() => evening.relay.cut(side), 0)
    else evening.relay.cut(side)
    return kept ? [cell] : []
  }

describe.each([
  ['the phone’s socket is cut, the cell is lost', cut('phone', false)],
  ['the phone’s socket is cut, the cell arrives', cut('phone', true)],
  ['the desk’s socket is cut, the cell is lost', cut('desk', false)],
  ['the desk’s socket is cut, the cell arrives', cut('desk', true)],
])('%s', (_, happen) => {
  test.each(steps)('at cell $count to the $to', async step => {
    const went = await play(step, happen)
    expect(went.happened).toBe(true)
    const { ready, photos, yes, approvals } = went.done
    expect({ ready, photos, yes, approvals }).toEqual({ ready: went.done.ready, photos: 2, yes: 1, approvals: 1 })
    // Before anything was said there is nothing to resume: tapping *I am ready* cannot have been lost.
    expect(ready).toBe(1)
    expect(went.seals).toBe(1)
    expect(went.name).toBe('María Fernanda Quispe Mamani')
  })
})

describe('the phone is stalled: nothing moves, nobody closes', () => {
  test.each(steps)('at cell $count to the $to', async step => {
    const went = await play(step, evening => {
      evening.relay.stall('phone')
      // The page comes to the front, as a person does who waits.
      setTimeout(() => {
        evening.pass(30)
        evening.visit.reconnect()
      }, 20)
      return []
    })
    expect([went.done.ready, went.done.photos, went.done.yes, went.seals]).toEqual([1, 2, 1, 1])
  })
})

describe('the tab is killed and opened again', () => {
  test.each(steps)('at cell $count to the $to', async step => {
    const went = await play(step, (evening, cell) => {
      void evening.reload()
      return [cell]
    })
    expect([went.done.ready, went.done.yes, went.seals]).toEqual([1, 1, 1])
    // Only a photo that had not arrived whole is taken again.
    expect(went.done.photos).toBeLessThanOrEqual(3)
  })
})

describe('the server is killed and comes back without rooms', () => {
  test.each(steps)('at cell $count to the $to', async step => {
    const went = await play(step, evening => {
      evening.relay.restart()
      return []
    })
    expect([went.done.ready, went.done.photos, went.done.yes]).toEqual([1, 2, 1])
  })
})

describe.each([
  ['changed', (cell: Uint8Array) => [cell.map((byte, i) => (i === 9000 ? byte ^ 1 : byte))]],
  ['repeated', (cell: Uint8Array) => [cell, cell]],
  ['cut short and padded', (cell: Uint8Array) => [cell.map((byte, i) => (i > 8000 ? 0 : byte))]],
  ['of an epoch that never was', (cell: Uint8Array) => [cell.map((byte, i) => (i === 1 ? 0x7f : byte)), cell]],
])('a sealed cell is %s on its way', (_, change) => {
  test.each(steps.filter(({ to, count }) => count > (to === 'desk' ? 2 : 1)))('cell $count to the $to', async step => {
    const went = await play(step, (_evening, cell) => {
      expect(cell[0]).toBe(4)
      expect(placeOfFrame(cell).epoch).toBe(1)
      return change(cell)
    })
    expect([went.done.ready, went.done.photos, went.done.yes, went.done.approvals, went.seals]).toEqual([1, 2, 1, 1, 1])
  })
})

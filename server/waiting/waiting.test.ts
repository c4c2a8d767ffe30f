import type { FaultCode } from '@latchkey/wire/faults.ts'
import { mostCarried, type Number as WaitingNumber } from '@latchkey/wire/waiting.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { callHolds, Waiting } from './waiting.ts'

const make = (step = 1) =>
  new Waiting({
    city: 'testville',
    waitingKey: new Uint8Array(32).fill(7),
    secondsAVisit: 240,
    step,
    memoryFolder: null,
    owner: new Uint8Array(32),
    day: '2026-11-23',
  })
const faultOf = (run: () => unknown): FaultCode | null => {
  try {
    run()
    return null
  } catch (problem) {
    return (problem as { code: FaultCode }).code
  }
}
const take = (waiting: Waiting) => waiting.give('phone', true, 1)
const claim = (waiting: Waiting, number: WaitingNumber, open = true) =>
  faultOf(() =>
    waiting.claim(
      number,
      open,
      () => false,
      () => {},
    ),
  )
const turn = (now: number, desks = 1, ready = 0, calling = true, idle = desks) => ({ now, desks, idle, calling, ready })

describe('a number', () => {
  it('counts up by one and carries a MAC of its way, day and count', () => {
    const waiting = make()
    const [one, two] = [take(waiting), take(waiting)]
    expect([one.n, two.n, one.way, one.day]).toEqual([1, 2, 'phone', '2026-11-23'])
    expect(one.mac).not.toBe(two.mac)
  })
  it('is not given when the way in is closed or no desk is open', () => {
    expect(faultOf(() => make().give('phone', false, 1))).toBe('closed')
    expect(faultOf(() => make().give('phone', true, 0))).toBe('no_desk')
  })
  it('changed in any field is unknown', () => {
    const waiting = make()
    const number = take(waiting)
    waiting.step(turn(1))
    const other = take(waiting)
    for (const change of [{ n: 2 }, { day: '2026-11-24' }, { mac: other.mac }, { mac: 'AAAAAAAAAAAAAAAAAAAAAA' }])
      expect(claim(waiting, { ...number, ...change })).toBe('number_unknown')
    expect(claim(waiting, number)).toBe(null)
  })
  it('of another city or key is unknown', () => {
    const number = new Waiting({
      city: 'elsewhere',
      waitingKey: new Uint8Array(32).fill(7),
      secondsAVisit: 1,
      step: 1,
      memoryFolder: null,
      owner: new Uint8Array(32),
      day: '2026-11-23',
    }).give('phone', true, 1)
    expect(claim(make(), number)).toBe('number_unknown')
  })
  it('is early before its call, good once after, and of another day when it was called before midnight', () => {
    const waiting = make()
    const number = take(waiting)
    expect(claim(waiting, number)).toBe('number_early')
    waiting.step(turn(1))
    expect(claim(waiting, number, false)).toBe('closed')
    expect(claim(waiting, number)).toBe(null)
    expect(claim(waiting, number)).toBe('number_used')
    waiting.startDay('2026-11-24')
    expect(claim(waiting, number)).toBe('number_other_day')
    expect([waiting.given, waiting.called, waiting.claimed]).toEqual([0, 0, 0])
  })
  it('asked for twice by the same place is good: the answer was lost, not the place', () => {
    const waiting = make()
    const number = take(waiting)
    waiting.step(turn(1))
    const orders: number[] = []
    const ask = () =>
      waiting.claim(
        number,
        true,
        order => orders.includes(order),
        order => orders.push(order),
      )
    ask()
    ask()
    expect(orders).toEqual([1])
  })
  it('is held before it is marked: a line that is full leaves it good', () => {
    const waiting = make()
    const number = take(waiting)
    waiting.step(turn(1))
    const full = () =>
      waiting.claim(
        number,
        true,
        () => false,
        () => {
          throw new Error('full')
        },
      )
    expect(full).toThrow('full')
    expect(claim(waiting, number)).toBe(null)
  })
})

describe('midnight', () => {
  const days = ['2026-11-23', '2026-11-24', '2026-11-27']
  it('leaves first in line who was not called, and nobody else', () => {
    const waiting = make()
    const numbers = Array.from({ length: 5 }, () => take(waiting))
    waiting.step(turn(1))
    expect(claim(waiting, numbers[0]!)).toBe(null)
    waiting.startDay(days[1]!)
    expect(waiting).toMatchObject({ given: 5, called: 2, before: 2, since: days[0], claimed: 0 })
    expect(take(waiting)).toMatchObject({ n: 6, day: days[1] })
    expect(numbers.slice(0, 3).map(number => claim(waiting, number))).toEqual(['number_other_day', 'number_other_day', 'number_early'])
    waiting.step(turn(1000))
    expect(numbers.slice(2, 4).map(number => claim(waiting, number))).toEqual([null, null])
    expect(claim(waiting, numbers[2]!)).toBe('number_used')
    // Days on which nobody was called change nothing.
    waiting.startDay(days[2]!)
    expect(claim(waiting, numbers[3]!)).toBe('number_other_day')
    waiting.step(turn(2000))
    expect(claim(waiting, numbers[4]!)).toBe(null)
  })
  it('begins anew when everybody was called, and old numbers do not come back to life', () => {
    const waiting = make()
    const old = take(waiting)
    waiting.step(turn(1))
    waiting.startDay(days[1]!)
    expect([waiting.given, waiting.called, waiting.since]).toEqual([0, 0, days[1]])
    const fresh = take(waiting)
    take(waiting)
    waiting.step(turn(1000, 1, 1))
    waiting.startDay(days[2]!)
    expect([claim(waiting, old), claim(waiting, fresh)]).toEqual(['number_other_day', 'number_other_day'])
    expect(waiting.given).toBe(2)
  })
  it('ends what a machine took', () => {
    const waiting = make()
    for (let n = 0; n < mostCarried; n++) take(waiting)
    const last = take(waiting)
    waiting.startDay(days[1]!)
    expect(waiting.given).toBe(0)
    expect(claim(waiting, last)).toBe('number_other_day')
  })
})

describe('calling', () => {
  it('keeps two people ready for each desk and not more', () => {
    const waiting = make()
    for (let n = 0; n < 10; n++) take(waiting)
    waiting.step(turn(1, 2))
    expect(waiting.called).toBe(4)
    waiting.step(turn(2, 2))
    expect(waiting.called).toBe(4)
  })
  it('goes on when somebody is taken', () => {
    const waiting = make()
    const numbers = Array.from({ length: 5 }, () => take(waiting))
    waiting.step(turn(1))
    claim(waiting, numbers[0]!)
    claim(waiting, numbers[1]!)
    waiting.step(turn(2, 1, 2))
    expect(waiting.called).toBe(2)
    waiting.step(turn(3, 1, 1))
    expect(waiting.called).toBe(3)
  })
  it('does not wait longer than three minutes for who is absent, and who comes late is not turned away', () => {
    const waiting = make()
    const numbers = Array.from({ length: 5 }, () => take(waiting))
    waiting.step(turn(1))
    waiting.step(turn(callHolds))
    expect(waiting.called).toBe(2)
    waiting.step(turn(1 + callHolds))
    expect(waiting.called).toBe(4)
    expect(claim(waiting, numbers[0]!)).toBe(null)
  })
  it('does not run away from a lobby: a number on paper is missed only while a desk is free to claim it', () => {
    const waiting = make()
    for (let n = 0; n < 40; n++) waiting.give('counter', true, 1)
    for (let now = 1; now <= 3600; now += 60) waiting.step(turn(now, 1, 0, true, 0))
    expect(waiting.called).toBe(2)
    for (let now = 3660; now <= 3660 + callHolds; now += 60) waiting.step(turn(now))
    expect(waiting.called).toBe(4)
  })
  it('a number on a phone claims itself, and is missed however busy the desks are', () => {
    const waiting = make()
    for (let n = 0; n < 5; n++) take(waiting)
    for (let now = 1; now <= 1 + callHolds; now += 60) waiting.step(turn(now, 1, 0, true, 0))
    expect(waiting.called).toBe(4)
  })
  it('happens at even steps, whenever a desk became free', () => {
    const waiting = make(10)
    take(waiting)
    waiting.step(turn(100, 0))
    for (let now = 101; now < 110; now++) expect(waiting.step(turn(now))).toBe(false)
    expect(waiting.step(turn(110))).toBe(true)
  })
  it('stops while closed and while nobody sits', () => {
    const waiting = make()
    take(waiting)
    waiting.step(turn(1, 1, 0, false))
    waiting.step(turn(2, 0))
    expect(waiting.called).toBe(0)
  })
})

it('the pace is the plan under five visits, then the mean, shared among the desks; told every ten minutes and rounded', () => {
  const waiting = make()
  const now = (moment: number, desks = 1) =>
    waiting.now(moment, { open: true, counter: false, event: false, changed: [] }, desks, null, { closes: 99, lastCall: 90, opens: 1 })
  for (const seconds of [60, 60, 60, 60]) waiting.pace.add(seconds)
  expect(now(5)).toMatchObject({ pace: 240, planned: true, desks: true })
  waiting.pace.add(240)
  // The end of the fifth visit shows in nothing.
  expect(now(599)).toMatchObject({ pace: 240, planned: true })
  expect(now(600)).toMatchObject({ pace: 90, planned: false })
  expect(now(601, 3)).toMatchObject({ pace: 30 })
  expect(now(602, 0)).toMatchObject({ pace: 90, desks: false })
})

it('whatever happens in whatever order: called ≤ given, each number claimed at most once, none lost', () => {
  const act = fc.oneof(
    fc.constant('take' as const),
    fc.record({ claim: fc.nat(30) }),
    fc.record({ step: fc.integer({ min: 1, max: 400 }), desks: fc.nat(3), ready: fc.nat(4), open: fc.boolean() }),
  )
  fc.assert(
    fc.property(fc.array(act, { maxLength: 60 }), acts => {
      const waiting = make()
      const numbers: WaitingNumber[] = []
      const claimed = new Set<number>()
      let now = 0
      for (const one of acts) {
        if (one === 'take') numbers.push(take(waiting))
        else if ('claim' in one) {
          const number = numbers[one.claim]
          if (!number) continue
          const fault = claim(waiting, number)
          const expected = claimed.has(number.n) ? 'number_used' : number.n > waiting.called ? 'number_early' : null
          expect(fault).toBe(expected)
          if (fault === null) claimed.add(number.n)
        } else waiting.step(turn((now += one.step), one.desks, one.ready, one.open))
        expect(waiting.called).toBeLessThanOrEqual(waiting.given)
        expect(waiting.given).toBe(numbers.length)
        expect(waiting.claimed).toBe(claimed.size)
      }
    }),
  )
})

import type { FaultCode } from '@latchkey/wire/faults.ts'
import { mostCarried, type Number as WaitingNumber } from '@latchkey/wire/waiting.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayAfter } from '../clock/day.ts'
import { answersWithin, callHolds } from './calls.ts'
import { type Line, Waiting } from './waiting.ts'

const make = (step = 1, cards?: number) =>
  new Waiting({
    city: 'testville',
    waitingKey: new Uint8Array(32).fill(7),
    secondsAVisit: 240,
    step,
    memoryFolder: null,
    owner: new Uint8Array(32),
    day: '2026-11-23',
    cards,
  })
const faultOf = (run: () => unknown): FaultCode | null => {
  try {
    run()
    return null
  } catch (problem) {
    return (problem as { code: FaultCode }).code
  }
}
/** A line with much time and room. */
const line = (more: Partial<Line> = {}): Line => ({
  now: 1,
  desks: 100,
  ready: 0,
  booked: 0,
  closes: 30_000,
  planCloses: 30_000,
  opens: 60_000,
  ...more,
})
const take = (waiting: Waiting) => waiting.give('phone', true, line())
const claim = (waiting: Waiting, number: WaitingNumber, open = true) =>
  faultOf(() =>
    waiting.claim(
      number,
      open,
      () => false,
      () => {},
    ),
  )
const turn = (now: number, desks = 1, ready = 0, calling = true, idle = desks) => ({ ...line({ now, desks, ready }), idle, calling })
const day = '2026-11-23'

describe('a number', () => {
  it('counts up by one and carries a MAC of its way, day and count', () => {
    const waiting = make()
    const [one, two] = [take(waiting), take(waiting)]
    expect([one.n, two.n, one.way, one.day]).toEqual([1, 2, 'phone', '2026-11-23'])
    expect(one.mac).not.toBe(two.mac)
  })
  it('is not given when the way in is closed or no desk is open', () => {
    expect(faultOf(() => make().give('phone', false, line()))).toBe('closed')
    expect(faultOf(() => make().give('phone', true, line({ desks: 0 })))).toBe('no_desk')
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
    }).give('phone', true, line())
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
  it('keeps one person ready for each desk, and one more', () => {
    const waiting = make()
    for (let n = 0; n < 10; n++) take(waiting)
    waiting.step(turn(1, 2))
    expect(waiting.called).toBe(3)
    waiting.step(turn(2, 2))
    expect(waiting.called).toBe(3)
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
  it('waits half a minute for who is absent, and who comes late is next', () => {
    const waiting = make()
    const numbers = Array.from({ length: 9 }, () => take(waiting))
    waiting.step(turn(1))
    waiting.step(turn(answersWithin))
    expect(waiting.called).toBe(2)
    waiting.step(turn(1 + answersWithin))
    expect(waiting.called).toBeGreaterThanOrEqual(4)
    expect(claim(waiting, numbers[0]!)).toBe(null)
  })
  it('passes a thousand numbers that nobody holds within ten minutes, without a desk that is free', () => {
    const waiting = make()
    for (let n = 0; n < 1000; n++) take(waiting)
    const last = take(waiting)
    let now = 1
    while (waiting.called < last.n && now < 3600) waiting.step(turn(now++, 8, 0, true, 0))
    expect(now).toBeLessThan(600)
    expect(claim(waiting, last)).toBe(null)
  })
  it('does not run away from a lobby: a number on paper is missed only while a desk is free to claim it', () => {
    const waiting = make()
    for (let n = 0; n < 40; n++) waiting.give('counter', true, line())
    for (let now = 1; now <= 3600; now += 60) waiting.step(turn(now, 1, 0, true, 0))
    expect(waiting.called).toBe(2)
    for (let now = 3660; now <= 3660 + answersWithin; now += 10) waiting.step(turn(now))
    expect(waiting.called).toBeGreaterThanOrEqual(4)
  })
  it('or once a later number was taken at a counter: its holder does not stand there', () => {
    const waiting = make()
    const numbers = Array.from({ length: 10 }, () => waiting.give('counter', true, line()))
    waiting.step(turn(1, 1, 0, true, 0))
    claim(waiting, numbers[1]!)
    waiting.step(turn(2, 1, 0, true, 0))
    expect(waiting.called).toBeGreaterThanOrEqual(4)
    expect(claim(waiting, numbers[0]!)).toBe(null)
  })
  it('a number on a phone claims itself, and is missed however busy the desks are', () => {
    const waiting = make()
    for (let n = 0; n < 5; n++) take(waiting)
    for (let now = 1; now <= 1 + callHolds; now += 60) waiting.step(turn(now, 1, 0, true, 0))
    expect(waiting.called).toBeGreaterThanOrEqual(4)
  })
  it('calls nobody whom no desk could begin with before closing', () => {
    const waiting = make()
    for (let n = 0; n < 5; n++) take(waiting)
    waiting.step({ ...turn(1, 1, 0, true, 0), closes: 240 })
    expect(waiting.called).toBe(0)
    waiting.step({ ...turn(2, 1), closes: 243 })
    expect(waiting.called).toBe(1)
  })
  it('near closing still calls one for a desk that has nobody, until there is no time to answer', () => {
    const waiting = make()
    for (let n = 0; n < 5; n++) take(waiting)
    const closes = 1000
    // Less than a visit is left.
    waiting.step({ ...turn(closes - 200, 3, 0, true, 0), closes })
    expect(waiting.called).toBe(0)
    waiting.step({ ...turn(closes - 199, 3, 0, true, 2), closes })
    expect(waiting.called).toBe(2)
    waiting.step({ ...turn(closes - callHolds + 1, 3, 0, true, 3), closes })
    expect(waiting.called).toBe(2)
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

describe('a day that is full', () => {
  /** One desk and an hour: some ten visits of four minutes, surely. */
  const short = (more: Partial<Line> = {}) => line({ desks: 1, closes: 3601, ...more })
  const fill = (waiting: Waiting) => {
    for (;;) {
      const number = waiting.give('phone', true, short())
      if (number.day !== day) return number
    }
  }
  it('gives numbers of tomorrow, which are not called today and are first tomorrow', () => {
    const waiting = make()
    const first = fill(waiting)
    expect(first).toMatchObject({ day: dayAfter(day) })
    expect(waiting.waiting).toBe(first.n - 1)
    expect(waiting.waiting).toBeGreaterThan(5)
    waiting.step({ ...turn(1, 200), closes: 30_000 })
    expect([waiting.called, claim(waiting, first)]).toEqual([first.n - 1, 'number_other_day'])
    waiting.startDay(dayAfter(day))
    expect(waiting).toMatchObject({ called: first.n - 1, waiting: 1, apart: [] })
    waiting.step(turn(1000))
    expect(claim(waiting, first)).toBe(null)
  })
  it('is full too when there are no more cards, and whoever was seen has one', () => {
    const waiting = make(1, 5)
    const numbers = Array.from({ length: 5 }, () => waiting.give('phone', true, line()))
    expect(numbers.map(number => number.day)).toEqual(Array(5).fill(day))
    expect(waiting.give('phone', true, line()).day).toBe(dayAfter(day))
    expect(waiting.today(line())).toMatchObject({ cards: 'none' })
    waiting.step(turn(1, 200))
    for (const number of numbers.slice(0, 3)) expect(claim(waiting, number)).toBe(null)
    // Two are in the line, one has been seen.
    expect(waiting.give('phone', true, line({ ready: 2 })).day).toBe(dayAfter(day))
  })
  it('comes with the last card that can be printed', () => {
    const waiting = make()
    const cards = (stock: number | null) => waiting.give('phone', true, short({ desks: 50, stock })).day === day
    expect([cards(2), cards(2), cards(2)]).toEqual([true, true, false])
    // A box was found: eight more must fit before numbers are of today again.
    expect([cards(8), cards(20), cards(null)]).toEqual([false, true, true])
  })
  it('keeps room for who has a booked time and has not come yet', () => {
    const [free, kept] = [make(), make()]
    const today = (waiting: Waiting, booked: number) => {
      let count = 0
      while (waiting.give('phone', true, short({ booked })).day === day) count++
      return count
    }
    const all = today(free, 0)
    expect([today(kept, 4), today(make(), 1000)]).toEqual([all - 4, 0])
  })
  it('is open again when a clerk comes, and leaves out those of tomorrow', () => {
    const waiting = make()
    const first = fill(waiting)
    const again = waiting.give('phone', true, short({ desks: 4 }))
    expect(again).toMatchObject({ day, n: first.n + 1 })
    expect(
      waiting.now(short(), { open: true, counter: true, event: false, changed: [], ordered: [] }, null, {
        closes: 1,
        lastCall: 1,
        opens: 1,
      }),
    ).toMatchObject({
      apart: [first.n, first.n],
      gives: 'today',
    })
    waiting.step({ ...turn(1, 200), closes: 30_000 })
    expect([waiting.called, claim(waiting, again)]).toEqual([again.n, null])
    // At midnight everybody of today is over, and one of tomorrow is left.
    waiting.startDay(dayAfter(day))
    expect(waiting).toMatchObject({ called: first.n - 1, waiting: 1, apart: [again.n, again.n] })
    expect(claim(waiting, again)).toBe('number_other_day')
  })
  it('gives none when half of tomorrow is given, or nobody knows when they open', () => {
    const waiting = make()
    fill(waiting)
    expect(faultOf(() => waiting.give('phone', true, short({ opens: null })))).toBe('full')
    let given = 0
    while (faultOf(() => waiting.give('phone', true, short())) === null) given++
    expect(given).toBeGreaterThan(10)
    expect(given).toBeLessThan(mostCarried)
  })
  it('is what a supervisor says it is: numbers are of tomorrow until they give them again, and who has one of today is called', () => {
    const waiting = make()
    const mine = waiting.give('phone', true, line())
    const later = waiting.give('counter', true, line({ slow: true }))
    expect([mine.day, later.day]).toEqual([day, dayAfter(day)])
    waiting.step({ ...turn(1), slow: true })
    expect(
      waiting.now(line({ slow: true }), { open: true, counter: true, event: false, changed: [], ordered: [] }, null, {
        closes: 1,
        lastCall: 1,
        opens: 1,
      }).gives,
    ).toBe('tomorrow')
    expect([waiting.called, claim(waiting, mine)]).toEqual([mine.n, null])
    expect(waiting.give('phone', true, line()).day).toBe(day)
  })
  it('a clerk takes who stands there with a number of tomorrow, once', () => {
    const waiting = make()
    const first = fill(waiting)
    const atCounter = () =>
      faultOf(() =>
        waiting.claim(
          first,
          true,
          () => false,
          () => {},
          false,
        ),
      )
    expect([atCounter(), atCounter()]).toEqual([null, 'number_used'])
    fill(waiting)
    waiting.startDay(dayAfter(day))
    expect(atCounter()).toBe('number_used')
  })
  it('is not ended by a script: its numbers are passed, and the day is open again', () => {
    const waiting = make()
    fill(waiting)
    for (let now = 1; now < 600; now++) waiting.step({ ...turn(now), closes: 3601 })
    expect(waiting.give('phone', true, short({ now: 600 })).day).toBe(day)
  })
  it('a script cannot use up the numbers of a day', () => {
    const waiting = make()
    const much = (now: number) => line({ now, desks: 90_000, closes: now + 80_000 })
    let given = 0
    while (faultOf(() => waiting.give('phone', true, much(1))) === null) given++
    expect(given).toBe(6000)
    expect(faultOf(() => waiting.give('phone', true, much(1)))).toBe('too_fast')
    expect(faultOf(() => waiting.give('phone', true, much(2)))).toBe(null)
    expect(faultOf(() => waiting.give('phone', true, much(2)))).toBe('too_fast')
    expect(given + 86_400).toBeLessThan(99_999)
  })
})

it('tells the pace, how many can be seen and how long it takes anew every ten minutes', () => {
  const waiting = make()
  const now = (moment: number, desks = 1) =>
    waiting.now(line({ now: moment, desks }), { open: true, counter: false, event: false, changed: [], ordered: [] }, null, {
      closes: 99,
      lastCall: 90,
      opens: 1,
    })
  const visit = (seconds: number) => {
    waiting.pace.began(0, 0)
    waiting.pace.over(0, seconds, true)
  }
  for (let n = 0; n < 4; n++) visit(60)
  expect(now(5)).toMatchObject({ pace: 240, planned: true, desks: true })
  expect(waiting.today(line({ now: 5 }))).toEqual({ at: 0, cards: 'many', wait: 'none' })
  for (let n = 0; n < 10; n++) take(waiting)
  for (let n = 0; n < 96; n++) visit(60)
  // Neither the end of a visit nor a number shows in anything but the count.
  expect(now(599)).toMatchObject({ pace: 240, planned: true, given: 10 })
  expect(waiting.today(line({ now: 599 }))).toMatchObject({ wait: 'none' })
  expect(now(600)).toMatchObject({ pace: 90, planned: false })
  expect(waiting.today(line({ now: 600 }))).toEqual({ at: 600, cards: 'many', wait: 'about_20' })
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

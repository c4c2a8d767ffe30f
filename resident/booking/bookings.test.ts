import type { Slots } from '@latchkey/wire/booking.ts'
import { encodeBookingCode } from '@latchkey/wire/booking-code.ts'
import type { FaultCode } from '@latchkey/wire/faults.ts'
import { describe, expect, it } from 'vitest'
import type { KeptThings } from '../kept-things.ts'
import type { Turn, TurnState } from '../waiting/turn.ts'
import { createBookings, placesOf } from './bookings.ts'
import { readBooking } from './kept-booking.ts'

const slots: Slots = {
  at: 600,
  sites: [{ id: 'hall', names: { en: 'Hall', es: 'Sala' } }],
  rows: [
    { row: 1, site: 'hall', way: 'counter', kind: 'plain', minutes: 30 },
    { row: 2, site: 'hall', way: 'counter', kind: 'plain', minutes: 30 },
    { row: 3, site: null, way: 'phone', kind: 'asl', minutes: 30 },
  ],
  days: [
    { row: 1, day: '2026-12-02', starts: [9000, 9900], free: '01' },
    { row: 2, day: '2026-12-01', starts: [5000], free: '3' },
    { row: 3, day: '2026-12-01', starts: [7000], free: '0' },
  ],
}
const codeOf = (seat: number) => encodeBookingCode({ day: 1, row: 1, time: 4, seat, round: 0, people: 1, mac: new Uint8Array(5) })

/** The server as far as a phone sees it: which codes are good. `lose`: the answer to the next such question does not arrive. */
function makeWorld() {
  const held = new Map<string, unknown>()
  const good = new Set<string>()
  const moved = new Set<string>()
  const asked: string[] = []
  const lose = new Set<string>()
  let seats = 0
  let drawn = 0
  const picks = new Map<string, string>()
  let says: FaultCode | null = null
  const answer = (body: object, status = 200) => new Response(JSON.stringify(body), { status })
  const fetch = async (address: string, init?: RequestInit) => {
    const body = init?.body
      ? (JSON.parse(String(init.body)) as { code: string; moved: boolean; at: number; people: number; pick: string })
      : null
    asked.push(address)
    const done = () => {
      if (says) return answer({ fault: says }, 409)
      if (address === '/booking/slots') return answer(slots)
      if (address === '/booking/book') {
        const question = String(init?.body)
        const before = picks.get(question)
        const code = before !== undefined && good.has(before) ? before : codeOf(seats++)
        picks.set(question, code)
        good.add(code)
        return answer({
          code,
          row: 1,
          at: body!.at,
          ends: body!.at + 1800,
          site: 'hall',
          way: 'counter',
          kind: 'plain',
          people: body!.people,
        })
      }
      if (!good.has(body!.code)) return answer({ fault: moved.has(body!.code) ? 'booking_moved' : 'booking_back' }, 409)
      if (address === '/booking/cancel') {
        good.delete(body!.code)
        if (body!.moved) moved.add(body!.code)
      }
      if (address === '/booking/look')
        return answer({ row: 1, at: 9900, ends: 11_700, site: 'hall', way: 'counter', kind: 'plain', people: 1, come: false })
      return answer({ ok: true })
    }
    const answered = done()
    if (lose.delete(address)) throw new TypeError('lost')
    return answered
  }
  let turnState = { at: 'none' } as TurnState
  const dropped: string[] = []
  const places: Uint8Array[] = []
  const options = {
    kept: {
      get: async (key: string) => held.get(key) ?? null,
      put: async (key: string, value: unknown) => void held.set(key, JSON.parse(JSON.stringify(value))),
      erase: async (key: string) => void held.delete(key),
    } as never,
    things: {
      place: async () => places.at(-1) ?? null,
      keepPlace: async (place: Uint8Array) => void places.push(place),
      keepReturned: async (day: string) => void held.set('returned', day),
    } as unknown as KeptThings,
    fetch: fetch as typeof globalThis.fetch,
    random: (length: number) => new Uint8Array(length).fill(++drawn),
    turn: {
      get state() {
        return turnState
      },
      drop: async () => void dropped.push('number'),
      start: async () => {
        turnState = { at: 'ready', number: null, alarm: false }
      },
    } as unknown as Turn,
    dayOf: () => '2026-12-02',
  }
  return {
    held,
    good,
    asked,
    lose,
    dropped,
    places,
    say: (fault: FaultCode | null) => void (says = fault),
    wait: () => void (turnState = { at: 'waiting' } as TurnState),
    page: () => createBookings(options),
    kept: () => readBooking(options.kept),
  }
}
const [hall] = placesOf(slots)
const first = hall!.times[1]!

it('every place has its free times, the soonest first, and none that is full', () => {
  expect(placesOf(slots).map(({ id, place, times }) => [id, place, times.map(time => [time.row, time.at, time.free])])).toEqual([
    [
      'hall-plain',
      { en: 'Hall', es: 'Sala' },
      [
        [2, 5000, 'many'],
        [1, 9900, 'few'],
      ],
    ],
    ['phone-asl', null, []],
  ])
})

describe('moving a booked time', () => {
  it('books the new one, keeps it, and only then gives the old one back', async () => {
    const world = makeWorld()
    const page = world.page()
    await page.load()
    expect(await page.book(first, hall!, 1)).toBe(true)
    expect(await page.book(first, hall!, 2)).toBe(true)
    expect(world.asked.slice(1)).toEqual(['/booking/book', '/booking/book', '/booking/cancel'])
    expect([...world.good]).toEqual([codeOf(1)])
    await page.look(codeOf(0))
    expect(page.state.trouble).toBe('booking_moved')
    expect(await world.kept()).toMatchObject({ old: null, place: { en: 'Hall', es: 'Sala' }, booked: { code: codeOf(1), people: 2 } })
  })
  it('is finished when the page comes back, if the line was lost in between', async () => {
    const world = makeWorld()
    const page = world.page()
    await page.load()
    await page.book(first, hall!, 1)
    world.lose.add('/booking/cancel')
    await page.book(first, hall!, 1)
    expect(await world.kept()).toMatchObject({ old: codeOf(0), booked: { code: codeOf(1) } })
    // It had arrived: the server says that the old one is back, and that is what was wanted.
    const again = world.page()
    await again.load()
    expect(again.state.kept).toMatchObject({ old: null, booked: { code: codeOf(1) } })
    expect([...world.good]).toEqual([codeOf(1)])
  })
  it('leaves the phone with what it had where there is no room', async () => {
    const world = makeWorld()
    const page = world.page()
    await page.load()
    await page.book(first, hall!, 1)
    world.say('booking_full')
    expect(await page.book(first, hall!, 1)).toBe(false)
    expect(page.state).toMatchObject({ trouble: 'booking_full', busy: false, kept: { booked: { code: codeOf(0) } } })
    // What is shown is no longer true of this time.
    expect(page.state.places![0]!.times).toHaveLength(1)
  })
})

describe('an answer that was lost', () => {
  const asksInVain = async (world: ReturnType<typeof makeWorld>, people = 1) => {
    const page = world.page()
    await page.load()
    world.lose.add('/booking/book')
    expect(await page.book(first, hall!, people)).toBe(false)
    return page
  }
  it('is asked for again by the same question: one seat, and its code', async () => {
    const world = makeWorld()
    const page = world.page()
    await page.load()
    world.lose.add('/booking/book')
    expect(await page.book(first, hall!, 1)).toBe(false)
    expect(page.state).toMatchObject({ trouble: 'offline', kept: null })
    expect(await page.book(first, hall!, 1)).toBe(true)
    expect([...world.good]).toEqual([codeOf(0)])
    // Answered now: the next booking is another.
    await page.book(first, hall!, 1)
    expect([...world.good]).toEqual([codeOf(1)])
  })
  it('gives its seat back when another time is wanted, and is not forgotten while the line is away', async () => {
    const world = makeWorld()
    const page = await asksInVain(world)
    const other = hall!.times[0]!
    world.lose.add('/booking/cancel')
    expect(await page.book(other, hall!, 1)).toBe(false)
    expect(page.state).toMatchObject({ trouble: 'offline', kept: null })
    expect(await page.book(other, hall!, 1)).toBe(true)
    expect(world.good.size).toBe(1)
    expect(page.state.kept!.booked.at).toBe(other.at)
  })
  it('is not given up because everybody asks too often at that moment', async () => {
    const world = makeWorld()
    const page = await asksInVain(world)
    world.say('too_fast')
    expect(await page.book(first, hall!, 1)).toBe(false)
    expect(await page.book(hall!.times[0]!, hall!, 1)).toBe(false)
    expect(page.state.trouble).toBe('too_fast')
    world.say(null)
    expect(await page.book(first, hall!, 1)).toBe(true)
    expect([...world.good]).toEqual([codeOf(0)])
  })
  it('is asked for again by the next page: whoever pressed *Book it* has the time, and one seat is given', async () => {
    const world = makeWorld()
    await asksInVain(world, 2)
    const next = world.page()
    world.lose.add('/booking/book')
    await next.load()
    expect(next.state).toMatchObject({ trouble: 'offline', kept: null })
    const last = world.page()
    await last.load()
    expect([...world.good]).toEqual([codeOf(0)])
    expect(last.state).toMatchObject({ trouble: null, kept: { place: { en: 'Hall' }, booked: { code: codeOf(0), people: 2 } } })
    expect([...world.held.keys()]).toEqual(['booking'])
  })
  it('of a move is kept by the next page, which gives the old time back', async () => {
    const world = makeWorld()
    const page = world.page()
    await page.load()
    await page.book(first, hall!, 1)
    world.lose.add('/booking/book')
    await page.book(hall!.times[0]!, hall!, 1)
    expect(world.good.size).toBe(2)
    const next = world.page()
    await next.load()
    expect([...world.good]).toEqual([codeOf(1)])
    expect(next.state.kept).toMatchObject({ old: null, booked: { code: codeOf(1) } })
  })
  it('for which there is no seat is forgotten by the next page, without a word', async () => {
    const world = makeWorld()
    await asksInVain(world)
    world.good.clear()
    const next = world.page()
    world.say('booking_over')
    await next.load()
    world.say(null)
    expect(next.state.kept).toBe(null)
    expect([...world.held.keys()]).toEqual([])
  })
  it('holds up nothing when no seat was given for it', async () => {
    const world = makeWorld()
    const page = world.page()
    await page.load()
    world.say('booking_full')
    world.lose.add('/booking/book')
    await page.book(first, hall!, 1)
    expect(page.state.trouble).toBe('offline')
    const other = hall!.times[0]!
    expect(await page.book(other, hall!, 1)).toBe(false)
    world.say(null)
    expect(await page.book(other, hall!, 1)).toBe(true)
    expect(world.good.size).toBe(1)
  })
})

describe('giving a time back', () => {
  it('twice is once, and offline it is kept', async () => {
    const world = makeWorld()
    const page = world.page()
    await page.load()
    await page.book(first, hall!, 1)
    world.lose.add('/booking/cancel')
    expect(await page.cancel()).toBe(false)
    expect(page.state).toMatchObject({ trouble: 'offline', kept: { booked: { code: codeOf(0) } } })
    expect(await page.cancel()).toBe(true)
    expect([page.state.kept, page.state.gone, world.held.has('booking')]).toEqual([null, true, false])
  })
})

describe('a typed code', () => {
  it('with a wrong character sends nothing; a good one can be kept', async () => {
    const world = makeWorld()
    const page = world.page()
    await page.load()
    await page.book(first, hall!, 1)
    await page.cancel()
    const sent = world.asked.length
    await page.look(`2${codeOf(0).slice(1)}`)
    expect([page.state.trouble, world.asked.length]).toEqual(['booking_digit', sent])
    await page.look(codeOf(0))
    expect(page.state.trouble).toBe('booking_back')
    await page.book(first, hall!, 1)
    await page.cancel()
    world.good.add(codeOf(7))
    await page.look(codeOf(7).toLowerCase())
    expect(page.state.looked).toMatchObject({ code: codeOf(7), place: { en: 'Hall', es: 'Sala' }, come: false })
    await page.keepLooked()
    expect(await world.kept()).toMatchObject({ booked: { code: codeOf(7), at: 9900 }, day: '2026-12-02' })
  })
})

describe('a visit by phone at its time', () => {
  it('takes a place in the line, by the same place when the answer was lost, and gives up a waiting number', async () => {
    const world = makeWorld()
    const page = world.page()
    await page.load()
    await page.book(first, hall!, 1)
    world.wait()
    world.lose.add('/booking/arrive')
    expect(await page.start()).toBe(false)
    expect(world.held.has('booking')).toBe(true)
    expect(await page.start()).toBe(true)
    expect(world.places.every(place => place === world.places[0])).toBe(true)
    expect([world.held.get('returned'), world.held.has('booking'), world.dropped]).toEqual(['2026-12-02', false, ['number', 'number']])
  })
  it('says by name why not yet', async () => {
    const world = makeWorld()
    const page = world.page()
    await page.load()
    await page.book(first, hall!, 1)
    world.say('booking_early')
    expect(await page.start()).toBe(false)
    expect(page.state).toMatchObject({ trouble: 'booking_early', kept: { booked: { code: codeOf(0) } } })
  })
})

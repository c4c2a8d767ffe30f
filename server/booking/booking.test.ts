/** Booked times against a disk and memory files that survive a kill or do not. One file though long: every test lives in the same world, and most break it at another point. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Book, type Booked, bookingsASecond, freeAt, looksASecond } from '@latchkey/wire/booking.ts'
import { encodeBookingCode, readBookingCode } from '@latchkey/wire/booking-code.ts'
import { toText } from '@latchkey/wire/edge.ts'
import { Fault } from '@latchkey/wire/faults.ts'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { dayOf, momentOf } from '../clock/day.ts'
import { nothingHeld } from '../holds/nothing-held.test.kit.ts'
import { random } from '../platform.ts'
import { dayAfter, type SlotPlan } from '../slots/plan.ts'
import { type Released, Slots } from '../slots/slots.ts'
import type { Store } from '../store/open-store.ts'
import { Booking } from './booking.ts'
import { Seats } from './seats.ts'

const zone = 'America/Chicago'
const at = (day: string, time: string) => momentOf(day, time, zone)
const plan: SlotPlan = {
  rows: [
    {
      row: 3,
      site: 'hall',
      way: 'counter',
      kind: 'plain',
      weekdays: [1, 2, 3, 4, 5, 6, 7],
      from: '10:00',
      to: '11:00',
      minutes: 30,
      seats: 10,
    },
    { row: 4, site: null, way: 'phone', kind: 'asl', weekdays: [1, 2, 3, 4, 5, 6, 7], from: '18:00', to: '19:00', minutes: 60, seats: 3 },
  ],
  release: { days: 5, walkIns: 20, helpers: 10, draws: ['07:00', '12:00', '18:00'] },
}
const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-seats-'))
  folders.push(folder)
  return folder
}

/** A server's booking with its disk and its memory files, that can be killed with and without them. */
function makeWorld(now: number, bookingKey = random(32)) {
  let disk: Released[] = []
  let writes = 0
  const store = {
    write: async (run: (tx: unknown) => Promise<unknown>) => {
      writes++
      // A release writes every slot again and ends the others: what it inserts is what is left.
      disk = []
      const nothing = { where: () => nothing, execute: async () => {} }
      return run({
        deleteFrom: () => nothing,
        insertInto: () => ({ values: (rows: Released[]) => ({ execute: async () => void disk.push(...rows) }) }),
      })
    },
  } as unknown as Store
  const world = {
    now,
    open: true,
    /** From then on an administrator has ordered the counter closed. */
    counterUntil: Number.POSITIVE_INFINITY,
    slots: null as unknown as Slots,
    booking: null as unknown as Booking,
    folder: newFolder(),
    seats: null as unknown as Seats,
    disk: () => disk,
    writes: () => writes,
    async start() {
      world.slots = new Slots(plan, { opens: '08:00', closes: '20:00' }, zone, [...disk], nothingHeld)
      world.seats = new Seats(world.folder, new Uint8Array(32))
      world.booking = new Booking({
        city: 'test',
        bookingKey,
        zone,
        slots: world.slots,
        seats: world.seats,
        clock: () => world.now,
        sites: [{ id: 'hall', names: { en: 'Hall' } }],
        offered: (way, _, { at }) => (way === 'counter' ? at < world.counterUntil : world.open),
      })
      await world.slots.release(store, world.now)
      world.booking.released()
    },
    async kill(copy: boolean) {
      world.seats.close()
      if (!copy) world.folder = newFolder()
      await world.start()
    },
    /** The clock goes on to a moment: as the server's does, a second at a time would. */
    async go(to: number) {
      world.now = to
      world.booking.startDay()
      if (world.slots.isDue(to)) {
        await world.slots.release(store, to)
        world.booking.released()
      }
    },
    arrive: (code: string, come = 1, way: 'phone' | 'counter' = 'counter', open = true) =>
      world.booking.arrive(
        code,
        way,
        come,
        open,
        () => false,
        () => {},
      ),
  }
  return world
}
/** As a phone does that asks for the first time. */
const book = ({ booking }: { booking: Booking }, asked: Omit<Book, 'pick'>): Booked => booking.book({ ...asked, pick: toText(random(16)) })
const faultOf = (run: () => unknown) => {
  try {
    run()
    return null
  } catch (problem) {
    if (problem instanceof Fault) return problem.code
    throw problem
  }
}

describe('a booked time', () => {
  const slot = { row: 3, at: at('2026-11-25', '10:00') }
  const started = async (now = at('2026-11-24', '19:00')) => {
    const world = makeWorld(now)
    await world.start()
    return world
  }
  it('is booked, looked at, moved by booking the new one first, and cancelled', async () => {
    const world = await started()
    const first = book(world, { ...slot, people: 2 })
    expect(first).toMatchObject({ row: 3, at: slot.at, ends: slot.at + 1800, site: 'hall', way: 'counter', kind: 'plain', people: 2 })
    expect(world.booking.look(first.code)).toMatchObject({ at: slot.at, people: 2, come: false })
    const second = book(world, { row: 3, at: at('2026-11-25', '10:30'), people: 2 })
    world.booking.cancel(first.code, true)
    expect(faultOf(() => world.booking.look(first.code))).toBe('booking_moved')
    // What was said first stays said, also when the seat is somebody else's.
    expect(faultOf(() => world.booking.cancel(first.code, false))).toBe('booking_moved')
    expect(world.booking.look(second.code).come).toBe(false)
    world.booking.cancel(second.code, false)
    expect(faultOf(() => world.booking.look(second.code))).toBe('booking_back')
  })
  it('names what is wrong with a code', async () => {
    const world = await started()
    const { code } = book(world, { ...slot, people: 1 })
    const wrong = (code[0] === '0' ? '1' : '0') + code.slice(1)
    expect(faultOf(() => world.booking.look(wrong))).toBe('booking_digit')
    const read = readBookingCode(code)
    const forged = encodeBookingCode({ ...read, people: 4 })
    expect(faultOf(() => world.booking.look(forged))).toBe('booking_unknown')
    expect(faultOf(() => world.arrive(code))).toBe('booking_other_day')
    await world.go(at('2026-11-25', '09:00'))
    expect(faultOf(() => world.arrive(code, 2))).toBe('booking_party')
    expect(faultOf(() => world.arrive(code, 1, 'phone'))).toBe('booking_unknown')
    expect(faultOf(() => world.arrive(code, 1, 'counter', false))).toBe('closed')
    // A closed site takes nothing away: the code is good when it opens.
    expect(faultOf(() => world.arrive(code))).toBe(null)
    expect(faultOf(() => world.arrive(code))).toBe('booking_used')
    expect(faultOf(() => world.booking.cancel(code, false))).toBe('booking_used')
    expect(world.booking.look(code).come).toBe(true)
    await world.go(at('2026-11-26', '09:00'))
    expect(faultOf(() => world.arrive(code))).toBe('booking_other_day')
    expect(faultOf(() => world.booking.look(code))).toBe('booking_over')
  })
  it('cannot be booked for a time at which its way in is ordered closed, and everyone is told of the others as before', async () => {
    const world = await started()
    const counter = () => world.booking.told().days.filter(({ row }) => row === 3)
    const before = counter()
    const closes = before[1]!.starts[1]!
    world.counterUntil = closes
    expect(faultOf(() => book(world, { row: 3, at: closes, people: 1 }))).toBe('closed')
    expect(faultOf(() => book(world, { row: 3, at: before[1]!.starts[0]!, people: 1 }))).toBe(null)
    // A character of `free` stays with its start.
    const one = before[1]!
    expect(counter()).toEqual([before[0], { ...one, starts: one.starts.slice(0, 1), free: one.free.slice(0, 1) }])
    expect(world.booking.told().rows.map(({ row }) => row)).toContain(3)
    const asked = { row: 3, at: before[0]!.starts[0]!, people: 1, pick: toText(random(16)) }
    const { code } = world.booking.book(asked)
    world.counterUntil = world.now
    // Whoever did not hear the answer is told what is theirs all the same.
    expect(world.booking.book(asked).code).toBe(code)
    expect(world.booking.told().rows.map(({ row }) => row)).toEqual([4])
  })
  it('by phone begins a quarter of an hour before its time, and not while phone visits are closed', async () => {
    const world = await started()
    const phone = { row: 4, at: at('2026-11-25', '18:00'), people: 1 }
    world.open = false
    expect(faultOf(() => book(world, phone))).toBe('closed')
    const ways = () => world.booking.told().rows.map(row => row.way)
    expect(ways()).toEqual(['counter'])
    expect(world.booking.told().days.every(day => day.row !== phone.row)).toBe(true)
    // An administrator's act shows at once; the words of free seats stay those of the ten minutes.
    world.open = true
    expect(ways()).toEqual(['counter', 'phone'])
    await world.go(at('2026-11-24', '20:30'))
    const { code } = book(world, phone)
    await world.go(phone.at - 901)
    expect(faultOf(() => world.arrive(code, 1, 'phone'))).toBe('booking_early')
    await world.go(phone.at - 900)
    expect(faultOf(() => world.arrive(code, 1, 'phone'))).toBe(null)
    // The answer was lost and the phone asks again for the same place.
    expect(
      faultOf(() =>
        world.booking.arrive(
          code,
          'phone',
          1,
          true,
          () => true,
          () => {},
        ),
      ),
    ).toBe(null)
  })
  it('cannot be booked once it has begun, nor where there is none, nor for more people than there is room', async () => {
    const world = await started(at('2026-11-25', '10:00'))
    expect(faultOf(() => book(world, { ...slot, people: 1 }))).toBe('booking_over')
    expect(faultOf(() => book(world, { ...slot, at: slot.at + 60, people: 1 }))).toBe('booking_over')
    const later = { row: 3, at: at('2026-11-25', '10:30') }
    // Seven of ten may be booked: the others are for who comes the same day, and for helpers.
    book(world, { ...later, people: 4 })
    expect(faultOf(() => book(world, { ...later, people: 4 }))).toBe('booking_full')
    book(world, { ...later, people: 3 })
    expect(faultOf(() => book(world, { ...later, people: 1 }))).toBe('booking_full')
  })
  it('counts in what the day can still see, until somebody comes or it is over', async () => {
    const world = await started(at('2026-11-25', '09:00'))
    const later = { row: 3, at: at('2026-11-25', '10:30') }
    const code = book(world, { ...later, people: 3 }).code
    book(world, { row: 3, at: at('2026-11-26', '10:00'), people: 2 })
    world.now++
    expect(world.booking.toCome()).toBe(3)
    world.arrive(code, 3)
    world.now++
    expect(world.booking.toCome()).toBe(0)
    book(world, { ...later, people: 1 })
    world.now++
    expect(world.booking.toCome()).toBeGreaterThan(0)
    await world.go(at('2026-11-25', '11:00'))
    expect(world.booking.toCome()).toBe(0)
  })
  it('is the same for a phone that asks again because its answer was lost, and no other question finds it', async () => {
    const world = await started()
    const asked = { ...slot, people: 2, pick: toText(random(16)) }
    const first = world.booking.book(asked)
    expect(world.booking.book(asked)).toEqual(first)
    await world.kill(true)
    expect(world.booking.book(asked)).toEqual(first)
    expect(world.seats.given).toBe(1)
    const others = [
      { ...asked, people: 1 },
      { ...asked, pick: toText(random(16)) },
      { ...asked, at: at('2026-11-25', '10:30') },
    ]
    const codes = [first, ...others.map(other => world.booking.book(other))].map(({ code }) => code)
    expect(new Set(codes).size).toBe(4)
    expect(faultOf(() => book(world, { ...slot, people: 4 }))).toBe('booking_full')
    expect(world.booking.book(asked)).toEqual(first)
    // What went back or was used is nobody's to find again.
    world.booking.cancel(first.code, false)
    const anew = world.booking.book(asked).code
    expect(codes).not.toContain(anew)
    await world.go(at('2026-11-25', '09:00'))
    world.arrive(anew, 2)
    expect(world.booking.book(asked).code).not.toBe(anew)
  })
  it('writes nothing to disk, whoever books, cancels or comes', async () => {
    const world = await started()
    const before = [world.writes(), JSON.stringify(world.disk())]
    const codes = [1, 1, 2].map(people => book(world, { ...slot, people }).code)
    world.booking.cancel(codes[0]!, false)
    expect([world.writes(), JSON.stringify(world.disk())]).toEqual(before)
    expect(Object.keys(world.disk()[0]!).sort()).toEqual(['day', 'released', 'row', 'time'])
  })
  it('is tried no more often a second than all together may', async () => {
    const world = await started()
    const { code } = book(world, { ...slot, people: 1 })
    world.now++
    for (let n = 0; n < looksASecond; n++) world.booking.look(code)
    expect(faultOf(() => world.booking.look(code))).toBe('too_fast')
    for (let n = 0; n < bookingsASecond; n++) faultOf(() => book(world, { ...slot, people: 4 }))
    expect(faultOf(() => book(world, { ...slot, people: 1 }))).toBe('too_fast')
  })
  it('does not tell by its seat who came before whom', async () => {
    const seats = new Set<number>()
    for (let n = 0; n < 40; n++) {
      const world = await started()
      seats.add(readBookingCode(book(world, { ...slot, people: 1 }).code).seat)
    }
    expect(seats.size).toBeGreaterThan(2)
  })
})

describe('a block for a helper', () => {
  it('is a number of seats of the share kept for helpers, all or none, and nobody else can book them', async () => {
    const world = makeWorld(at('2026-11-24', '19:00'))
    await world.start()
    const slot = { row: 3, at: at('2026-11-25', '10:00') }
    expect(faultOf(() => world.booking.block({ ...slot, count: 2 }))).toBe('booking_full')
    const [code, ...more] = world.booking.block({ ...slot, count: 1 })
    expect(more).toEqual([])
    expect(faultOf(() => world.booking.block({ ...slot, count: 1 }))).toBe('booking_full')
    expect(world.booking.look(code!)).toMatchObject({ people: 1, come: false })
    // Parties of everyone take nothing from it, and it takes nothing from them.
    book(world, { ...slot, people: 4 })
    book(world, { ...slot, people: 3 })
    expect(faultOf(() => book(world, { ...slot, people: 1 }))).toBe('booking_full')
    world.booking.cancel(code!, false)
    expect(faultOf(() => book(world, { ...slot, people: 1 }))).toBe('booking_full')
    expect(world.booking.block({ ...slot, count: 1 })).not.toEqual([code])
    await world.kill(false)
    expect(faultOf(() => world.booking.block({ ...slot, count: 1 }))).toBe('booking_full')
  })
})

describe('what everyone is told', () => {
  it('moves every ten minutes and no sooner', async () => {
    const world = makeWorld(at('2026-11-24', '19:00'))
    await world.start()
    const first = JSON.stringify(world.booking.told())
    for (let n = 0; n < 7; n++) book(world, { row: 3, at: at('2026-11-25', '10:00'), people: 1 })
    world.now += 599
    expect(JSON.stringify(world.booking.told())).toBe(first)
    world.now++
    const { days } = world.booking.told()
    const day = days.find(one => one.row === 3 && one.day === '2026-11-25')!
    expect([freeAt(day.free, 0), freeAt(day.free, 1)]).toEqual(['none', 'few'])
  })
})

describe('seats', () => {
  /** What must be true whatever happened: judged from the codes alone, by nobody who knows how seats are kept. */
  type Held = Booked & { state: 'given' | 'back' | 'moved' | 'come'; of: number; asked?: Book }
  const step = fc.oneof(
    { weight: 6, arbitrary: fc.record({ do: fc.constant('book' as const), slot: fc.nat(3), people: fc.integer({ min: 1, max: 4 }) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('again' as const), code: fc.nat(60) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('block' as const), slot: fc.nat(3) }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('cancel' as const), code: fc.nat(60), moved: fc.boolean() }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('arrive' as const), code: fc.nat(60), come: fc.integer({ min: 1, max: 4 }) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('time' as const), hours: fc.integer({ min: 1, max: 9 }) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('kill' as const), copy: fc.boolean() }) },
  )
  it('are never lost and never given twice, whatever happens in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async steps => {
        const world = makeWorld(at('2026-11-22', '09:00'))
        await world.start()
        let life = 0
        const held: Held[] = []
        const starts = (n: number) => at(['2026-11-24', '2026-11-25'][n >> 1]!, ['10:00', '10:30'][n & 1]!)
        /** Seats released when the copy was lost: all of them count as taken. */
        const lost = new Map<number, number>()
        for (const one of steps) {
          world.now++
          const pick = 'code' in one && held.length > 0 ? held[one.code % held.length]! : null
          if (one.do === 'book') {
            let made: Booked | null = null
            const asked = { row: 3, at: starts(one.slot), people: one.people, pick: toText(random(16)) }
            const fault = faultOf(() => (made = world.booking.book(asked)))
            expect([null, 'booking_full', 'booking_over']).toContain(fault)
            if (made) {
              expect(held.map(other => other.code)).not.toContain((made as Booked).code)
              held.push({ ...(made as Booked), state: 'given', of: life, asked })
            }
          } else if (one.do === 'again' && pick?.asked) {
            const { asked } = pick
            let made: Booked | null = null
            const fault = faultOf(() => (made = world.booking.book(asked)))
            expect([null, 'booking_full', 'booking_over']).toContain(fault)
            if (!made) continue
            const { code } = made as Booked
            const mine = held.find(other => other.code === code)
            if (mine) expect([mine.asked, mine.state, mine.of]).toEqual([asked, 'given', life])
            else {
              // Not while the seat that was asked for is still given.
              expect(held.some(other => other.asked === asked && other.state === 'given' && other.of === life)).toBe(false)
              held.push({ ...(made as Booked), state: 'given', of: life, asked })
            }
          } else if (one.do === 'block') {
            const fault = faultOf(() => {
              for (const code of world.booking.block({ row: 3, at: starts(one.slot), count: 1 })) {
                expect(held.map(other => other.code)).not.toContain(code)
                held.push({ ...world.booking.look(code), code, state: 'given', of: life } as unknown as Held)
              }
            })
            expect([null, 'booking_full', 'booking_over']).toContain(fault)
          } else if (one.do === 'cancel' && pick) {
            const fault = faultOf(() => world.booking.cancel(pick.code, one.moved))
            // After the copy was lost an old code may be cancelled twice: that gives nobody a seat.
            if (pick.of === life && fault !== 'booking_over')
              expect(fault).toBe({ given: null, back: 'booking_back', moved: 'booking_moved', come: 'booking_used' }[pick.state])
            if (pick.of === life && fault === null) pick.state = one.moved ? 'moved' : 'back'
          } else if (one.do === 'arrive' && pick) {
            const before = pick.state
            const fault = faultOf(() => world.arrive(pick.code, one.come))
            if (fault === null) {
              if (pick.of === life) expect(before).toBe('given')
              pick.state = 'come'
            } else if (before === 'given' && (fault === 'booking_back' || fault === 'booking_moved')) expect(pick.of).not.toBe(life)
          } else if (one.do === 'time') await world.go(world.now + one.hours * 3600)
          else if (one.do === 'kill') {
            await world.kill(one.copy)
            if (!one.copy) {
              life++
              for (const slot of world.disk())
                lost.set(at(slot.day, slot.time), slot.row === 3 ? slot.released : (lost.get(at(slot.day, slot.time)) ?? 0))
            }
          }
          for (const n of [0, 1, 2, 3]) {
            const released = world.disk().find(slot => slot.row === 3 && at(slot.day, slot.time) === starts(n))?.released ?? 8
            const here = held.filter(code => code.at === starts(n) && code.of === life && code.state !== 'back' && code.state !== 'moved')
            const people = here.reduce((sum, code) => sum + code.people, 0)
            expect(people).toBeLessThanOrEqual(released - (lost.get(starts(n)) ?? 0))
            const seats = here.map(code => readBookingCode(code.code).seat)
            expect(new Set(seats).size).toBe(seats.length)
          }
        }
        // None is lost: weeks later, all that is open can be given, and given again when everything went back.
        await world.go(Math.max(world.now, at('2026-12-20', '23:00')))
        const day = dayAfter(dayOf(world.now, zone), 2)
        await world.go(at(dayAfter(day, -1), '19:00'))
        const all = [1, 1, 1, 1, 1, 1, 1].map(people => book(world, { row: 3, at: at(day, '10:00'), people }).code)
        expect(faultOf(() => book(world, { row: 3, at: at(day, '10:00'), people: 1 }))).toBe('booking_full')
        for (const code of all) world.booking.cancel(code, false)
        for (const sizes of [
          [4, 3],
          [1, 2, 4],
          [3, 3, 1],
        ]) {
          const parties = sizes.map(people => book(world, { row: 3, at: at(day, '10:00'), people }).code)
          expect(faultOf(() => book(world, { row: 3, at: at(day, '10:00'), people: 1 }))).toBe('booking_full')
          for (const code of parties) world.booking.cancel(code, false)
        }
        world.seats.close()
      }),
      { numRuns: 60 },
    )
  }, 60_000)
  it('of before a power cut all count as taken; who has a code is seen, once', async () => {
    const world = makeWorld(at('2026-11-24', '19:00'))
    await world.start()
    const slot = { row: 3, at: at('2026-11-25', '10:00') }
    const mine = book(world, { ...slot, people: 2 })
    await world.kill(false)
    expect(faultOf(() => book(world, { ...slot, people: 1 }))).toBe('booking_full')
    expect(world.booking.look(mine.code)).toMatchObject({ people: 2, come: false })
    await world.go(at('2026-11-25', '10:00'))
    expect(faultOf(() => world.arrive(mine.code, 2))).toBe(null)
    expect(faultOf(() => world.arrive(mine.code, 2))).toBe('booking_used')
    await world.kill(true)
    expect(faultOf(() => world.arrive(mine.code, 2))).toBe('booking_used')
  })
  it('are as they were after a kill that left the copy', async () => {
    const world = makeWorld(at('2026-11-24', '19:00'))
    await world.start()
    const slot = { row: 3, at: at('2026-11-25', '10:00') }
    const [one, two] = [book(world, { ...slot, people: 1 }), book(world, { ...slot, people: 2 })]
    world.booking.cancel(one.code, false)
    await world.kill(true)
    expect(faultOf(() => world.booking.cancel(one.code, false))).toBe('booking_back')
    world.booking.cancel(two.code, false)
    expect(world.booking.given).toBe(0)
  })
  it('are given again a few times and then no more: no code is ever two people’s', async () => {
    const world = makeWorld(at('2026-11-24', '19:00'))
    await world.start()
    const codes = new Set<string>()
    let fault: string | null = null
    for (let n = 0; n < 400 && fault === null; n++) {
      world.now++
      fault = faultOf(() => {
        const { code } = book(world, { row: 3, at: at('2026-11-25', '10:00'), people: 1 })
        expect(codes.has(code)).toBe(false)
        codes.add(code)
        world.booking.cancel(code, false)
      })
    }
    expect(fault).toBe('booking_full')
  })
})

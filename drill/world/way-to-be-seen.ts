/** With what somebody comes: a number, a time they booked, another than they booked first, or a number after they gave a time back. */
import { random } from '@latchkey/server/platform.ts'
import { type Booked, freeAt, type Looked, type Slots } from '@latchkey/wire/booking.ts'
import { toText } from '@latchkey/wire/edge.ts'
import { isFaultCode } from '@latchkey/wire/faults.ts'
import type { Now, Number as WaitingNumber, WayIn } from '@latchkey/wire/waiting.ts'
import { askIn } from './ask.ts'
import { untilTold } from './patience.ts'
import type { World } from './people.ts'

export const comings = ['number', 'booked', 'moved', 'given back'] as const
export type Coming = (typeof comings)[number]

export type HeldToken = { number: WaitingNumber } | { code: string }

/** Whose phone asks. */
export interface Asker {
  /** Their number in the report. */
  id: number
  language: string
}

/** Everything one asks for, told to the world as it is given. @returns what they come with */
export async function wayToBeSeen(world: World, who: Asker, coming: Coming, way: WayIn, people = 1): Promise<HeldToken> {
  if (coming === 'number') return { number: await takeNumber(world, who, way) }
  if (coming === 'booked') return { code: await book(world, who, way, 'next', people) }
  const first = await book(world, who, way, 'another day', people)
  // As a phone moves a time: the new one is there before the old one goes back.
  const token: HeldToken =
    coming === 'moved' ? { code: await book(world, who, way, 'next', people) } : { number: await takeNumber(world, who, way) }
  await giveBack(world, who, first, coming === 'moved')
  return token
}

export async function takeNumber(world: World, who: Asker, way: WayIn): Promise<WaitingNumber> {
  const number = await askIn(world, who.language)<WaitingNumber>('/waiting/number', { way })
  world.given?.(who.id, { number })
  return number
}

const freeTimes = ({ days, rows }: Slots, way: WayIn) =>
  days
    .filter(({ row }) => rows.some(one => one.row === row && one.way === way))
    .flatMap(({ row, day, starts, free }) => starts.map((at, place) => ({ row, day, at, free: freeAt(free, place) })))
    .filter(time => time.free !== 'none')
    .toSorted((one, other) => one.at - other.at)

/** The next time of today, or one of another day. @returns its code */
export async function book(world: World, who: Asker, way: WayIn, when: 'next' | 'another day', people = 1): Promise<string> {
  const ask = askIn(world, who.language)
  const find = async () => {
    const { day } = await ask<Now>('/now')
    const times = freeTimes(await ask<Slots>('/booking/slots'), way)
    const time = when === 'next' ? times.find(one => one.day === day) : times.findLast(one => one.day !== day)
    if (!time) return null
    // What is told is ten minutes old: the time may have begun meanwhile.
    return ask<Booked>('/booking/book', { row: time.row, at: time.at, people, pick: toText(random(16)) }).catch(fault => {
      if ((fault as Error).message !== 'booking_over') throw fault
      return null
    })
  }
  // In the last quarter of a day there is no next time: the first of the new day is.
  const { code } = await untilTold(find, 'a time is booked', 1200, 1000)
  world.given?.(who.id, { code })
  return code
}

/** @param moved who asks has another time */
export const giveBack = (world: World, who: Asker, code: string, moved = false) =>
  askIn(world, who.language)('/booking/cancel', { code, moved })

/** What the server says of a code: somebody came with it, nobody did yet, or which fault it is. */
export async function stateOfCode(world: World, code: string): Promise<string> {
  try {
    const { come } = await askIn(world)<Looked>('/booking/look', { code })
    return come ? 'come' : 'not come'
  } catch (fault) {
    const { message } = fault as Error
    if (!isFaultCode(message)) throw fault
    return message
  }
}

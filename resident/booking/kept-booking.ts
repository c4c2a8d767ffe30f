/** The booked time that this phone keeps, in its one cache (PROTOCOL §7): the code, and what it stands for; and a question for one that was not answered. */
import type { Kept } from '@latchkey/ui/kept.ts'
import { book, booked, code, siteNames } from '@latchkey/wire/booking.ts'
import { parse } from '@latchkey/wire/edge.ts'
import * as v from 'valibot'

export const bookingKey = 'booking'

const keptBooking = v.strictObject({
  /** The city's day of it: what is kept ends with that day (kept-things.ts). */
  day: v.string(),
  booked,
  /** What the place is called; null for a visit by phone. */
  place: v.nullable(siteNames),
  /** The time it was moved from, until that one has gone back. */
  old: v.nullable(code),
})
export type KeptBooking = v.InferOutput<typeof keptBooking>

export const askedKey = 'booking asked'

/** What was asked and has no answer: a seat may be given for it, and only the same question finds its code. */
const keptAsked = v.strictObject({
  /** The city's day of the time that was wanted, as above. */
  day: v.string(),
  place: v.nullable(siteNames),
  asked: book,
})
export type KeptAsked = v.InferOutput<typeof keptAsked>

export const readBooking = (kept: Kept): Promise<KeptBooking | null> => read(kept, bookingKey, keptBooking)
export const readAsked = (kept: Kept): Promise<KeptAsked | null> => read(kept, askedKey, keptAsked)

async function read<S extends v.GenericSchema>(kept: Kept, key: string, schema: S): Promise<v.InferOutput<S> | null> {
  try {
    const value = await kept.get(key)
    return value === null ? null : parse(schema, value)
  } catch {
    await kept.erase(key)
    return null
  }
}

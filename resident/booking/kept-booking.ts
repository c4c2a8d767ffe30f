/** The booked time that this phone keeps, in its one cache (PROTOCOL §7): the code, and what it stands for. */
import type { Kept } from '@latchkey/ui/kept.ts'
import { booked, code, siteNames } from '@latchkey/wire/booking.ts'
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

export async function readBooking(kept: Kept): Promise<KeptBooking | null> {
  try {
    const value = await kept.get(bookingKey)
    return value === null ? null : parse(keptBooking, value)
  } catch {
    await kept.erase(bookingKey)
    return null
  }
}

/** A phone's way into the line: with a number it waits until that is called, with a booked time it says that it is there. */
import { random } from '@latchkey/ui/platform.ts'
import { toText } from '@latchkey/wire/edge.ts'
import type { Now, Number as WaitingNumber } from '@latchkey/wire/waiting.ts'
import { askIn } from './ask.ts'
import { untilTold } from './patience.ts'
import type { World } from './people.ts'
import type { Canary } from './roster.ts'
import { type Asker, type HeldToken, wayToBeSeen } from './way-to-be-seen.ts'

export const hashOf = async (place: Uint8Array) => toText(new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from(place))))

/** @returns the place that is held, and what it was given for */
export async function placeInLine(
  world: World,
  who: Pick<Canary, 'id' | 'language' | 'coming'>,
): Promise<{ place: Uint8Array; token: HeldToken }> {
  const token = await wayToBeSeen(world, who, who.coming, 'phone')
  const place = random(32)
  const placeHash = await hashOf(place)
  if ('code' in token) await askIn(world, who.language)('/booking/arrive', { code: token.code, placeHash })
  else await claim(world, who, token.number, placeHash)
  return { place, token }
}

export async function claim(world: World, who: Asker, number: WaitingNumber, placeHash: string): Promise<void> {
  const ask = askIn(world, who.language)
  await untilTold(async () => (await ask<Now>('/now')).serving >= number.n, 'the number is called')
  await ask('/waiting/claim', { number, placeHash })
}

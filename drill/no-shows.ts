/** People who take a number or book a time, and never come: a seat nobody used and a number nobody claimed are not to tell of anyone either. */
import type { WayIn } from '@latchkey/wire/waiting.ts'
import type { World } from './world/people.ts'
import { rareLanguages } from './world/told.ts'
import { type Asker, type Coming, wayToBeSeen } from './world/way-to-be-seen.ts'

export interface NoShow extends Asker {
  coming: Coming
  way: WayIn
}

const who: readonly [Coming, WayIn][] = [
  ['booked', 'counter'],
  ['booked', 'phone'],
  ['moved', 'phone'],
  ['number', 'phone'],
  ['number', 'counter'],
]

/** @param first their ids in the report, from here on */
export const makeNoShows = (first: number): NoShow[] =>
  who.map(([coming, way], at) => ({ id: first + at, language: rareLanguages[at % rareLanguages.length]!, coming, way }))

/** Each gets what they would have come with. */
export async function stayAway(world: World, noShows: readonly NoShow[]): Promise<void> {
  for (const one of noShows) await wayToBeSeen(world, one, one.coming, one.way)
}

/** One invented day: who comes when and how, what breaks. Of a seed, always the same; the server decides everything else. */
import { type Chance, chanceOf, visitLength } from './chance.ts'

export const opensAfter = 9 * 3600
export const dayLasts = 8 * 3600

export interface Person {
  /** Seconds after the opening at which they ask for a number. */
  arrives: number
  way: 'phone' | 'counter'
  /** False: has a number and does not come. */
  comes: boolean
  /** Seconds between the moment at which phone or wall show the call, and tapping *I am here* or standing at the counter. */
  answers: number
  /** Seconds of visit. */
  visit: number
  /** The connection drops once, after this share of the visit, for so many seconds. */
  drop: { after: number; away: number } | null
}

export interface InventedDay {
  people: Person[]
  /** What the city's plan says of a visit: near the truth, and not it. */
  planned: number
  /** Seconds after the opening at which one of the clerks leaves for the day. */
  clerkLeaves: number
  /** The counters' printer stops. */
  printerStops: { from: number; to: number }
}

const noShows = 0.15
const drops = 0.1
const phones = 0.6
/** Of those with a phone, who has it in a pocket when the number is called. */
const pocket = 0.3
const printerStopsFor = 20 * 60

export function inventDay(seed: number, people: number): InventedDay {
  const chance = chanceOf(seed)
  // Some days have harder cases than others.
  const median = 440 * chance.between(0.92, 1.08)
  const atOpening = Math.round(people / 3)
  const arrivals = Array.from({ length: people }, (_, i) => (i < atOpening ? 0 : Math.round(chance.between(60, dayLasts - 3600)))).sort((a, b) => a - b)
  const from = Math.round(chance.between(3600, dayLasts - 2 * 3600))
  return {
    people: arrivals.map(arrives => person(chance, arrives, median)),
    planned: 540,
    clerkLeaves: Math.round(chance.between(2 * 3600, dayLasts - 2 * 3600)),
    printerStops: { from, to: from + printerStopsFor },
  }
}

function person(chance: Chance, arrives: number, median: number): Person {
  const way = chance.happens(phones) ? ('phone' as const) : ('counter' as const)
  return {
    arrives,
    way,
    comes: !chance.happens(noShows),
    answers: Math.round(way === 'counter' ? chance.between(5, 40) : chance.happens(pocket) ? chance.between(20, 150) : chance.between(0, 8)),
    visit: visitLength(chance, median),
    drop: chance.happens(drops) ? { after: chance.between(0.1, 0.9), away: Math.round(chance.between(5, 240)) } : null,
  }
}

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
  /** Seconds after the opening at which one of the clerks leaves for the day. */
  clerkLeaves: number
  /** The counters' printer stops. */
  printerStops: { from: number; to: number }
}

/** Seconds a visit takes by the city's plan: the mean of what is drawn here, rounded. */
export const planned = 540
const median = 440
const noShows = 0.15
const drops = 0.1
const phones = 0.6
/** Of those with a phone, who has it in a pocket when the number is called. */
const pocket = 0.3
const printerStopsFor = 20 * 60

/** @param off up to how many percent the cases of a day may be harder, or easier, than the plan knows */
export function inventDay(seed: number, people: number, off: number): InventedDay {
  const chance = chanceOf(seed)
  const typical = median * (1 + (off / 100) * chance.between(-1, 1))
  const atOpening = Math.round(people / 3)
  const arrivals = Array.from({ length: people }, (_, i) => (i < atOpening ? 0 : Math.round(chance.between(60, dayLasts - 3600)))).sort(
    (a, b) => a - b,
  )
  const from = Math.round(chance.between(3600, dayLasts - 2 * 3600))
  return {
    people: arrivals.map(arrives => person(chance, arrives, typical)),
    clerkLeaves: Math.round(chance.between(2 * 3600, dayLasts - 2 * 3600)),
    printerStops: { from, to: from + printerStopsFor },
  }
}

function person(chance: Chance, arrives: number, typical: number): Person {
  const way = chance.happens(phones) ? ('phone' as const) : ('counter' as const)
  return {
    arrives,
    way,
    comes: !chance.happens(noShows),
    answers: Math.round(
      way === 'counter' ? chance.between(5, 40) : chance.happens(pocket) ? chance.between(20, 150) : chance.between(0, 8),
    ),
    visit: visitLength(chance, typical),
    drop: chance.happens(drops) ? { after: chance.between(0.1, 0.9), away: Math.round(chance.between(5, 240)) } : null,
  }
}

/**
 * Everything this phone keeps, by name (PROTOCOL §7): one cache and nowhere else. Typed access for the screens, the list behind
 * *What this phone still knows*, what ends with the day, and *Erase all*.
 */
import type { Kept } from '@latchkey/ui/kept.ts'
import { parse } from '@latchkey/wire/edge.ts'
import { type Comeback, comeback as comebackSchema, number as numberSchema } from '@latchkey/wire/waiting.ts'
import * as v from 'valibot'

const text = v.nullable(v.pipe(v.string(), v.maxLength(400)))

/** What R2 to R5 prepared. Kept as typed, finished or not, so that a reload costs nobody a letter. */
const draft = v.strictObject({
  /** A kind of person of the rules; an older page may have known others. */
  kind: v.pipe(v.string(), v.maxLength(40)),
  /** Whose card it is: of whoever holds the phone, or of somebody else. Decides words, and is never sent. */
  whose: v.optional(v.picklist(['me', 'other'])),
  /** Which card of a party this is, from 1. */
  card: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(4))),
  /** Ids of the papers tapped; an older page may have known others. */
  papers: v.pipe(v.array(v.pipe(v.string(), v.maxLength(40))), v.maxLength(60)),
  /** The version of the rules by which they were tapped. Absent: none were, or an older page kept them. */
  rules: v.optional(v.pipe(v.string(), v.maxLength(40))),
  name: v.pipe(v.string(), v.maxLength(400)),
  nameLatin: v.pipe(v.string(), v.maxLength(400)),
  /** The three boxes of the date of birth, as typed. */
  birth: v.strictObject({
    year: v.pipe(v.string(), v.maxLength(4)),
    month: v.pipe(v.string(), v.maxLength(2)),
    day: v.pipe(v.string(), v.maxLength(2)),
    unknown: v.optional(v.picklist(['day', 'month'])),
  }),
  /** Null: not on the card. */
  address: text,
  gender: v.nullable(v.picklist(['F', 'M', 'X', ''])),
  emergencyContact: text,
  /** They want the veteran mark. Absent: they do not, or an older page knew of none. */
  veteran: v.optional(v.boolean()),
  lines: v.strictObject({ library: text, transit: text, pharmacy: text }),
  /** The city's day it was last touched: answers end with it. */
  day: v.string(),
})
export type Draft = v.InferOutput<typeof draft>

const turnKept = v.strictObject({
  number: numberSchema,
  /** not: never tried. sent: a claim left this phone and no answer came. done: the place is held. */
  claim: v.picklist(['not', 'sent', 'done']),
})
export type TurnKept = v.InferOutput<typeof turnKept>

/** The place has no number behind it: it is of a counter, or of a way back. */
const dayKept = v.strictObject({ day: v.string() })

/** Names of kept things as *What this phone still knows* shows them; the visit's working secrets are one of them. */
export type KnownThing = 'answers' | 'number' | 'place' | 'visit' | 'slip' | 'booking' | 'card' | 'language'

/** Keys of the cache → what a person calls them. The visit's own keys are named in resident/visit/visit.ts. */
const thingOf: Readonly<Record<string, KnownThing>> = {
  answers: 'answers',
  number: 'number',
  place: 'place',
  counter: 'place',
  comeback: 'place',
  returned: 'place',
  visit: 'visit',
  // The key on the card lies beside it; the visit has its own copy.
  holder: 'card',
  draft: 'visit',
  unsaved: 'visit',
  slip: 'slip',
  booking: 'booking',
  'booking asked': 'booking',
  card: 'card',
  language: 'language',
  // A helper's language, and whose phone this is.
  helper: 'language',
  // The words of that language, for when the network is gone.
  'words first': 'language',
  'words later': 'language',
}
const order: readonly KnownThing[] = ['answers', 'number', 'place', 'visit', 'slip', 'booking', 'card', 'language']

export interface KeptThings {
  answers(): Promise<Draft | null>
  keepAnswers(draft: Draft): Promise<void>
  turn(): Promise<TurnKept | null>
  keepTurn(turn: TurnKept): Promise<void>
  /** 32 bytes this phone made: the right to return to its room. */
  place(): Promise<Uint8Array | null>
  keepPlace(place: Uint8Array): Promise<void>
  /** The place that a desk at a counter drew, and the day: no number stands behind it. Takes the place of any number. */
  keepCounter(place: Uint8Array, day: string): Promise<void>
  /** Whether the place is one of a counter. */
  atCounter(): Promise<boolean>
  /** What brings this phone back today without a new number. Given to every phone when its visit begins, so that it says nothing of how one ended. */
  comeback(): Promise<Comeback | null>
  keepComeback(comeback: Comeback): Promise<void>
  eraseComeback(): Promise<void>
  /** The way back was used: the place stands on it, and on no number. */
  keepReturned(day: string): Promise<void>
  returned(): Promise<boolean>
  /** A refusal slip (certificates/refusal-slip.ts), because its person saved it. It stays until it is removed: a second look may be asked for any day. */
  slip(): Promise<Uint8Array | null>
  keepSlip(slip: Uint8Array): Promise<void>
  eraseSlip(): Promise<void>
  /** Number and place: after the visit, or when the number is of no more use. */
  eraseTurn(): Promise<void>
  eraseAnswers(): Promise<void>
  /**
   * Ends what ends with the day: answers, number, place and the visit's secrets of another day. Card and language stay, and so does a
   * number that was not called when the day ended, with the answers, for a few nights.
   */
  endDay(today: string): Promise<void>
  /** What is kept right now, in a fixed order. */
  known(): Promise<KnownThing[]>
  /** Deletes the cache, then asks the server for `Clear-Site-Data`. True when the server answered. */
  eraseAll(): Promise<boolean>
  /** False: this browser keeps nothing past the page, and the page says so. */
  lasting(): Promise<boolean>
}

/** A number that was not called outlives a weekend with a holiday, no more. */
const nightsKept = 4
const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000

/** A thing another page version wrote, or a browser cut short, is no thing: it is dropped, not guessed at. */
async function read<S extends v.GenericSchema>(kept: Kept, key: string, schema: S): Promise<v.InferOutput<S> | null> {
  try {
    const value = await kept.get(key)
    return value === null ? null : parse(schema, value)
  } catch {
    await kept.erase(key)
    return null
  }
}

export function createKeptThings(kept: Kept, fetch: typeof globalThis.fetch): KeptThings {
  const things: KeptThings = {
    answers: () => read(kept, 'answers', draft),
    keepAnswers: value => kept.put('answers', value),
    turn: () => read(kept, 'number', turnKept),
    keepTurn: value => kept.put('number', value),
    async place() {
      const place = await kept.get('place').catch(() => null)
      return place instanceof Uint8Array && place.length === 32 ? place : null
    },
    keepPlace: place => kept.put('place', place),
    async keepCounter(place, day) {
      await things.eraseTurn()
      // A visit of before is over with its place; a card that was made and not yet taken care of is not thrown away.
      if (!(await kept.list()).includes('unsaved')) await kept.erase('visit')
      await kept.put('counter', { day })
      await kept.put('place', place)
    },
    atCounter: async () => (await read(kept, 'counter', dayKept)) !== null && (await things.place()) !== null,
    async slip() {
      const slip = await kept.get('slip').catch(() => null)
      return slip instanceof Uint8Array ? slip : null
    },
    keepSlip: slip => kept.put('slip', slip),
    eraseSlip: () => kept.erase('slip'),
    comeback: () => read(kept, 'comeback', comebackSchema),
    keepComeback: comeback => kept.put('comeback', comeback),
    eraseComeback: () => kept.erase('comeback'),
    async keepReturned(day) {
      await kept.put('returned', { day })
      await kept.erase('comeback')
    },
    returned: async () => (await read(kept, 'returned', dayKept)) !== null && (await things.place()) !== null,
    async eraseTurn() {
      for (const key of ['number', 'place', 'counter', 'returned']) await kept.erase(key)
    },
    eraseAnswers: () => kept.erase('answers'),
    async endDay(today) {
      const comeback = await things.comeback()
      if (comeback && comeback.day < today) await things.eraseComeback()
      for (const key of ['booking', 'booking asked']) {
        const booking = (await kept.get(key)) as { day?: string } | null
        if (booking && !(booking.day! >= today)) await kept.erase(key)
      }
      const [answers, turn] = [await things.answers(), await things.turn()]
      // A number that was not called may be among the first of today: the server says so, or that it is over.
      if (turn?.claim === 'not' && turn.number.day < today && daysBetween(turn.number.day, today) <= nightsKept) return
      if (answers && answers.day !== today) await things.eraseAnswers()
      // A number of tomorrow was given today; only past days end. A card that was made and not yet taken care of is not thrown away.
      const waits = (await kept.list()).includes('unsaved')
      const days = [turn?.number.day, (await read(kept, 'counter', dayKept))?.day, (await read(kept, 'returned', dayKept))?.day]
      if (days.some(day => day !== undefined && day < today) && !waits) {
        await things.eraseTurn()
        for (const key of ['visit', 'draft']) await kept.erase(key)
      }
    },
    async known() {
      const found = new Set((await kept.list()).map(key => thingOf[key]))
      return order.filter(thing => found.has(thing))
    },
    async eraseAll() {
      await kept.eraseAll()
      try {
        // Browsers ignore Clear-Site-Data on a request without credentials. There are none here: no cookie was ever set.
        return (await fetch('/erase', { method: 'POST', cache: 'no-store', credentials: 'same-origin' })).ok
      } catch {
        return false
      }
    },
    lasting: () => kept.lasting(),
  }
  return things
}

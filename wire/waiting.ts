/**
 * Conversation: waiting (PROTOCOL §2). Parties: anyone with a page open ↔ server.
 * Who may: anyone. Nothing here names a person; a number is a place in the waiting and nothing else.
 *
 *   GET  /now             → Now            the same answer for everyone, from memory
 *   GET  /waiting/today   → Today  how many can still be seen, and how long it takes, as none, few, about 20, many
 *   POST /waiting/number  {way}  → Number  increments a counter
 *   POST /waiting/claim   Claim  → Claimed when the number has been reached
 *   POST /waiting/comeback ComeBack → Claimed  who was in a visit today goes on without a new number
 */
import * as v from 'valibot'
import { bytesText, moment, wholeNumber } from './edge.ts'

/** The ways in. Both draw from one roll: a number on paper and one on a phone are called in one order. */
export const wayIn = v.picklist(['phone', 'counter'])
export type WayIn = v.InferOutput<typeof wayIn>

/** A calendar day of the city, YYYY-MM-DD in the city's time zone. */
export const day = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/))

export const number = v.strictObject({
  way: wayIn,
  day,
  /** 1, 2, 3 … within {way, day}. */
  n: v.pipe(wholeNumber(99_999), v.minValue(1)),
  /** First 16 bytes of HMAC(day key, 'latchkey/number/v1' ‖ CBOR[city, way, day, n]); made and checked by the server only. */
  mac: bytesText(16),
})
export type Number = v.InferOutput<typeof number>

export const askNumber = v.strictObject({ way: wayIn })

export const claim = v.strictObject({
  number,
  /** SHA-256 of the 32-byte place the phone made itself; the place goes only into the socket's first message. */
  placeHash: bytesText(32),
})
export type Claim = v.InferOutput<typeof claim>

/**
 * What brings a phone back today without a new number. Every phone gets one when its visit by phone begins, whatever comes of it, so that having
 * one says nothing. The server draws `id`, tells it on the phone's socket, forgets it with the room and keeps only which were used.
 */
export const comeback = v.strictObject({
  day,
  id: bytesText(16),
  /** First 16 bytes of HMAC(day key, 'latchkey/comeback/v1' ‖ CBOR[city, day, id]); made and checked by the server only. */
  mac: bytesText(16),
})
export type Comeback = v.InferOutput<typeof comeback>

export const comeBack = v.strictObject({
  comeback,
  /** SHA-256 of a new place. The place of the visit before is gone: nothing here says which visit that was. */
  placeHash: bytesText(32),
})
export type ComeBack = v.InferOutput<typeof comeBack>

export const claimed = v.strictObject({ ok: v.literal(true) })

/** How much of something there is, as everyone may know it. */
export const amount = v.picklist(['none', 'few', 'about_20', 'many'])
export type Amount = v.InferOutput<typeof amount>

export const amountOf = (count: number): Amount => (count < 1 ? 'none' : count < 13 ? 'few' : count < 30 ? 'about_20' : 'many')

/** What everyone may know at any moment; asked again at the rhythm of `nextLook`. */
export const now = v.strictObject({
  /** The server's clock, seconds since 1970. */
  at: moment,
  day,
  /** Phone visits: open, or closed by an administrator. */
  open: v.boolean(),
  /** Counters: within the city's hours at least one is open, or an event takes place. */
  counter: v.boolean(),
  /** An event takes place at this moment. */
  event: v.boolean(),
  /** Counters and events that an administrator has closed, moved or cancelled: the site, the phrase that says why (`siteNotices`), where it moved. */
  changed: v.array(v.strictObject({ site: v.string(), notice: v.nullable(wholeNumber(99)), to: v.nullable(v.string()) })),
  /** What an administrator has ordered for later, of each way in: the site, null for phone visits; from when; how it stands then. */
  ordered: v.array(
    v.strictObject({
      site: v.nullable(v.string()),
      at: moment,
      open: v.boolean(),
      notice: v.nullable(wholeNumber(99)),
      to: v.nullable(v.string()),
    }),
  ),
  /** True while at least one desk is signed in. With none, no number is given. */
  desks: v.boolean(),
  /** Phrase number of the notice to show on every page (cities/<city>/notices), or null. */
  notice: v.nullable(wholeNumber(99)),
  /** Highest number called. */
  serving: wholeNumber(99_999),
  /** Highest number given. */
  given: wholeNumber(99_999),
  /** The day of the oldest number that may still be good: numbers that were not called before midnight come first on the next day. */
  since: day,
  /** Highest number called before today: of numbers of earlier days only those above it are good. */
  before: wholeNumber(99_999),
  /** Numbers above `before` that are not called today, as pairs from, to: those of tomorrow, and those of a day before that are over. */
  apart: v.array(wholeNumber(99_999)),
  /** Of which day a number is that is taken now. None: today and tomorrow are full. */
  gives: v.picklist(['today', 'tomorrow', 'none']),
  /** Mean seconds one number takes today: from today's visits, or the plan's figure. It and the three that follow change every ten minutes. */
  pace: wholeNumber(86_400),
  /** How much that differs from number to number, in seconds. */
  spread: wholeNumber(86_400),
  /** Seconds until those have been seen who were called already; below zero while desks are free, which begin with the next at once. */
  line: v.pipe(v.number(), v.integer(), v.minValue(-86_400), v.maxValue(1_000_000)),
  /** Under five served today: `pace` is the plan's figure and the page says so. */
  planned: v.boolean(),
  /** When phone visits end today, seconds since 1970. */
  closes: moment,
  /** After this moment a visit would not end before closing: nobody new is called but by a desk that has nobody. */
  lastCall: moment,
  /** When they begin next, later today or tomorrow; null while an administrator has closed them. */
  opens: v.nullable(moment),
})
export type Now = v.InferOutput<typeof now>

/** For lists of sites and for whoever is not in line: moves every ten minutes only. */
export const today = v.strictObject({
  /** Of which moment this is, seconds since 1970. */
  at: moment,
  /** How many more people can be seen today, and so how many cards can be made. */
  cards: amount,
  /** Minutes until somebody is seen who takes a number now. */
  wait: amount,
})
export type Today = v.InferOutput<typeof today>

/**
 * More than any day's desks can see: when at midnight more numbers than these were not called, somebody took them by machine, and the
 * line begins anew with 1.
 */
export const mostCarried = 2000

/** Numbers above `from` and below `n` that are called today. */
export function calledBetween({ apart }: Pick<Now, 'apart'>, from: number, n: number): number {
  let count = n - from - 1
  for (let i = 0; i < apart.length; i += 2) count -= Math.max(0, Math.min(n - 1, apart[i + 1]!) - Math.max(from + 1, apart[i]!) + 1)
  return Math.max(0, count)
}

/** How many wait with a number of today. */
export const waitingIn = (now: Pick<Now, 'apart' | 'serving' | 'given'>): number => calledBetween(now, now.serving, now.given + 1)

/** Whether a number is one of the line of this day: today's, or one of an earlier day that was not called before today. */
export const isOfThisLine = (line: Pick<Now, 'day' | 'since' | 'before' | 'apart'>, number: Pick<Number, 'day' | 'n'>): boolean =>
  number.day === line.day ||
  (number.day < line.day && number.day >= line.since && number.n > line.before && calledBetween(line, number.n - 1, number.n + 1) > 0)

/**
 * Seconds until a phone should look again: the nearer its number, the more often (DESIGN §5.2).
 * 5 s within 20 places, 5 min beyond 500, between them in proportion; a page without a number looks every 8 s
 * while it is in front, so that with the way there a notice reaches it within ten seconds.
 */
export function nextLook(ahead: number | null): number {
  if (ahead === null) return 8
  if (ahead <= 20) return 5
  if (ahead >= 500) return 300
  return Math.round(5 + ((ahead - 20) / 480) * 295)
}

/**
 * What a page may say of a counter or an event that is not as usual: fixed phrases, no free text. Numbers from 50 are the software's, below are the city's
 * for phone visits (its rules). `to`: the phrase names a site, and the act must say which. `today`: it speaks of the day it stands on, and of no later one.
 */
export const siteNotices = [
  { number: 51, id: 'closed', ways: ['counter', 'event'], to: false, today: false },
  { number: 52, id: 'today', ways: ['counter', 'event'], to: false, today: true },
  { number: 53, id: 'snow', ways: ['counter', 'event'], to: false, today: true },
  { number: 54, id: 'building', ways: ['counter', 'event'], to: false, today: false },
  { number: 61, id: 'moved', ways: ['counter', 'event'], to: true, today: false },
  { number: 62, id: 'moved_near', ways: ['counter', 'event'], to: false, today: false },
  { number: 63, id: 'cancelled', ways: ['event'], to: false, today: false },
] as const
export type SiteNotice = (typeof siteNotices)[number]

export const siteNotice = (number: number | null): SiteNotice | null => siteNotices.find(one => one.number === number) ?? null

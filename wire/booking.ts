/**
 * Conversation: booking (docs/protocol/booking.md). Parties: anyone with a page open ↔ server.
 * Who may: anyone; for one booked time, whoever has its code. The server keeps which seats of a slot are given, and nothing of who has them.
 *
 *   GET  /booking/slots              → Slots    the same answer for everyone, on an even clock
 *   POST /booking/book    Book       → Booked   takes seats of a slot
 *   POST /booking/look    Code       → Looked   what a code says, and whether it is good
 *   POST /booking/cancel  Cancel     → Done     gives the seats back
 *   POST /booking/arrive  Arrive     → Done     a phone visit, when its time has come: a place in the line
 *
 * Nothing moves a booking: a phone books the new time, keeps its code, and then cancels the old one. The server is told that the old one was moved, and not where
 * to.
 * At a counter the desk says that somebody came: `booked` in relay.ts.
 */
import * as v from 'valibot'
import { mostPeople, mostRows } from './booking-code.ts'
import { bytesText, moment, wholeNumber } from './edge.ts'
import { siteId } from './sites.ts'
import { day, wayIn } from './waiting.ts'

/** Kinds of slot. What somebody needs is a slot they choose, never a mark on a booking. */
export const slotKind = v.picklist(['plain', 'interpreter', 'asl', 'quiet'])
export type SlotKind = v.InferOutput<typeof slotKind>

/** How many seats are free, as everyone is told: none, fewer than ten, ten to thirty, more. */
export const freeWords = ['none', 'few', 'some', 'many'] as const
export type Free = (typeof freeWords)[number]
/** A slot's word as one character, its place in `freeWords`: a day of a row is then a short text. */
export const freeAt = (free: string, at: number): Free => freeWords[Number(free[at])] ?? 'none'
export const freeOf = (seats: number): Free => (seats <= 0 ? 'none' : seats < 10 ? 'few' : seats < 30 ? 'some' : 'many')

const row = wholeNumber(mostRows - 1)

/** What a site is called, by language. */
export const siteNames = v.record(v.pipe(v.string(), v.regex(/^[a-z]{2}$/)), v.pipe(v.string(), v.maxLength(120)))
export type SiteNames = v.InferOutput<typeof siteNames>
/** In a language; in English where the city has no word in it. */
export const siteNameIn = (names: SiteNames, language: string): string => names[language] ?? names.en ?? ''

/** A row of the city's plan: the same place, way in and kind, day after day. */
export const slotRow = v.strictObject({
  row,
  /** Of the list of sites; null for a visit by phone. */
  site: v.nullable(siteId),
  way: wayIn,
  kind: slotKind,
  /** How long a slot is. */
  minutes: v.pipe(wholeNumber(480), v.minValue(5)),
})
export type SlotRow = v.InferOutput<typeof slotRow>

export const slots = v.strictObject({
  /** When this was last made, seconds since 1970: every ten minutes. */
  at: moment,
  /** Where the city's texts name it: by language, English always. */
  sites: v.array(v.strictObject({ id: siteId, names: siteNames })),
  rows: v.array(slotRow),
  /** Every day of every row on which something is released. `free`: one character a start, as `freeAt` reads it. */
  days: v.array(v.strictObject({ row, day, starts: v.array(moment), free: v.pipe(v.string(), v.regex(/^[0-3]*$/)) })),
})
export type Slots = v.InferOutput<typeof slots>

export const people = v.pipe(wholeNumber(mostPeople), v.minValue(1))

/** `pick`: drawn by the phone for this one booking. Whoever asks with it again, because the answer was lost, is answered with the same code. */
export const book = v.strictObject({ row, at: moment, people, pick: bytesText(16) })
export type Book = v.InferOutput<typeof book>

/** A supervisor's desk, for a helper: how many seats of the share that is kept for helpers. At most a sheet of paper. */
export const mostOfBlock = 20
export const block = v.strictObject({ row, at: moment, count: v.pipe(wholeNumber(mostOfBlock), v.minValue(1)) })
export type Block = v.InferOutput<typeof block>

/** Sixteen characters, as booking-code.ts writes them; whoever typed it otherwise has a page that mends it. */
export const code = v.pipe(v.string(), v.regex(/^[0-9A-HJKMNP-TV-Z]{16}$/))

/** What a code stands for. */
const slotOf = { row, at: moment, ends: moment, site: v.nullable(siteId), way: wayIn, kind: slotKind, people }
export const booked = v.strictObject({ code, ...slotOf })
export type Booked = v.InferOutput<typeof booked>

export const askCode = v.strictObject({ code })
/** `moved`: whoever asks has another time. Only so that the old code can be named: it says nothing of which. */
export const cancelBooked = v.strictObject({ code, moved: v.boolean() })
export type CancelBooked = v.InferOutput<typeof cancelBooked>
/** `come`: somebody came with it already. A code that went back, or is of no slot any more, is a fault. */
export const looked = v.strictObject({ ...slotOf, come: v.boolean() })
export type Looked = v.InferOutput<typeof looked>

export const arrive = v.strictObject({
  code,
  /** SHA-256 of a place that the phone drew: nothing here says which number or visit it had before. */
  placeHash: bytesText(32),
})
export type Arrive = v.InferOutput<typeof arrive>

/** A phone visit may begin this many seconds before its time; a counter takes a code of today at any hour. */
export const earliest = 900
/** At most this many questions with a code, and this many bookings, a second: all callers together. */
export const looksASecond = 50
export const bookingsASecond = 50

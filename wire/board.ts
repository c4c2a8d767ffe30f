/**
 * Conversation: the board, inside relay.ts. Parties: a supervisor's desk ↔ server, and every desk that a message is for. Who may: a desk whose clerk is
 * certified as a supervisor; a clerk's desk gets `not_allowed`. Everything told is out of memory and nothing of it names or numbers a resident.
 *
 *   desk → server   `board` on or off      → `board`, and again whenever something of it changes
 *                   `move`                 → `acted`  another desk gets another line
 *                   `slow`                 → `acted`  no more numbers of today, or as many as the day can see again
 *                   `stock`                → `acted`  how many cards can still be printed today
 *                   `send`, `take_back`    → `acted`  a fixed phrase for one desk or all
 *                   `pause`                → `acted`  a statement by the supervisor's touch (certificates/pause.ts)
 *   server → desk   `told`                 what this desk is asked to do: its line, and the messages its clerk has not read
 *                   (any desk) `read`      the clerk has read a message
 */
import * as v from 'valibot'
import { bytesText, wholeNumber } from './edge.ts'
import { settingsWay } from './settings.ts'
import { siteId } from './sites.ts'

/** What a desk is there for. `all`: what it was before any supervisor moved it. Printing, a card in hand and a slip go on at every desk. */
export const deskLines = ['all', 'phone', 'counter', 'print'] as const
export const deskLine = v.picklist(deskLines)
export type DeskLineName = v.InferOutput<typeof deskLine>

export const takesPhone = (line: DeskLineName): boolean => line === 'all' || line === 'phone'
export const takesCounter = (line: DeskLineName): boolean => line === 'all' || line === 'counter'

/** Messages are fixed phrases: nobody can write about a resident in them. `place`: the phrase names a site or a station, and the message must say which. */
export const deskPhrases = [
  { number: 1, id: 'come', place: true },
  { number: 2, id: 'help', place: true },
  { number: 3, id: 'printer_down', place: true },
  { number: 4, id: 'printer_back', place: true },
  { number: 5, id: 'nobody_new', place: false },
  { number: 6, id: 'break', place: false },
  { number: 7, id: 'see_me', place: false },
  { number: 8, id: 'thanks', place: false },
] as const
export type DeskPhrase = (typeof deskPhrases)[number]

export const deskPhrase = (number: number): DeskPhrase | null => deskPhrases.find(one => one.number === number) ?? null

/** The alias of a desk's clerk. */
const alias = v.pipe(v.string(), v.maxLength(24), v.regex(/^[A-Za-z0-9](?:[A-Za-z0-9 .-]*[A-Za-z0-9])?$/))
export const mostStation = 99

const words = {
  phrase: wholeNumber(99),
  /** One of the two where the phrase names a place, neither where it does not. */
  site: v.nullable(siteId),
  station: v.nullable(v.pipe(wholeNumber(mostStation), v.minValue(1))),
}
/** What a message says. Where it is for one desk, `to` is its alias; null is everyone. */
export const saying = v.strictObject({ ...words, to: v.nullable(alias) })
export type Saying = v.InferOutput<typeof saying>

export const message = v.strictObject({ ...words, id: wholeNumber(9999) })
export type DeskMessage = v.InferOutput<typeof message>

/** Messages that stand at a time. */
export const mostMessages = 8

/** Cards in all trays and boxes of the city. */
export const mostStock = 99_999

const flag = v.boolean()
const standing = bytesText(8)

/** Desk → server. */
export const boardFromDesk = [
  v.strictObject({ say: v.literal('board'), on: flag }),
  /** `from` is the line the supervisor saw: of two who move one desk at once, the second sees first what the other has done. */
  v.strictObject({ say: v.literal('move'), alias, from: deskLine, to: deskLine }),
  v.strictObject({ say: v.literal('slow'), on: flag }),
  /** Null: nobody knows, and nothing is made of it. */
  v.strictObject({ say: v.literal('stock'), cards: v.nullable(wholeNumber(mostStock)) }),
  v.strictObject({ say: v.literal('send'), message: saying }),
  v.strictObject({ say: v.literal('take_back'), id: wholeNumber(9999) }),
  v.strictObject({ say: v.literal('pause'), certified: bytesText(64, 4096) }),
  v.strictObject({ say: v.literal('read'), id: wholeNumber(9999) }),
] as const

/** What only supervisors say, and what is answered with `acted`. A pause is signed besides. */
export type FromBoard = v.InferOutput<(typeof boardFromDesk)[1 | 2 | 3 | 4 | 5]>

export const board = v.strictObject({
  say: v.literal('board'),
  /** Numbers given and not yet called; people ready, whom no desk has taken. */
  waiting: wholeNumber(99_999),
  ready: wholeNumber(99_999),
  /** How long each second look has waited, in whole fives of minutes, longest first. */
  second: v.array(wholeNumber(60)),
  /** No more numbers of today. */
  slow: flag,
  /** Cards that can still be printed, as a supervisor said less those sealed since; null: nobody has said. */
  stock: v.nullable(wholeNumber(mostStock)),
  /** Who is on. `busy`: a visit is open there. */
  desks: v.array(
    v.strictObject({
      alias: v.string(),
      supervisor: flag,
      /** Where it stands; null: its page was not told. */
      site: v.nullable(siteId),
      line: deskLine,
      cards: wholeNumber(9999),
      quotaLeft: wholeNumber(9999),
      busy: flag,
    }),
  ),
  messages: v.array(v.strictObject({ ...message.entries, to: v.nullable(v.string()) })),
  ways: v.array(
    v.strictObject({
      way: settingsWay,
      site: v.union([v.literal(''), siteId]),
      /** As administrators and the law have it. A supervisor opens nothing that is closed so. */
      open: flag,
      paused: flag,
      standing,
    }),
  ),
})
export type Board = v.InferOutput<typeof board>

/** Server → desk. */
export const boardToDesk = [
  board,
  v.strictObject({ say: v.literal('told'), line: deskLine, messages: v.array(message) }),
  v.strictObject({ say: v.literal('acted') }),
] as const

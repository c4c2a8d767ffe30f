/** The bytes of every message inside the visit: one row a kind, as docs/protocol/visit.md lists them. */

import { answerLength } from '@latchkey/card/answer.ts'
import { isBirthText } from '@latchkey/card/days.ts'
import { bytes, exactly, type Field, orNull, text, whole } from '@latchkey/certificates/fields.ts'
import { largestSlip } from '@latchkey/certificates/refusal-slip.ts'
import { cellsAPage, readAny, writeArray } from './cells.ts'
import { ChannelFault } from './faults.ts'
import { type Frame, largestBody } from './frames.ts'
import {
  type Answers,
  type Ask,
  type DeskMessage,
  maxPicture,
  maxTyped,
  mostNotes,
  type PageName,
  type PagePurpose,
  type PhoneMessage,
  type Stage,
  secondLooks,
} from './messages.ts'

/** First message of each side: the phone proves r, the desk answers. They carry nothing of the visit. */
export const proofKind = 0
export const readyKind = 64
/** What a resident prepared: the same bytes on a printed form (answers-code.ts). */
export const answersKind = 1

// Text that would look different on two screens is refused, not repaired: control, direction and private characters, and what is not NFC.
const unshowable = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/u
const shown =
  (most: number): Field<string> =>
  (value): value is string =>
    typeof value === 'string' &&
    value.length >= 1 &&
    value.length <= most &&
    value.normalize('NFC') === value &&
    !unshowable.test(value.replaceAll('\n', ''))

const listOf =
  <T>(field: Field<T>, most: number): Field<T[]> =>
  (value): value is T[] =>
    Array.isArray(value) && value.length <= most && value.every(field)

const tuple =
  <T extends unknown[]>(...fields: { [K in keyof T]: Field<T[K]> }): Field<T> =>
  (value): value is T =>
    Array.isArray(value) && value.length === fields.length && fields.every((field, at) => field(value[at]))

const id = text(/^[a-z][a-z0-9_]*$/, 40)
/** A paper of either of two people: the caretaker's has a mark before its id. */
const paperRef = text(/^(caretaker\.)?[a-z][a-z0-9_]{0,39}$/, 50)
/** A day, a month or a year that a card can hold: card/days.ts. */
const birth: Field<string> = (value): value is string => typeof value === 'string' && isBirthText(value)
const version = text(/^[A-Za-z0-9.-]+$/, 40)
const hash = bytes(32)
const phrase: Field<number> = (value): value is number => whole(99)(value) && value > 0
const purposes = ['paper', 'portrait', 'turned', 'caretaker'] as const satisfies PagePurpose[]
const stages = ['papers', 'card', 'fixed', 'agreed', 'sealed', 'refused'] as const satisfies Stage[]
/** Pages of one visit that a desk keeps in view. */
export const mostPages = 48

type PageNameFields = [number, number, string | null, number]
const pageNumber: Field<number> = (value): value is number => whole(0xffff)(value) && value > 0
const pageName: Field<PageNameFields> = (value): value is PageNameFields =>
  tuple<PageNameFields>(pageNumber, whole(purposes.length - 1), orNull(paperRef), whole(20))(value) && isOfPaper(value)
/** A paper has a name and a side from 1; a face has neither. */
const isOfPaper = ([, purpose, paper, side]: PageNameFields) => (purpose === 0 ? paper !== null && side > 0 : paper === null && side === 0)

const writePageName = (page: PageName): PageNameFields => [page.number, purposes.indexOf(page.purpose), page.paper, page.side]
const readPageName = ([number, purpose, paper, side]: PageNameFields): PageName => ({ number, purpose: purposes[purpose]!, paper, side })

type TickFields = [string, 0 | 1][]
const ticks: Field<TickFields> = (value): value is TickFields =>
  listOf(tuple<[string, 0 | 1]>(id, exactly(0, 1)), 12)(value) && new Set(value.map(([need]) => need)).size === value.length
const writeTicks = (needs: Record<string, boolean>): TickFields => Object.entries(needs).map(([need, on]) => [need, on ? 1 : 0])
const readTicks = (fields: TickFields): Record<string, boolean> => Object.fromEntries(fields.map(([need, on]) => [need, on === 1]))

type AskFields = [number, string | null]
const ask = tuple<AskFields>(phrase, orNull(paperRef))
const readAsk = ([number, paper]: AskFields): Ask => ({ phrase: number, paper })

type LineFields = [string | null, string | null, string | null]
type AnswersFields = [
  string,
  string,
  string,
  string | null,
  string,
  string | null,
  'F' | 'M' | 'X' | null,
  string | null,
  0 | 1,
  LineFields,
  string[],
]
const answersFields = tuple<AnswersFields>(
  text(/^[a-z]{2,3}$/, 3),
  id,
  shown(200),
  orNull(shown(120)),
  birth,
  orNull(shown(300)),
  orNull(exactly('F', 'M', 'X')),
  orNull(shown(200)),
  exactly(0, 1),
  tuple<LineFields>(orNull(shown(80)), orNull(shown(80)), orNull(shown(80))),
  listOf(paperRef, 40),
)
const writeAnswers = (a: Answers): AnswersFields => [
  a.language,
  a.kind,
  a.name,
  a.nameLatin,
  a.birthDate,
  a.address,
  a.gender,
  a.emergencyContact,
  a.veteran ? 1 : 0,
  [a.lines.library, a.lines.transit, a.lines.pharmacy],
  a.papers,
]
function readAnswers([
  language,
  kind,
  name,
  nameLatin,
  birthDate,
  address,
  gender,
  emergencyContact,
  veteran,
  three,
  papers,
]: AnswersFields): Answers {
  const [library, transit, pharmacy] = three
  const lines = { library, transit, pharmacy }
  return { language, kind, name, nameLatin, birthDate, address, gender, emergencyContact, veteran: veteran === 1, lines, papers }
}

/** Everything known about one kind of message: its byte, what its array must be, and both ways between array and message. */
interface Row<M> {
  code: number
  fields: Field<unknown[]>
  write(message: M): unknown[]
  read(fields: unknown[]): M
}

function row<M, F extends unknown[]>(
  code: number,
  fields: Field<F>,
  write: (message: M) => unknown[],
  read: (fields: NoInfer<F>) => M,
): Row<M> {
  // What `write` gives is held against `fields` before it leaves, so it may be any array here.
  return { code, fields: fields as Field<unknown[]>, write, read: read as (fields: unknown[]) => M }
}

const empty = tuple<[]>()
const bare = <K extends string>(code: number, kind: K): Row<{ kind: K }> =>
  row<{ kind: K }, []>(
    code,
    empty,
    () => [],
    () => ({ kind }),
  )

type Of<M extends { kind: string }, K extends M['kind']> = Extract<M, { kind: K }>
type Rows<M extends { kind: string }> = { [K in M['kind']]: Row<Of<M, K>> }

const phoneRows: Rows<PhoneMessage> = {
  answers: row(
    answersKind,
    answersFields,
    m => writeAnswers(m.answers),
    fields => ({ kind: 'answers', answers: readAnswers(fields) }),
  ),
  page: row(
    2,
    (value): value is [...PageNameFields, 0 | 1, Uint8Array] =>
      Array.isArray(value) &&
      value.length === 6 &&
      pageName(value.slice(0, 4)) &&
      // A face is never from a screen.
      (value[1] === 0 ? exactly(0, 1) : exactly(0))(value[4]) &&
      bytes(1, maxPicture)(value[5]),
    ({ page }) => [...writePageName(page), page.screen ? 1 : 0, page.picture],
    ([number, purpose, paper, side, screen, picture]) => ({
      kind: 'page',
      page: { ...readPageName([number, purpose, paper, side]), screen: screen === 1, picture },
    }),
  ),
  typed: row(
    3,
    tuple<[string]>(shown(maxTyped)),
    m => [m.text],
    ([words]) => ({ kind: 'typed', text: words }),
  ),
  half: row(
    4,
    tuple<[Uint8Array, Uint8Array, Uint8Array]>(hash, hash, hash),
    m => [m.commit, m.holder.x, m.holder.y],
    ([commit, x, y]) => ({ kind: 'half', commit, holder: { x, y } }),
  ),
  yes: row(
    5,
    tuple<[Uint8Array, Uint8Array]>(hash, hash),
    m => [m.sp, m.requestHash],
    ([sp, requestHash]) => ({ kind: 'yes', sp, requestHash }),
  ),
  fix: row(
    6,
    answersFields,
    m => writeAnswers(m.answers),
    fields => ({ kind: 'fix', answers: readAnswers(fields) }),
  ),
  thanks: bare(7, 'thanks'),
  goodbye: bare(8, 'goodbye'),
  stop: bare(9, 'stop'),
  wait: bare(10, 'wait'),
  second_look: row(
    11,
    tuple<[Uint8Array | null]>(orNull(bytes(64, largestSlip))),
    m => [m.slip],
    ([slip]) => ({ kind: 'second_look', slip }),
  ),
}

type NoteFields = [0 | 1, string]
type HelloFields = [string, string, number, 0 | 1, PageNameFields[], TickFields, AskFields | null, Uint8Array | null, NoteFields[], number]

const deskRows: Rows<DeskMessage> = {
  hello: row(
    65,
    tuple<HelloFields>(
      text(/^[\x20-\x7e]+$/, 24),
      version,
      whole(stages.length - 1),
      exactly(0, 1),
      listOf(pageName, mostPages),
      ticks,
      orNull(ask),
      orNull(hash),
      listOf(tuple<NoteFields>(exactly(0, 1), shown(maxTyped)), mostNotes),
      whole(0xffff),
    ),
    m => [
      m.alias,
      m.rules,
      stages.indexOf(m.stage),
      m.answers ? 1 : 0,
      m.pages.map(writePageName),
      writeTicks(m.ticks),
      m.ask && [m.ask.phrase, m.ask.paper],
      m.request,
      m.notes.map(note => [note.from === 'clerk' ? 1 : 0, note.text]),
      m.heard,
    ],
    ([alias, rules, stage, answers, pages, needs, asked, request, notes, heard]) => ({
      kind: 'hello',
      alias,
      rules,
      stage: stages[stage]!,
      answers: answers === 1,
      pages: pages.map(readPageName),
      ticks: readTicks(needs),
      ask: asked && readAsk(asked),
      request,
      notes: notes.map(([clerk, words]) => ({ from: clerk === 1 ? 'clerk' : 'resident', text: words })),
      heard,
    }),
  ),
  ask: row(
    66,
    ask,
    m => [m.phrase, m.paper],
    fields => ({ kind: 'ask', ...readAsk(fields) }),
  ),
  typed: row(
    67,
    tuple<[string]>(shown(maxTyped)),
    m => [m.text],
    ([words]) => ({ kind: 'typed', text: words }),
  ),
  ticks: row(
    68,
    ticks,
    m => writeTicks(m.needs),
    fields => ({ kind: 'ticks', needs: readTicks(fields) }),
  ),
  looking: row(
    69,
    tuple<[PageNameFields[]]>(listOf(pageName, mostPages)),
    m => [m.pages.map(writePageName)],
    ([pages]) => ({ kind: 'looking', pages: pages.map(readPageName) }),
  ),
  card: row(
    70,
    tuple<[Uint8Array, Uint8Array, Uint8Array, Uint8Array]>(hash, bytes(1, 13_000), bytes(1, 590), bytes(1, 2400)),
    m => [m.sd, m.facts, m.face, m.print],
    ([sd, facts, face, print]) => ({ kind: 'card', sd, facts, face, print }),
  ),
  refused: row(
    71,
    tuple<[string[], string[][], string, Uint8Array | null, 0 | 1 | 2]>(
      listOf(id, 12),
      listOf(listOf(paperRef, 12), 12),
      version,
      orNull(bytes(64, largestSlip)),
      exactly(0, 1, 2),
    ),
    m => [m.unmet, m.mends, m.rules, m.slip, secondLooks.indexOf(m.second)],
    ([unmet, mends, rules, slip, second]) => ({ kind: 'refused', unmet, mends, rules, slip, second: secondLooks[second] }),
  ),
  sealed: row(
    72,
    tuple<[Uint8Array, Uint8Array]>(bytes(answerLength), bytes(1, 8192)),
    m => [m.answer, m.period],
    ([answer, period]) => ({ kind: 'sealed', answer, period }),
  ),
  goodbye: bare(73, 'goodbye'),
  stopped: bare(74, 'stopped'),
}

const largestPage = cellsAPage * largestBody

function frames<M extends { kind: string }>(rows: Rows<M>, message: M): Frame[] {
  const found = rows[message.kind as M['kind']] as Row<M> | undefined
  if (!found) throw new ChannelFault('unknown_kind')
  const fields = found.write(message)
  if (!found.fields(fields)) throw new ChannelFault(isTooLong(message) ? 'too_long' : 'malformed')
  const body = writeArray(fields)
  if (message.kind !== 'page') {
    if (body.length > largestBody) throw new ChannelFault('too_long')
    return [{ kind: found.code, part: 0, body }]
  }
  // All sixteen go out whatever the picture's size, the last ones empty: their number says nothing about it.
  return Array.from({ length: cellsAPage }, (_, part) => ({
    kind: found.code,
    part,
    body: body.subarray(part * largestBody, (part + 1) * largestBody),
  }))
}

const isTooLong = (message: { kind: string; page?: { picture: Uint8Array }; text?: string }) =>
  (message.page?.picture.length ?? 0) > maxPicture || (message.text?.length ?? 0) > maxTyped

/** Phone: the frames of one message, one or sixteen. @throws ChannelFault `malformed`, `too_long` */
export const framesOfPhone = (message: PhoneMessage): Frame[] => frames(phoneRows, message)
/** Desk. @throws ChannelFault `malformed`, `too_long` */
export const framesOfDesk = (message: DeskMessage): Frame[] => frames(deskRows, message)

function reader<M extends { kind: string }>(rows: Rows<M>): () => (frame: Frame) => M | null {
  const byCode = new Map((Object.entries(rows) as [M['kind'], Row<M>][]).map(([name, found]) => [found.code, { name, found }]))
  return () => {
    let parts: Uint8Array[] = []
    return ({ kind, part, body }) => {
      const known = byCode.get(kind)
      if (!known) throw new ChannelFault(parts.length > 0 ? 'page_cut' : 'unknown_kind')
      if (known.name !== 'page') {
        if (parts.length > 0) throw new ChannelFault('page_cut')
        if (part !== 0) throw new ChannelFault('malformed')
        return known.found.read(arrayOf(body, largestBody, known.found))
      }
      if (part !== parts.length) throw new ChannelFault('page_cut')
      // A part that is not full is the last with anything in it.
      const before = parts.at(-1)
      if (before && before.length < largestBody && body.length > 0) throw new ChannelFault('malformed')
      parts.push(body)
      if (parts.length < cellsAPage) return null
      const whole = joined(parts)
      for (const one of parts) one.fill(0)
      parts = []
      return known.found.read(arrayOf(whole, largestPage, known.found))
    }
  }
}

function arrayOf<M>(body: Uint8Array, most: number, { fields }: Row<M>): unknown[] {
  const value = readAny(body, most)
  if (!fields(value)) throw new ChannelFault('malformed')
  return value
}

function joined(parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Desk: takes the frames of a phone in order; a message when one is whole, else null. @throws ChannelFault `malformed`, `unknown_kind`, `page_cut` */
export const readPhone = reader(phoneRows)
/** Phone: the same for the frames of a desk. */
export const readDesk = reader(deskRows)

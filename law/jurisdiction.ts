/**
 * A jurisdiction as data: which instruments bind at once and why, by when each is answered, on which days the city is closed. Written by a city's lawyers,
 * read by the server and counsel's desk alike. Every rule names its source and stays `unconfirmed` until a lawyer of the city has settled it.
 */
import * as v from 'valibot'
import { LawFault, type Place } from './faults.ts'
import { givenGrounds, grounds, instruments, steps } from './lists.ts'

const sentence = v.pipe(v.string(), v.minLength(1), v.maxLength(400))
/** The languages of staff screens. */
const said = v.strictObject({ en: sentence, es: sentence, ar: sentence })
export type Said = v.InferOutput<typeof said>
const id = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]*$/), v.maxLength(40))
const sourced = {
  /** A key of `sources`. */
  source: v.pipe(v.string(), v.regex(/^[A-Z0-9-]+$/)),
  unconfirmed: v.boolean(),
}
const count = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(most))

const holiday = v.strictObject({
  id,
  names: said,
  rule: v.variant('kind', [
    v.strictObject({ kind: v.literal('fixed'), month: count(12), day: count(31) }),
    v.strictObject({
      kind: v.literal('nth'),
      month: count(12),
      /** 0 Sunday to 6 Saturday. */
      weekday: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(6)),
      /** 1 to 4; -1 is the last of the month. */
      nth: v.picklist([1, 2, 3, 4, -1]),
      /** So many days after that: election day is the Tuesday after the first Monday. */
      plus: v.optional(count(6)),
    }),
  ]),
  /** Which day is free when it falls on a weekend: the nearest weekday, the Monday after a Sunday alone, or none. */
  observed: v.picklist(['nearest', 'monday', 'none']),
  /** The first year in which the city keeps it. */
  since: v.optional(v.pipe(v.number(), v.integer(), v.minValue(2000), v.maxValue(2099))),
  ...sourced,
})
export type Holiday = v.InferOutput<typeof holiday>

const answer = v.strictObject({
  /** Business days, counted from the day after it was received. */
  days: count(60),
  extension: v.nullable(
    v.strictObject({
      days: count(60),
      /** Counted from the day by which it was to be answered, or from the day on which the extension is entered. */
      from: v.picklist(['answer_by', 'act']),
      grounds: v.pipe(v.array(v.picklist(grounds)), v.minLength(1)),
      ...sourced,
    }),
  ),
  ...sourced,
})

const instrument = v.strictObject({
  binding: v.picklist(['at_once', 'when_court_acts', 'never']),
  reason: said,
  /** Null: the paper names its own day, or none. */
  answer: v.nullable(answer),
  steps: v.pipe(v.array(v.picklist(steps)), v.minLength(1)),
  ...sourced,
})
export type InstrumentRule = v.InferOutput<typeof instrument>

const jurisdiction = v.strictObject({
  id,
  names: said,
  /** What stands behind each key. `read`: its text, or a page that quotes it, was read when this file was written. */
  sources: v.record(
    v.pipe(v.string(), v.regex(/^[A-Z0-9-]+$/)),
    v.strictObject({ title: sentence, address: v.nullable(v.pipe(v.string(), v.url())), read: v.boolean() }),
  ),
  instruments: v.strictObject(v.entriesFromList(instruments, instrument)),
  /** A day that a paper names and on which the city is closed moves to the next business day. */
  dayOff: v.strictObject({ ...sourced }),
  holidays: v.pipe(v.array(holiday), v.minLength(1)),
  /** Of the list as a whole: that a day is missing from it nobody would see. */
  holidayList: v.strictObject({ ...sourced }),
})
export type Jurisdiction = v.InferOutput<typeof jurisdiction>

/** Reads one file whole. @throws LawFault with every place that is wrong, in the order of the file */
export function parseJurisdiction(value: unknown): Jurisdiction {
  const result = v.safeParse(jurisdiction, value)
  if (!result.success) {
    throw new LawFault(result.issues.map(issue => ({ place: v.getDotPath(issue) ?? '', code: 'law_shape' as const })))
  }
  const found = [...placesWithoutSource(result.output), ...wrongHolidays(result.output), ...wrongGrounds(result.output)]
  if (found.length > 0) throw new LawFault(found)
  return result.output
}

function placesWithoutSource({ sources, instruments, dayOff, holidays, holidayList }: Jurisdiction): Place[] {
  const named: [string, { source: string }][] = [
    ...Object.entries(instruments).flatMap(([name, one]): [string, { source: string }][] => [
      [`instruments.${name}`, one],
      ...(one.answer ? [[`instruments.${name}.answer`, one.answer] as [string, { source: string }]] : []),
      ...(one.answer?.extension ? [[`instruments.${name}.answer.extension`, one.answer.extension] as [string, { source: string }]] : []),
    ]),
    ['dayOff', dayOff],
    ...holidays.map((one, at): [string, { source: string }] => [`holidays.${at}`, one]),
    ['holidayList', holidayList],
  ]
  return named
    .filter(([, { source }]) => !Object.hasOwn(sources, source))
    .map(([place]) => ({ place: `${place}.source`, code: 'law_source' }))
}

function wrongHolidays({ holidays }: Jurisdiction): Place[] {
  return holidays.flatMap(({ id, rule }, at): Place[] => {
    const twice = holidays.findIndex(one => one.id === id) !== at
    // 29 February is no holiday of a city: it would be one in every fourth year.
    const never = rule.kind === 'fixed' && rule.day > ([4, 6, 9, 11].includes(rule.month) ? 30 : rule.month === 2 ? 28 : 31)
    return [
      ...(twice ? [{ place: `holidays.${at}.id`, code: 'law_twice' } as const] : []),
      ...(never ? [{ place: `holidays.${at}.rule.day`, code: 'law_day' } as const] : []),
    ]
  })
}

/** A ground that somebody else gives brings its own day: the law's count cannot stand on it. */
function wrongGrounds({ instruments }: Jurisdiction): Place[] {
  return Object.entries(instruments).flatMap(([name, { answer }]): Place[] =>
    (answer?.extension?.grounds ?? []).flatMap((ground, at): Place[] =>
      givenGrounds.some(one => one === ground) ? [{ place: `instruments.${name}.answer.extension.grounds.${at}`, code: 'law_ground' }] : [],
    ),
  )
}

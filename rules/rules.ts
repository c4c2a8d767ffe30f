/**
 * The rules of one city as data (DESIGN §5.1): one versioned file that answers the resident's *Is what I have enough?*, draws the
 * clerk's ticks, picks the refusal and what would mend it, and is published as it is. Written by the city, read by phone, desk and
 * server alike; nothing in it is about a person. What no public text confirms carries the status `unconfirmed` and a note.
 */
import { languages } from '@latchkey/cities/city.ts'
import * as v from 'valibot'
import { checkRules } from './check-rules.ts'
import { forms, relatives } from './counts.ts'
import { RulesFault } from './faults.ts'
import { id, type Need, need, needs, points, wants } from './wants.ts'

export { type Need, needs }

const sentence = v.pipe(v.string(), v.minLength(1), v.maxLength(600))
const years = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50))
const age = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(130))
const phraseNumber = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(99))
const hour = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/))
const version = v.pipe(v.string(), v.regex(/^\d{4}-\d{1,3}$/))
const day = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/))

/** Where a rule comes from: read in an official text, in the press, on a third party's page, in part only, or nowhere. */
export const statuses = ['confirmed-official', 'confirmed-press', 'third-party', 'partial', 'unconfirmed'] as const
const sourced = {
  status: v.picklist(statuses),
  /** Keys of the source list that the rule file carries. */
  source: v.array(v.pipe(v.string(), v.regex(/^[A-Z0-9-]+$/))),
  note: v.nullable(sentence),
}

const kind = v.strictObject({
  id,
  /** Youngest age in whole years; `to` is the oldest, or null. Kinds may overlap: a resident says which they are. */
  from: age,
  to: v.nullable(age),
  /** What papers must show together, in the order in which it is said. */
  needs: v.pipe(v.array(v.strictObject({ need, wants, ...sourced })), v.minLength(1)),
  ...sourced,
})
export type Kind = v.InferOutput<typeof kind>

const paper = v.strictObject({
  id,
  /** The kinds of person on whose list it is; of a caretaker, the caretaker's own kind. */
  for: v.pipe(v.array(id), v.minLength(1)),
  /** Proof → points. */
  gives: v.pipe(
    v.record(id, points),
    v.check(given => Object.keys(given).length > 0 && Object.keys(given).length <= 6),
  ),
  /** After the day printed as its end: `false` it does not count, `true` it does for good, a number: for so many days. */
  expiredOk: v.union([v.boolean(), v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(36600))]),
  /** The oldest it may be, in days since its date; null when no limit is known or there is none. */
  maxAgeDays: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3660))),
  /** In which forms it counts. Absent: no text limits it. */
  forms: v.optional(v.pipe(v.array(v.picklist(forms)), v.minLength(1))),
  /** Whose name may stand on it instead of the own one. Absent: only the own one. */
  nameOf: v.optional(v.pipe(v.array(v.picklist(relatives)), v.minLength(1))),
  /** `care_of`: an agency writes it for somebody without an address, and the page that helps it to is offered. */
  letter: v.optional(v.picklist(['care_of'])),
  /** How many sides or pages are usually shown. */
  sides: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(4)),
  /** Name of the drawn picture in ui/. */
  picture: id,
  ...sourced,
  /** For each field of this row that no source confirms: a sentence saying so. */
  unconfirmed: v.strictObject({
    for: v.optional(sentence),
    gives: v.optional(sentence),
    expiredOk: v.optional(sentence),
    maxAgeDays: v.optional(sentence),
    forms: v.optional(sentence),
    nameOf: v.optional(sentence),
  }),
})
export type Paper = v.InferOutput<typeof paper>

/** A request a clerk can make by its number; the phone shows it in the resident's language. */
const phrase = v.strictObject({
  number: phraseNumber,
  id,
  about: v.picklist(['paper', 'face', 'any']),
  /** What the phone is asked to send in answer: the purpose of a page (channel/messages.ts), or nothing. */
  wants: v.nullable(v.picklist(['paper', 'turned', 'portrait', 'caretaker'])),
})
export type Phrase = v.InferOutput<typeof phrase>

const choice = v.strictObject({
  id: v.picklist(['address', 'gender', 'emergency_contact']),
  side: v.picklist(['front', 'back']),
  values: v.nullable(v.array(v.picklist(['F', 'M', 'X']))),
  ...sourced,
})
export type Choice = v.InferOutput<typeof choice>

/** Short lines of the back that a holder may type (card/facts.ts has the same names). */
const backLine = v.strictObject({ id: v.picklist(['library', 'transit', 'pharmacy']), ...sourced })
export type BackLine = v.InferOutput<typeof backLine>

/** What a card may show that wants a proof of its own: asked for and asked of nobody. Without the proof the card is made without the mark. */
const mark = v.strictObject({
  id: v.picklist(['veteran']),
  /** The kinds of person whose card can have it. */
  for: v.pipe(v.array(id), v.minLength(1)),
  /** As of a need, of proofs that no need wants and without a caretaker. */
  wants,
  ...sourced,
})
export type Mark = v.InferOutput<typeof mark>

const use = v.strictObject({ id, ...sourced })

/** Why a card is replaced. Chosen at the desk, never sent and never counted. */
export const replaceReasons = ['lost', 'damaged', 'renewal', 'name', 'address', 'gender', 'several'] as const
export type ReplaceReason = (typeof replaceReasons)[number]
/** What a card says may change one by one: each has its row, or one row stands for all of them. */
export const changingFacts = ['name', 'address', 'gender'] as const
const withoutChange = ['lost', 'damaged', 'renewal'] as const

const replacing = v.strictObject({
  id: v.picklist([...withoutChange, 'changed', ...changingFacts]),
  /** What must be shown again by whoever brings the backup sheet and has its face; empty when sheet and face are enough. */
  again: v.array(need),
  ...sourced,
})
export type Replacing = v.InferOutput<typeof replacing>

export const feeFor = ['first', ...withoutChange, 'changed'] as const
export type FeeFor = (typeof feeFor)[number]

const fee = v.strictObject({
  for: v.picklist(feeFor),
  /** From this age on, until the next row for the same. */
  from: age,
  cents: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000)),
  /** Whether the city lets a clerk waive it; why is not asked. */
  waiver: v.boolean(),
  ...sourced,
})
export type Fee = v.InferOutput<typeof fee>

const schema = v.strictObject({
  city: id,
  /** Shown on every refusal and bound into every visit: `<year>-<running number>`. */
  version,
  /** True while these rules are a study from public texts and no city has adopted them. */
  study: v.boolean(),
  languages: v.pipe(v.array(v.picklist(languages)), v.minLength(1)),
  needs: v.pipe(v.array(v.strictObject({ id: need, ...sourced })), v.minLength(1)),
  /** `many`: one paper may serve for several proofs; `one`: for one alone. `but`: pairs of proofs for which it is the other way round. */
  onePaperServes: v.strictObject({ value: v.picklist(['many', 'one']), but: v.optional(v.array(v.tuple([id, id]))), ...sourced }),
  kinds: v.pipe(v.array(kind), v.minLength(1)),
  /** Most common first: the order in which they are shown and offered as a mend. */
  papers: v.pipe(v.array(paper), v.minLength(1)),
  /** Rows of the city's public guides that are not in force here, and why. */
  leftOut: v.array(v.strictObject({ id, ...sourced })),
  choices: v.array(choice),
  /** Which lines the back of the card can carry; none of them is ever needed for a card. */
  backLines: v.array(backLine),
  /** Absent: this city's card has none. */
  marks: v.optional(v.pipe(v.array(mark), v.minLength(1))),
  /** `other_script`: a name in other letters stands on the card in Latin letters too, as its owner spells it. `never`: only as it is. */
  latinName: v.strictObject({ value: v.picklist(['other_script', 'never']), ...sourced }),
  /** `allowed`: the card can carry the name a person uses. `papers`: the name is that of the papers. */
  chosenName: v.strictObject({ value: v.picklist(['allowed', 'papers']), ...sourced }),
  /** How long a card is good for by the holder's age on the day it is made; null = it does not end. */
  /** `until`: the card ends on that birthday at the latest. */
  validity: v.pipe(v.array(v.strictObject({ from: age, years: v.nullable(years), until: v.optional(age), ...sourced })), v.minLength(1)),
  /** Years after which any card's seal ends, whatever is printed: not less than the longest card. */
  technicalEnd: v.strictObject({ years, ...sourced }),
  fees: v.array(fee),
  /** When a supervisor has to look too: for this kind of person, for a card that rests on this paper; null stands for every one. */
  supervisorLook: v.array(v.strictObject({ kind: v.nullable(id), paper: v.nullable(id), ...sourced })),
  /** One row for each reason. Without the sheet a holder shows everything again, whatever stands here. */
  replace: v.pipe(
    v.array(replacing),
    v.check(rows => {
      const ids = rows.map(row => row.id).filter(id => !withoutChange.some(one => one === id))
      return rows.length - ids.length === withoutChange.length && [['changed'].join(), changingFacts.join()].includes(ids.join())
    }),
  ),
  /** Whether a sealed card may be sent by mail: one label, printed and forgotten. */
  mail: v.strictObject({ open: v.boolean(), ...sourced }),
  uses: v.strictObject({ works: v.array(use), not: v.array(use) }),
  phrases: v.pipe(v.array(phrase), v.minLength(1)),
  /** Why a visit ends without a card: one for each need. */
  reasons: v.array(v.strictObject({ id, need })),
  /** What each version changed, newest first; the sentence is `change.<id>` of the city's texts. The first row is this version, its day the day it starts. */
  changes: v.pipe(v.array(v.strictObject({ version, day, id })), v.minLength(1)),
  /** What an administrator can put on every page while a way in is closed. */
  notices: v.pipe(v.array(v.strictObject({ number: phraseNumber, id })), v.minLength(1)),
  ways: v.strictObject({
    phone: v.strictObject({
      /** The law that lets this way in keep nothing, its date, and who settled it. Null: cannot open outside practice. */
      authority: v.nullable(v.strictObject({ citation: sentence, text: sentence, date: day, settledBy: sentence })),
      note: sentence,
    }),
    /** A clerk's counter, papers on the table. The same: without its law it is open in practice only. */
    counter: v.strictObject({
      authority: v.nullable(v.strictObject({ citation: sentence, text: sentence, date: day, settledBy: sentence })),
      note: sentence,
    }),
  }),
  /** What the pages promise before the day has shown its own pace; hours in the city's time zone. */
  plan: v.strictObject({
    secondsAVisit: v.pipe(v.number(), v.integer(), v.minValue(10), v.maxValue(7200)),
    /** Of a hundred numbers, how many have nobody behind them when they are called. Left out: every one has somebody. */
    missed: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(90))),
    /** Cards that can be printed in a day, from what lies in stock. Left out: as many as there is time for. */
    cards: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(99_999))),
    opens: hour,
    closes: hour,
    ...sourced,
  }),
  /** Key → public address of the text. */
  sources: v.record(v.string(), v.pipe(v.string(), v.maxLength(400))),
})
export type Rules = v.InferOutput<typeof schema>

/**
 * Reads a rule file. Party: city → everyone. Refuses unknown fields, doubled ids, references to nothing, confirmed rows without a
 * source, unconfirmed ones without a note, rows that cannot both hold, and what no papers can meet.
 * @throws RulesFault every code of faults.ts but those of a person, each with the place and never the value
 */
export function parseRules(json: unknown): Rules {
  const result = v.safeParse(schema, json)
  if (!result.success) throw new RulesFault('malformed', v.getDotPath(result.issues[0]) ?? 'the whole file')
  checkRules(result.output)
  return result.output
}

/**
 * The rules of one city as data (DESIGN §5.1): one versioned file that answers the resident's *Is what I have enough?*, draws the
 * clerk's ticks, picks the refusal and what would mend it, and is published as it is. Written by the city, read by phone, desk and
 * server alike; nothing in it is about a person. What no public text confirms carries the status `unconfirmed` and a note.
 */
import { languages } from '@latchkey/cities/city.ts'
import * as v from 'valibot'
import { enough } from './enough.ts'
import { RulesFault } from './faults.ts'

const id = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]*$/))
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

/** What a set of papers has to show. The three that this version knows; a clerk's ticks have the same names. */
export const needs = ['photo', 'birth_date', 'lives_here'] as const
const need = v.picklist(needs)
export type Need = v.InferOutput<typeof need>

const kind = v.strictObject({
  id,
  /** Youngest age in whole years; `to` is the oldest, or null. */
  from: age,
  to: v.nullable(age),
  needs: v.pipe(v.array(need), v.minLength(1)),
  ...sourced,
})
export type Kind = v.InferOutput<typeof kind>

const paper = v.strictObject({
  id,
  for: v.pipe(v.array(id), v.minLength(1)),
  gives: v.pipe(v.array(need), v.minLength(1)),
  /** Whether the paper counts after the day printed as its end. */
  expiredOk: v.boolean(),
  /** The oldest it may be, in days since its date; null when no limit is known or there is none. */
  maxAgeDays: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3660))),
  /** How many sides or pages are usually shown. */
  sides: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(4)),
  /** Name of the drawn picture in ui/. */
  picture: id,
  ...sourced,
  /** For each field of this row that no source confirms: a sentence saying so. */
  unconfirmed: v.strictObject({
    gives: v.optional(sentence),
    expiredOk: v.optional(sentence),
    maxAgeDays: v.optional(sentence),
  }),
})
export type Paper = v.InferOutput<typeof paper>

/** A request a clerk can make by its number; the phone shows it in the resident's language. */
const phrase = v.strictObject({
  number: phraseNumber,
  id,
  about: v.picklist(['paper', 'face', 'any']),
  /** What the phone is asked to send in answer: the purpose of a page (channel/messages.ts), or nothing. */
  wants: v.nullable(v.picklist(['paper', 'turned', 'portrait'])),
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

const use = v.strictObject({ id, ...sourced })

/** Why a card is replaced. Chosen at the desk, never sent and never counted. */
export const replaceReasons = ['lost', 'damaged', 'renewal', 'changed'] as const
export type ReplaceReason = (typeof replaceReasons)[number]

const replacing = v.strictObject({
  id: v.picklist(replaceReasons),
  /** What must be shown again by whoever brings the backup sheet and has its face; empty when sheet and face are enough. */
  again: v.array(need),
  ...sourced,
})
export type Replacing = v.InferOutput<typeof replacing>

const schema = v.strictObject({
  city: id,
  /** Shown on every refusal and bound into every visit: `<year>-<running number>`. */
  version,
  /** True while these rules are a study from public texts and no city has adopted them. */
  study: v.boolean(),
  languages: v.pipe(v.array(v.picklist(languages)), v.minLength(1)),
  needs: v.pipe(v.array(v.strictObject({ id: need, ...sourced })), v.minLength(1)),
  /** `many`: one paper may meet several needs; `one`: each need wants a paper of its own. */
  onePaperServes: v.strictObject({ value: v.picklist(['many', 'one']), ...sourced }),
  kinds: v.pipe(v.array(kind), v.minLength(1)),
  /** Most common first: the order in which they are shown and offered as a mend. */
  papers: v.pipe(v.array(paper), v.minLength(1)),
  /** Rows of the city's public guides that are not in force here, and why. */
  leftOut: v.array(v.strictObject({ id, ...sourced })),
  choices: v.array(choice),
  /** Which lines the back of the card can carry; none of them is ever needed for a card. */
  backLines: v.array(backLine),
  /** `other_script`: a name in other letters stands on the card in Latin letters too, as its owner spells it. `never`: only as it is. */
  latinName: v.strictObject({ value: v.picklist(['other_script', 'never']), ...sourced }),
  /** `allowed`: the card can carry the name a person uses. `papers`: the name is that of the papers. */
  chosenName: v.strictObject({ value: v.picklist(['allowed', 'papers']), ...sourced }),
  /** How long a card is good for by the holder's age on the day it is made; null = it does not end. */
  validity: v.pipe(v.array(v.strictObject({ from: age, years: v.nullable(years), ...sourced })), v.minLength(1)),
  /** Years after which any card's seal ends, whatever is printed: not less than the longest card. */
  technicalEnd: v.strictObject({ years, ...sourced }),
  fee: v.strictObject({ cents: v.pipe(v.number(), v.integer(), v.minValue(0)), ...sourced }),
  /** One row for each reason. Without the sheet a holder shows everything again, whatever stands here. */
  replace: v.pipe(v.array(replacing), v.length(replaceReasons.length)),
  /** Whether a sealed card may be sent by mail: one label, printed and forgotten. */
  mail: v.strictObject({ open: v.boolean(), ...sourced }),
  uses: v.strictObject({ works: v.array(use), not: v.array(use) }),
  phrases: v.pipe(v.array(phrase), v.minLength(1)),
  /** Why a visit ends without a card: one for each need. */
  reasons: v.array(v.strictObject({ id, need })),
  /** What each version changed, newest first; the sentence is `change.<id>` of the city's texts. The first row is the version in force. */
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
    opens: hour,
    closes: hour,
    ...sourced,
  }),
  /** Key → public address of the text. */
  sources: v.record(v.string(), v.pipe(v.string(), v.maxLength(400))),
})
export type Rules = v.InferOutput<typeof schema>

function refuseDoubled(values: readonly (string | number)[], place: string) {
  if (new Set(values).size !== values.length) throw new RulesFault('doubled', place)
}

/** Every object of the file that says where it comes from, with its place. */
function* claims(rules: Rules) {
  const lists = {
    needs: rules.needs,
    kinds: rules.kinds,
    papers: rules.papers,
    leftOut: rules.leftOut,
    choices: rules.choices,
    backLines: rules.backLines,
    validity: rules.validity,
    replace: rules.replace,
  }
  for (const [name, rows] of Object.entries(lists)) for (const [i, row] of rows.entries()) yield { place: `${name}.${i}`, row }
  for (const [i, row] of rules.uses.works.entries()) yield { place: `uses.works.${i}`, row }
  for (const [i, row] of rules.uses.not.entries()) yield { place: `uses.not.${i}`, row }
  yield { place: 'onePaperServes', row: rules.onePaperServes }
  yield { place: 'latinName', row: rules.latinName }
  yield { place: 'chosenName', row: rules.chosenName }
  yield { place: 'technicalEnd', row: rules.technicalEnd }
  yield { place: 'fee', row: rules.fee }
  yield { place: 'plan', row: rules.plan }
  yield { place: 'mail', row: rules.mail }
}

function checkReferences(rules: Rules) {
  const needIds = rules.needs.map(n => n.id)
  const kindIds = rules.kinds.map(k => k.id)
  rules.kinds.forEach((k, i) => {
    refuseDoubled(k.needs, `kinds.${i}.needs`)
    if (!k.needs.every(n => needIds.includes(n))) throw new RulesFault('unknown_reference', `kinds.${i}.needs`)
  })
  rules.papers.forEach((p, i) => {
    refuseDoubled(p.gives, `papers.${i}.gives`)
    if (!p.gives.every(n => needIds.includes(n))) throw new RulesFault('unknown_reference', `papers.${i}.gives`)
    if (!p.for.every(k => kindIds.includes(k))) throw new RulesFault('unknown_reference', `papers.${i}.for`)
  })
  rules.replace.forEach((r, i) => {
    refuseDoubled(r.again, `replace.${i}.again`)
    if (!r.again.every(n => needIds.includes(n))) throw new RulesFault('unknown_reference', `replace.${i}.again`)
  })
  if (rules.changes[0]?.version !== rules.version) throw new RulesFault('unknown_reference', 'changes.0.version')
  for (const n of needIds) if (!rules.reasons.some(r => r.need === n)) throw new RulesFault('unknown_reference', 'reasons')
}

/**
 * Reads a rule file. Party: city → everyone. Refuses unknown fields, doubled ids, references to nothing, confirmed rows without a
 * source, unconfirmed ones without a note, and needs that no papers can meet.
 * @throws RulesFault malformed | doubled | unknown_reference | unsourced | unreachable, each with the place and never the value
 */
export function parseRules(json: unknown): Rules {
  const result = v.safeParse(schema, json)
  if (!result.success) throw new RulesFault('malformed', v.getDotPath(result.issues[0]) ?? 'the whole file')
  const rules = result.output
  refuseDoubled(rules.languages, 'languages')
  refuseDoubled(
    rules.needs.map(n => n.id),
    'needs',
  )
  refuseDoubled(
    rules.kinds.map(k => k.id),
    'kinds',
  )
  refuseDoubled(
    [...rules.papers, ...rules.leftOut].map(p => p.id),
    'papers',
  )
  refuseDoubled(
    rules.choices.map(c => c.id),
    'choices',
  )
  refuseDoubled(
    rules.backLines.map(l => l.id),
    'backLines',
  )
  refuseDoubled(
    rules.validity.map(r => r.from),
    'validity',
  )
  refuseDoubled(
    rules.phrases.map(p => p.number),
    'phrases',
  )
  refuseDoubled(
    rules.phrases.map(p => p.id),
    'phrases',
  )
  refuseDoubled(
    rules.reasons.map(r => r.need),
    'reasons',
  )
  refuseDoubled(
    rules.notices.map(n => n.number),
    'notices',
  )
  refuseDoubled(
    rules.replace.map(r => r.id),
    'replace',
  )
  refuseDoubled(
    rules.changes.map(c => c.version),
    'changes',
  )
  refuseDoubled(
    rules.changes.map(c => c.id),
    'changes',
  )
  checkReferences(rules)
  for (const { place, row } of claims(rules)) {
    if (row.status === 'unconfirmed' ? row.note === null : row.source.length === 0) throw new RulesFault('unsourced', place)
    if (!row.source.every(key => Object.hasOwn(rules.sources, key))) throw new RulesFault('unknown_reference', `${place}.source`)
  }
  rules.validity.forEach((r, i) => {
    if (r.years !== null && r.years > rules.technicalEnd.years) throw new RulesFault('unreachable', `validity.${i}.years`)
  })
  rules.kinds.forEach((k, i) => {
    const all = rules.papers.filter(p => p.for.includes(k.id)).map(p => p.id)
    if (!enough(rules, k.id, all).enough) throw new RulesFault('unreachable', `kinds.${i}.needs`)
    if (!rules.validity.some(r => r.from <= k.from)) throw new RulesFault('unreachable', `kinds.${i}.from`)
  })
  return rules
}

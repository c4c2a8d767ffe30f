/**
 * Worked cases: what the rules have to answer, written by hand beside them (`cities/<city>/cases.json`), each with the sentence it comes from. A
 * version whose cases fail is not built. Coverage asks that every place of the rule file decided a case both ways.
 */
import * as v from 'valibot'
import { asked, forms, type PaperInHand, relatives, whoseOf } from './counts.ts'
import { addYears, endsOn, fitsKind } from './ends.ts'
import { enough, takenFor } from './enough.ts'
import { RulesFault } from './faults.ts'
import { feeOf } from './fee.ts'
import { markAnswer, markBook } from './mark.ts'
import { feeFor, type Rules } from './rules.ts'
import { asksSupervisor } from './second-look.ts'
import { bookOf, candidatesIn, kindOf, papersFor, reached, ways } from './sums.ts'
import { id, need } from './wants.ts'

const ref = v.pipe(v.string(), v.regex(/^(caretaker\.)?[a-z][a-z0-9_]*$/), v.maxLength(60))
const days = v.pipe(v.number(), v.integer(), v.minValue(-36600), v.maxValue(36600))
const hand = v.strictObject({
  paper: ref,
  daysPastEnd: v.optional(days),
  daysOld: v.optional(days),
  form: v.optional(v.picklist(forms)),
  nameOf: v.optional(v.picklist(relatives)),
})

const workedCase = v.strictObject({
  id,
  kind: id,
  /** Whole years; absent: the youngest of the kind. */
  age: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(130))),
  papers: v.array(v.union([ref, hand])),
  enough: v.boolean(),
  /** In the order of the kind. */
  unmet: v.array(need),
  /** False: nobody of this age is this kind of person. */
  fits: v.optional(v.boolean()),
  /** They want the veteran mark, and this is whether its proof is among the papers; absent: they do not want it. */
  veteran: v.optional(v.boolean()),
  /** Whether a supervisor has to look too. */
  supervisor: v.optional(v.boolean()),
  /** Years the card is good for; null: it does not end. */
  years: v.optional(v.nullable(v.number())),
  /** What it costs; null: the city has not said. */
  fee: v.optional(v.strictObject({ for: v.picklist(feeFor), cents: v.nullable(v.number()) })),
  /** The sentence of the rules that this case is about, in plain words. */
  says: v.pipe(v.string(), v.minLength(1), v.maxLength(300)),
  source: v.pipe(v.array(v.string()), v.minLength(1)),
})
export type WorkedCase = v.InferOutput<typeof workedCase>

/** A source of a case about something that no text says: our reading, marked so in the row it tests. */
export const ourReading = 'unconfirmed'

/** @throws RulesFault malformed | doubled | unknown_reference, with the place in the file of cases */
export function parseCases(rules: Rules, json: unknown): WorkedCase[] {
  const result = v.safeParse(v.array(workedCase), json)
  if (!result.success) throw new RulesFault('malformed', `cases.${v.getDotPath(result.issues[0]) ?? ''}`)
  const cases = result.output
  for (const [at, one] of cases.entries()) {
    if (cases.findIndex(other => other.id === one.id) !== at) throw new RulesFault('doubled', `cases.${at}.id`)
    if (!one.source.every(key => key === ourReading || Object.hasOwn(rules.sources, key)))
      throw new RulesFault('unknown_reference', `cases.${at}.source`)
    if (!rules.kinds.some(kind => kind.id === one.kind)) throw new RulesFault('unknown_reference', `cases.${at}.kind`)
    const known = bookOf(rules, one.kind).candidates.map(candidate => candidate.ref)
    if (!handsOf(one).every(({ paper }) => known.includes(paper))) throw new RulesFault('unknown_reference', `cases.${at}.papers`)
  }
  return cases
}

const handsOf = (one: WorkedCase): PaperInHand[] => one.papers.map(paper => (typeof paper === 'string' ? { paper } : paper))

const personOf = (rules: Rules, one: WorkedCase) => {
  const today = rules.changes[0]!.day
  return { today, birthDate: addYears(today, -(one.age ?? kindOf(rules, one.kind).from)) }
}

/** Ids of the cases that do not come out as written, with what they are said to be and what they are. */
export function failedCases(rules: Rules, cases: readonly WorkedCase[]): { id: string; what: string; written: string; got: string }[] {
  return cases.flatMap(one => {
    const { today, birthDate } = personOf(rules, one)
    const answer = enough(rules, one.kind, handsOf(one))
    const refs = takenFor(rules, one.kind, countedOf(rules, one)).map(taken => taken.paper)
    const seen: [string, unknown, unknown][] = [
      ['enough', one.enough, answer.enough],
      ['unmet', one.unmet, answer.needs.filter(row => !row.met).map(row => row.need)],
      ['fits', one.fits ?? true, fitsKind(rules, one.kind, birthDate, today)],
      ['supervisor', one.supervisor ?? false, asksSupervisor(rules, one.kind, refs)],
    ]
    if (one.veteran !== undefined) seen.push(['veteran', one.veteran, markAnswer(rules, one.kind, handsOf(one))?.met ?? null])
    if (one.years !== undefined) {
      const ends = endsOn(rules, birthDate, today)
      seen.push(['years', one.years, ends === null ? null : Number(ends.slice(0, 4)) - Number(today.slice(0, 4))])
    }
    if (one.fee) seen.push(['fee', one.fee.cents, feeOf(rules, one.fee.for, birthDate, today)?.cents ?? null])
    return seen
      .filter(([, written, got]) => JSON.stringify(written) !== JSON.stringify(got))
      .map(([what, written, got]) => ({ id: one.id, what, written: JSON.stringify(written), got: JSON.stringify(got) }))
  })
}

const paperOf = (rules: Rules, paper: string) => rules.papers.find(row => row.id === whoseOf(paper).paper)!
const countedOf = (rules: Rules, one: WorkedCase): string[] =>
  handsOf(one)
    .filter(held => asked(paperOf(rules, held.paper), held).every(ask => ask.met))
    .map(held => held.paper)

const fieldOf = { expired: 'expiredOk', too_old: 'maxAgeDays', form: 'forms', name: 'nameOf' } as const

export interface Covered {
  /** Path in the rule file; of a paper, with the kind of person on whose list it is. */
  place: string
  yes: number
  no: number
}

/** How often each place of the rule file that decides something came out true and false in these cases. */
export function coverage(rules: Rules, cases: readonly WorkedCase[]): Covered[] {
  const found = new Map<string, Covered>()
  const place = (name: string): Covered => {
    const known = found.get(name) ?? { place: name, yes: 0, no: 0 }
    found.set(name, known)
    return known
  }
  const count = (name: string, yes: boolean) => void place(name)[yes ? 'yes' : 'no']++

  // Every place there is, whether a case comes by it or not.
  for (const [i, kind] of rules.kinds.entries()) {
    place(`kinds.${i}`)
    for (const node of [...bookOf(rules, kind.id).nodes, ...(markBook(rules, kind.id)?.nodes ?? [])]) place(node.place)
    for (const paper of papersFor(rules, kind.id)) place(`papers.${rules.papers.indexOf(paper)} ${kind.id}`)
  }
  for (const [i, paper] of rules.papers.entries()) for (const { why } of asked(paper, { paper: paper.id })) place(limitAt(i, paper, why))
  for (const name of ['fees', 'supervisorLook'] as const) for (const i of rules[name].keys()) place(`${name}.${i}`)
  // The only row for all ages decides nothing.
  const validity = rules.validity.length > 1 ? rules.validity : []
  for (const i of validity.keys()) place(`validity.${i}`)

  for (const one of cases) {
    const { today, birthDate } = personOf(rules, one)
    for (const [i, kind] of rules.kinds.entries()) count(`kinds.${i}`, fitsKind(rules, kind.id, birthDate, today))
    const book = bookOf(rules, one.kind)
    const counted = countedOf(rules, one)
    const met = enough(rules, one.kind, counted).needs.filter(row => row.met).length
    const states = [...ways(candidatesIn(book, counted)).keys()]
    // The fullest of the states in which as many needs are met as can be.
    const state = Math.max(...states.filter(at => book.needs.filter(row => row.test(at)).length === met))
    for (const node of book.nodes) count(node.place, node.test(state))
    const mark = one.veteran === undefined ? null : markBook(rules, one.kind)
    if (mark) {
      const all = Math.max(...reached(candidatesIn(mark, counted)))
      for (const node of mark.nodes) count(node.place, node.test(all))
    }
    const forMark = mark ? markAnswer(rules, one.kind, counted)!.show : []
    const taken = [...takenFor(rules, one.kind, counted).map(row => row.paper), ...forMark]
    for (const paper of papersFor(rules, one.kind)) count(`papers.${rules.papers.indexOf(paper)} ${one.kind}`, taken.includes(paper.id))
    for (const held of handsOf(one)) {
      const paper = paperOf(rules, held.paper)
      for (const ask of asked(paper, held)) count(limitAt(rules.papers.indexOf(paper), paper, ask.why), ask.met)
    }
    for (const [i, row] of rules.supervisorLook.entries())
      count(`supervisorLook.${i}`, asksSupervisor({ ...rules, supervisorLook: [row] }, one.kind, taken))
    if (one.years !== undefined) {
      const row = rules.validity.filter(r => fitsFrom(rules, r.from, birthDate)).sort((a, b) => b.from - a.from)[0]
      for (const [i, other] of validity.entries()) count(`validity.${i}`, other === row)
    }
    if (one.fee) {
      const row = feeOf(rules, one.fee.for, birthDate, today)
      for (const [i, other] of rules.fees.entries()) count(`fees.${i}`, other === row)
    }
  }
  return [...found.values()]
}

const fitsFrom = (rules: Rules, from: number, birthDate: string) => addYears(birthDate, from) <= rules.changes[0]!.day

/** That a paper has to be in the own name is one place for all papers of which nothing else is said. */
const limitAt = (i: number, paper: Rules['papers'][number], why: keyof typeof fieldOf) =>
  why === 'name' && !paper.nameOf ? 'papers nameOf' : `papers.${i}.${fieldOf[why]}`

/**
 * Where each paper comes from (`cities/<city>/where.json`): which office, what it costs, how long it takes. Rows of facts without words of any
 * language; who makes the paper is said in the city's texts (`paper.<id>.where`). What no public text says is null and shown as *not confirmed*.
 */
import * as v from 'valibot'
import { RulesFault, type RulesFaultCode, rulesFaults } from './faults.ts'
import { type Rules, statuses } from './rules.ts'
import { id } from './wants.ts'

const sentence = v.pipe(v.string(), v.minLength(1), v.maxLength(600))

const row = v.strictObject({
  paper: id,
  /** Name and address as they stand on its own door, or null. */
  office: v.nullable(
    v.strictObject({ name: v.pipe(v.string(), v.minLength(1), v.maxLength(120)), address: v.pipe(v.string(), v.maxLength(200)) }),
  ),
  /** What it costs, in cents; 0 is free; null is not confirmed. */
  cents: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000))),
  /** Days it takes at most, 0 is the same day; null is not confirmed. */
  days: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(730))),
  status: v.picklist(statuses),
  /** Keys of the source list that the rule file carries. */
  source: v.array(v.pipe(v.string(), v.regex(/^[A-Z0-9-]+$/))),
  note: v.nullable(sentence),
})
export type WhereRow = v.InferOutput<typeof row>

/** By paper. */
export type Where = ReadonlyMap<string, WhereRow>

/**
 * Reads the file beside the rules: one row for each paper and none for anything else; a row that is confirmed names a source, one that is not says why.
 * @throws RulesFault `malformed`, `doubled`, `unknown_reference`, `unsourced`
 */
export function parseWhere(rules: Pick<Rules, 'papers' | 'sources'>, json: unknown): Where {
  const result = v.safeParse(v.array(row), json)
  if (!result.success) throw new RulesFault('malformed', `where ${v.getDotPath(result.issues[0]) ?? 'the whole file'}`)
  const where = new Map<string, WhereRow>()
  for (const one of result.output) {
    const place = `where ${one.paper}`
    if (where.has(one.paper)) throw new RulesFault('doubled', place)
    if (!rules.papers.some(paper => paper.id === one.paper)) throw new RulesFault('unknown_reference', place)
    if (one.status === 'unconfirmed' ? one.note === null : one.source.length === 0) throw new RulesFault('unsourced', place)
    if (!one.source.every(key => Object.hasOwn(rules.sources, key))) throw new RulesFault('unknown_reference', `${place} source`)
    where.set(one.paper, one)
  }
  const missing = rules.papers.find(paper => !where.has(paper.id))
  if (missing) throw new RulesFault('malformed', `where ${missing.id}`)
  return where
}

/** The same for whoever edits the file: what is wrong, in words, or nothing. */
export function checkWhere(
  rules: Pick<Rules, 'papers' | 'sources'>,
  json: unknown,
): { code: RulesFaultCode; place: string; says: string; mend: string }[] {
  try {
    parseWhere(rules, json)
    return []
  } catch (fault) {
    if (fault instanceof RulesFault) return [{ code: fault.code, place: fault.place, ...rulesFaults[fault.code] }]
    throw fault
  }
}

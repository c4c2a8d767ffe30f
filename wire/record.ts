/**
 * Conversation: the public record. Parties: anyone ↔ server. Who may: anyone.
 *
 *   GET /record/holdings     → Holdings      what we hold: every declared thing, with its fields, purpose, law, how long, who reads it
 *   GET /record/periods      → Periods       the certified periods and their certificates, for verifiers
 *   GET /practice/now        → HeldNow       practice only: the same list with how many of each there are right now
 *   POST /practice/seize {}  → Done          practice only: asks the launcher; GET /practice/seize → Seizure
 */
import * as v from 'valibot'
import { bytesText, moment, wholeNumber } from './edge.ts'
import { day } from './waiting.ts'

export const keptFor = v.variant('for', [
  v.strictObject({ for: v.literal('good') }),
  v.strictObject({ for: v.literal('days'), days: wholeNumber(36_500), after: v.picklist(['written', 'slot', 'period', 'last_card']) }),
  v.strictObject({ for: v.literal('schedule') }),
])

export const holding = v.strictObject({
  /** The glossary's word: staff, settings, waiting … */
  name: v.string(),
  /** `machine`: what database, operator and service keep outside the tables. */
  where: v.picklist(['disk', 'memory', 'machine']),
  fields: v.array(v.string()),
  purpose: v.string(),
  law: v.string(),
  kept: v.string(),
  /** On disk, as the schedule in force has it: its kept-for can end, so that a legal request holds it; for how long. Null where this software does not know it. */
  keptFor: v.nullable(keptFor),
  deletable: v.nullable(v.boolean()),
  /** In memory: the longest life, by name. */
  life: v.nullable(v.string()),
  /** On the machine: who ends it. */
  endedBy: v.nullable(v.string()),
  readBy: v.string(),
  writtenBy: v.string(),
})
export type Holding = v.InferOutput<typeof holding>

/** The retention schedule in force in this store, and whether a records authority has approved it. */
export const schedule = v.strictObject({ version: wholeNumber(100_000), entered: day, status: v.picklist(['unconfirmed', 'approved']) })

export const holdings = v.strictObject({ city: v.string(), practice: v.boolean(), holdings: v.array(holding), schedule })
export type Holdings = v.InferOutput<typeof holdings>

/** For each thing: how many, and one plain sentence of what is there (never a value a resident brought). */
export const heldNow = v.strictObject({
  at: moment,
  held: v.array(
    v.strictObject({ name: v.string(), where: v.picklist(['disk', 'memory']), count: wholeNumber(10_000_000), says: v.string() }),
  ),
})
export type HeldNow = v.InferOutput<typeof heldNow>

export const periods = v.strictObject({
  periods: v.array(v.strictObject({ certified: bytesText(64, 8192), x509: bytesText(200, 800) })),
})
export type Periods = v.InferOutput<typeof periods>

export const seizure = v.strictObject({
  state: v.picklist(['idle', 'running', 'done', 'failed']),
  /** What is happening, as numbered phrases of the tour; 0-100. */
  percent: wholeNumber(100),
  step: v.string(),
  /** One result each: this very server, then the planted one. */
  results: v.array(
    v.strictObject({
      server: v.picklist(['this', 'planted']),
      residents: wholeNumber(99),
      tokens: wholeNumber(100_000),
      artefacts: wholeNumber(10_000),
      bytes: wholeNumber(Number.MAX_SAFE_INTEGER),
      memorySearched: v.boolean(),
      traces: wholeNumber(100_000),
      /** Names of the artefacts with a trace; never the trace. */
      where: v.array(v.string()),
    }),
  ),
})
export type Seizure = v.InferOutput<typeof seizure>

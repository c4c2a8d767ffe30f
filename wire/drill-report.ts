/**
 * What the drill leaves when it is over (`drill-report.json`, docs/protocol/statement.md): numbers and names of games, never a text, a trace or a name of one of
 * its invented people. The server reads it at start and at each full hour, and believes it only of the software that it runs itself.
 */
import * as v from 'valibot'
import { wholeNumber } from './edge.ts'
import { day } from './waiting.ts'

export const hash64 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
const count = wholeNumber(1_000_000)

export const drillReport = v.strictObject({
  /** SHA-256 of the sources that every city's build shares; the drill builds a city of its own (tools/build.mjs `softwareHash`). */
  software: hash64,
  /** YYYY-MM-DD, UTC: when it began. */
  day,
  drill: v.picklist(['quick']),
  /** Names of the games that were played (DESIGN §6). */
  games: v.pipe(v.array(v.picklist(['find', 'twin', 'link', 'hold', 'fault'])), v.minLength(1), v.maxLength(5)),
  /** Nothing was found, everything planted was, and everyone was seen to arrive. */
  green: v.boolean(),
  /** Things that were taken and searched, how often all together, and how much, in KiB. */
  artefacts: count,
  sweeps: count,
  kib: wholeNumber(10_000_000_000),
  /** What was found of an invented resident. */
  traces: count,
  /** Leaks that were put into copies, and how many of them were found. */
  planted: count,
  found: count,
  /** Invented residents that were to come, that were seen to arrive, and that had a number or a time and were seen to stay away. */
  expected: count,
  arrived: count,
  stayedAway: count,
  /** Whatever kept it from being believed, as a number. */
  problems: count,
  seconds: count,
})
export type DrillReport = v.InferOutput<typeof drillReport>

/**
 * Conversation: the statement of holdings (docs/protocol/statement.md). Parties: counsel's desk ↔ server; everyone ↔ server.
 * Who may: the press is counsel's, by one touch of their passkey over a fresh nonce; what the clock made on the first of the month is everyone's.
 *
 *   POST /statement          Ask  → Answer   reads the live store, writes nothing
 *   GET /record/statement    → the statement of this month, as JSON (application/json); 404 before the first
 *   GET /record/statement.pdf → the same as PDF
 *   GET /record/letter       → *What do you hold about me?*: one letter, the same for everyone
 */
import * as v from 'valibot'
import { hash64 } from './drill-report.ts'
import { bytesText } from './edge.ts'

/** Counsel's ask, certified (certificates/statement.ts). */
export const ask = v.strictObject({ certified: bytesText(64, 8192) })

/** Largest statement that is looked at, characters. */
const most = 2_000_000
/** A name of a table and a column with its type, as the store says it; never a content. */
const column = v.pipe(v.string(), v.maxLength(200))

export const made = v.strictObject({
  /** The statement's exact text (canonical JSON). */
  json: v.pipe(v.string(), v.maxLength(most)),
  /** The same for people, base64url. */
  pdf: v.pipe(v.string(), v.maxLength(2 * most)),
  /** SHA-256 of `json` in UTF-8; it stands on every page of the PDF. */
  hash: hash64,
})
export type Made = v.InferOutput<typeof made>

export const answer = v.union([
  made,
  /** No statement while the store and the declarations differ: `columns` says where. */
  v.strictObject({ refused: v.literal('columns'), columns: v.pipe(v.array(column), v.minLength(1), v.maxLength(1000)) }),
  /** The store is being changed right now. Nothing is lost: ask again in a minute. */
  v.strictObject({ refused: v.literal('busy') }),
])
export type Answer = v.InferOutput<typeof answer>

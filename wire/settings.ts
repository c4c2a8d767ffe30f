/**
 * Conversation: settings (DESIGN §5.7, PROTOCOL §1). Parties: administrators ↔ server.
 * Who may: administrators of the root. There is no log-in: each act is itself a statement signed by their passkeys
 * (certificates/act.ts), fresh by the server's single-use nonce.
 *
 *   POST /settings/nonce   {}         → Nonce
 *   POST /settings/clerk   Certified  → Done     threshold of administrators
 *   POST /settings/period  Period     → Done     threshold of administrators; body up to 6 MiB
 *   POST /settings/way     Certified  → Done     one administrator: opens or closes a way in, at one site or several
 *   POST /settings/state   {}         → State    who is certified until when, which periods, how many blanks; no signature needed
 */
import * as v from 'valibot'
import { bytesText, moment, wholeNumber } from './edge.ts'
import { siteId } from './sites.ts'
import { day } from './waiting.ts'

export const nonce = v.strictObject({ nonce: bytesText(16) })
export const done = v.strictObject({ ok: v.literal(true) })

/** A certified statement: the exact bytes of certificates/certified.ts. */
export const certified = v.strictObject({ certified: bytesText(64, 8192) })

/** One blank as stored (PROTOCOL §5). The one-time key is closed to the pool key, which is not in the database. */
export const blank = v.strictObject({
  index: wholeNumber(1_048_575),
  /** X.509, DER. */
  certificate: bytesText(200, 600),
  /** Raw signature of the period key over ('latchkey/blank/v1', city, period, index, compressed key). */
  signature: bytesText(64),
  /** Compressed P-256 one-time key. */
  key: bytesText(33),
  /** HPKE (DHKEM P-256) envelope of the 32-byte private scalar to the pool key: enc 65 ‖ ciphertext 48. */
  closed: bytesText(113),
})
export type StoredBlank = v.InferOutput<typeof blank>

export const maxPeriodBody = 6 * 1024 * 1024

/** The blanks come in whole pools of `poolSize`. */
export const period = v.strictObject({
  certified: bytesText(64, 8192),
  /** The period's X.509 certificate, DER; its hash is in the certified statement. */
  x509: bytesText(200, 800),
  blanks: v.pipe(v.array(blank), v.minLength(256), v.maxLength(4096)),
})
export type Period = v.InferOutput<typeof period>

/** The recorded legal authority of a way in: what law lets it keep nothing, and who settled that. */
export const authority = v.strictObject({ citation: v.string(), text: v.string(), date: day, settledBy: v.string() })
export type Authority = v.InferOutput<typeof authority>

/** The ways in that administrators open and close. A number is of a phone or of a counter (waiting.ts): an event is a counter for a day. */
export const settingsWay = v.picklist(['phone', 'counter', 'event'])
export type SettingsWay = v.InferOutput<typeof settingsWay>

export const state = v.strictObject({
  city: v.string(),
  practice: v.boolean(),
  /** P-256 public key, 65 bytes, that blanks' one-time keys are closed to. */
  poolKey: bytesText(65),
  /** How many blanks a pool holds: 4,096, in practice 256. */
  poolSize: wholeNumber(4096),
  /** P-256 public key, 65 bytes, that signs the cancelled lists: a period's certificate names it, so verifiers need no other trust. */
  listKey: bytesText(65),
  /** A desk keeps nothing between days: it finds the certificate of the clerk who sits down here (certificates/certified.ts, exact bytes). */
  clerks: v.array(v.strictObject({ alias: v.string(), role: v.string(), from: moment, to: moment, certified: bytesText(64, 8192) })),
  periods: v.array(
    v.strictObject({ period: wholeNumber(99), first: moment, last: moment, blanksLeft: v.picklist(['none', 'few', 'many']) }),
  ),
  ways: v.array(
    v.strictObject({
      way: settingsWay,
      /** The empty text for phone visits, which have no site. */
      site: v.union([v.literal(''), siteId]),
      /** By administrators and the law. */
      open: v.boolean(),
      /** Number of the phrase that pages show while it is closed. */
      notice: v.nullable(wholeNumber(99)),
      /** The site it has moved to. */
      to: v.nullable(siteId),
      /** Ordered for later. */
      next: v.nullable(v.strictObject({ open: v.boolean(), notice: v.nullable(wholeNumber(99)), to: v.nullable(siteId), at: moment })),
      /** A supervisor has closed it for the rest of today, whatever administrators have opened. */
      paused: v.boolean(),
      /** Null until the city has settled it; outside practice the way in cannot open before. */
      authority: v.nullable(authority),
      /** Changes with everything an act can change: an act names what its administrator saw, and is judged against what stands. */
      standing: bytesText(8),
    }),
  ),
})
export type State = v.InferOutput<typeof state>
export type WayState = State['ways'][number]

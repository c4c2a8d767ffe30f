/**
 * Conversation: cancelled (PROTOCOL §6). Parties: anyone ↔ server. Who may: anyone; the code is the right.
 *
 *   POST /cancelled/cancel        Cancel → Heard   one answer to all, right or wrong
 *   GET  /cancelled/list/<period> → application/statuslist+jwt   rewritten and signed whole every hour
 */
import * as v from 'valibot'
import { moment } from './edge.ts'

export const cancel = v.strictObject({
  /** 24 digits: period 2, index 7, MAC 14, check digit 1 (card/cancel-code.ts). */
  code: v.pipe(v.string(), v.regex(/^\d{24}$/)),
})
export type Cancel = v.InferOutput<typeof cancel>

/** If the code is right, the card ends at this moment: the next time the list is made. */
export const heard = v.strictObject({ at: moment })
export type Heard = v.InferOutput<typeof heard>

/** At most this many tries a second, all callers together. */
export const triesASecond = 5

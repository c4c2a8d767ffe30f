/**
 * Conversation: feedback. Party: anyone → server: three faces at goodbye, pressed or not, sent at a random moment of the next ten minutes.
 * Who may: anyone, and nobody is asked who they are: no token, no visit, no outcome. So anybody can press, a robot too: shown as unverified.
 *
 *   POST /feedback   {face}   → {ok}   one size whichever face it is
 */
import * as v from 'valibot'

/** Four letters each: which one it is does not show in the length of what is sent. */
export const faces = ['good', 'fair', 'poor'] as const
export type Face = (typeof faces)[number]

export const feedback = v.strictObject({ face: v.picklist(faces) })
export type Feedback = v.InferOutput<typeof feedback>

/** Seconds within which it is sent, at a moment drawn anew for each. */
export const sentWithin = 600
/** Faces that all callers together can press at once, and how many more each second. */
export const facesAtOnce = 20
export const facesASecond = 2

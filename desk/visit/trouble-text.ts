/** Desk: which sentence the clerk reads when a try to seal met something. */
import type { FaultCode } from '@latchkey/wire/faults.ts'

const known = ['touch_refused', 'quota', 'no_blanks', 'no_signer', 'seal_refused', 'no_lease', 'not_signed_in', 'room_sealed', 'no_room']

/** Id of the text; with `.next` what to do. */
export const troubleText = (trouble: 'touch_refused' | FaultCode): string => `desk.trouble.${known.includes(trouble) ? trouble : 'broken'}`

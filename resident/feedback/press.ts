/**
 * A face pressed at goodbye leaves the phone once, at a moment of the next ten minutes that is drawn anew for each, and only while the page is open: no
 * service worker and no beacon sends it later, because a browser would have to keep it until then.
 */
import type { Random } from '@latchkey/certificates/ports.ts'
import type { Later } from '@latchkey/channel/socket.ts'
import { type Face, type Feedback, sentWithin } from '@latchkey/wire/feedback.ts'

export interface PressPorts {
  random: Random
  later: Later
  /** Sends one request; its answer changes nothing. */
  send(message: Feedback): Promise<unknown>
}

/** @returns takes it back, as long as it has not gone out */
export function pressFace(face: Face, { random, later, send }: PressPorts): () => void {
  const drawn = new DataView(random(4).buffer).getUint32(0)
  const milliseconds = Math.floor((drawn / 2 ** 32) * sentWithin * 1000)
  // Nobody is asked again: a face that is lost is one of those that were not pressed.
  return later(milliseconds, () => void send({ face }).catch(() => {}))
}

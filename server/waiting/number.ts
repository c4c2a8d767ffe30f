/** The MAC on a number: made and checked by the server alone, so that numbers outlive any crash (PROTOCOL §2). */
import { tagged } from '@latchkey/certificates/tagged.ts'
import { toBytes, toText } from '@latchkey/wire/edge.ts'
import type { Number as WaitingNumber, WayIn } from '@latchkey/wire/waiting.ts'
import { hkdf, hmac, sameBytes } from '../platform.ts'

/** The last day's key of each waiting key: deriving it takes longer than everything else about a number. */
const lastKeys = new WeakMap<Uint8Array, { city: string; day: string; key: Uint8Array }>()

/** One key a day, so that yesterday's key checks nothing of today. */
export function dayKey(waitingKey: Uint8Array, city: string, day: string): Uint8Array {
  const last = lastKeys.get(waitingKey)
  if (last?.day === day && last.city === city) return last.key
  const key = hkdf(waitingKey, tagged('latchkey/day/v1', [city, day]), 32)
  lastKeys.set(waitingKey, { city, day, key })
  return key
}

function macOf(waitingKey: Uint8Array, city: string, way: WayIn, day: string, n: number): Uint8Array {
  return hmac(dayKey(waitingKey, city, day), tagged('latchkey/number/v1', [city, way, day, n])).subarray(0, 16)
}

export function makeNumber(waitingKey: Uint8Array, city: string, way: WayIn, day: string, n: number): WaitingNumber {
  return { way, day, n, mac: toText(macOf(waitingKey, city, way, day, n)) }
}

/** Everything in `number` comes from outside; only the MAC says that it was ours. */
export function isOurs(waitingKey: Uint8Array, city: string, number: WaitingNumber): boolean {
  return sameBytes(macOf(waitingKey, city, number.way, number.day, number.n), toBytes(number.mac))
}

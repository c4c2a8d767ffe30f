/** The MAC on a number: made and checked by the server alone, so that numbers outlive any crash (PROTOCOL §2). */
import { encodeCbor } from '@latchkey/certificates/cbor.ts'
import { tagged } from '@latchkey/certificates/tagged.ts'
import { toBytes } from '@latchkey/wire/edge.ts'
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

/** What a number's MAC covers begins alike for everyone of a day and way in; `tagged` takes as long as the MAC itself. */
const beginnings = new Map<string, Uint8Array>()
const mostBeginnings = 64

function beginningOf(city: string, way: WayIn, day: string): Uint8Array {
  const of = `${city} ${way} ${day}`
  let bytes = beginnings.get(of)
  if (bytes === undefined) {
    // A count of zero is one byte, and the last.
    bytes = tagged('latchkey/number/v1', [city, way, day, 0]).slice(0, -1)
    if (beginnings.size >= mostBeginnings) beginnings.clear()
    beginnings.set(of, bytes)
  }
  return bytes
}

const macOf = (waitingKey: Uint8Array, city: string, way: WayIn, day: string, n: number): Uint8Array =>
  hmac(dayKey(waitingKey, city, day), beginningOf(city, way, day), encodeCbor(n)).subarray(0, 16)

export function makeNumber(waitingKey: Uint8Array, city: string, way: WayIn, day: string, n: number): WaitingNumber {
  const mac = macOf(waitingKey, city, way, day, n)
  return { way, day, n, mac: Buffer.from(mac.buffer, mac.byteOffset, mac.length).toString('base64url') }
}

/** Everything in `number` comes from outside; only the MAC says that it was ours. */
export function isOurs(waitingKey: Uint8Array, city: string, number: WaitingNumber): boolean {
  return sameBytes(macOf(waitingKey, city, number.way, number.day, number.n), toBytes(number.mac))
}

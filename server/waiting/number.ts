/** The MAC on a number: made and checked by the server alone, so that numbers outlive any crash (PROTOCOL §2). */
import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import { tagged } from '@latchkey/certificates/tagged.ts'
import { toBytes } from '@latchkey/wire/edge.ts'
import type { Number as WaitingNumber, WayIn } from '@latchkey/wire/waiting.ts'
import { hkdf, sameBytes } from '../platform.ts'

/** One key a day, so that yesterday's key checks nothing of today. */
export const dayKey = (waitingKey: Uint8Array, city: string, day: string): Uint8Array =>
  hkdf(waitingKey, tagged('latchkey/day/v1', [city, day]), 32)

/** What numbers of one day and way in have in common: deriving the key and encoding the rest take longer than the MAC itself. */
interface Stamp {
  city: string
  day: string
  key: KeyObject
  /** What the MAC covers, with room for the count behind `beginning` bytes. */
  message: Buffer
  beginning: number
  /** MACs of numbers that come next, and the first of them. */
  ahead: { from: number; macs: string[] }
}

/** MACs are made for so many numbers at a time: of a server that does much else, one alone takes several times as long as one of many. */
const together = 32

/** The last of each way in, by the waiting key. */
const lastStamps = new WeakMap<Uint8Array, Partial<Record<WayIn, Stamp>>>()

function stampOf(waitingKey: Uint8Array, city: string, way: WayIn, day: string): Stamp {
  let last = lastStamps.get(waitingKey)
  if (last === undefined) lastStamps.set(waitingKey, (last = {}))
  const known = last[way]
  if (known?.day === day && known.city === city) return known
  // A count of zero is one byte, and the last.
  const message = Buffer.concat([tagged('latchkey/number/v1', [city, way, day, 0]), Buffer.alloc(4)])
  const key = createSecretKey(dayKey(waitingKey, city, day))
  return (last[way] = { city, day, key, message, beginning: message.length - 5, ahead: { from: 0, macs: [] } })
}

/** Writes the count in CBOR's shortest form. @returns where it ends */
function putCount(message: Buffer, at: number, n: number): number {
  if (n < 24) return message.writeUInt8(n, at)
  const bytes = n < 0x100 ? 1 : n < 0x10000 ? 2 : 4
  message[at] = bytes === 1 ? 0x18 : bytes === 2 ? 0x19 : 0x1a
  return message.writeUIntBE(n, at + 1, bytes)
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** 16 bytes of MAC as text. Node is quicker with text than with bytes, but of the whole: what the 22nd letter says of the 17th byte is taken off. */
function macOf({ key, message, beginning }: Stamp, n: number): string {
  const covered = message.subarray(0, putCount(message, beginning, n))
  const whole = createHmac('sha256', key).update(covered).digest('base64url')
  return whole.slice(0, 21) + letters[letters.indexOf(whole[21] as string) & 0x30]
}

export function makeNumber(waitingKey: Uint8Array, city: string, way: WayIn, day: string, n: number): WaitingNumber {
  const stamp = stampOf(waitingKey, city, way, day)
  let mac = stamp.ahead.macs[n - stamp.ahead.from]
  if (mac === undefined) {
    stamp.ahead = { from: n, macs: Array.from({ length: together }, (_, more) => macOf(stamp, n + more)) }
    mac = stamp.ahead.macs[0] as string
  }
  return { way, day, n, mac }
}

/** Everything in `number` comes from outside; only the MAC says that it was ours. */
export function isOurs(waitingKey: Uint8Array, city: string, { way, day, n, mac }: WaitingNumber): boolean {
  return sameBytes(toBytes(macOf(stampOf(waitingKey, city, way, day), n)), toBytes(mac))
}

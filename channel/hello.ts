import { bytes, type Field, orNull, whole } from '@latchkey/certificates/fields.ts'
import { isPoint } from '@latchkey/certificates/p256.ts'
import { largestClear, readArray, writeArray } from './cells.ts'
import { ChannelFault } from './faults.ts'

/** The one version of the visit that this code speaks. It is the first place of hello and Offer and is signed. */
export const visitVersion = 1
export const lastEpoch = 0xffff_ffff

/** Phone → desk, readable by the server, which may change any of it: all of it goes into the keys (keys.ts). */
export interface Hello {
  /** 16 bytes, fresh: an Offer made for another hello is refused. */
  nonce: Uint8Array
  /** The phone's fresh key for this epoch, P-256, 65 bytes. */
  r: Uint8Array
  epoch: number
  /** Names the `resume` secret the phone would go on from; null asks for a fresh start. */
  pskId: Uint8Array | null
}

type HelloFields = [number, Uint8Array, Uint8Array, number, Uint8Array | null]
export const anyVersion: Field<number> = whole(255)

/** CBOR [1, nonce 16, r 65, epoch, pskId 32 | null]. */
export const encodeHello = ({ nonce, r, epoch, pskId }: Hello): Uint8Array => writeArray([visitVersion, nonce, r, epoch, pskId])

/** Desk. @throws ChannelFault `malformed`, `version`, `key` */
export function parseHello(encoded: Uint8Array): Hello {
  const [version, nonce, r, epoch, pskId] = readArray<HelloFields>(encoded, largestClear, [
    anyVersion,
    bytes(16),
    bytes(65),
    whole(lastEpoch),
    orNull(bytes(32)),
  ])
  if (version !== visitVersion) throw new ChannelFault('version')
  if (!isPoint(r)) throw new ChannelFault('key')
  return { nonce, r, epoch, pskId }
}

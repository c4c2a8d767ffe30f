import { encodeCbor } from '@latchkey/certificates/cbor.ts'
import { isPoint } from '@latchkey/certificates/p256.ts'
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes } from '@noble/hashes/utils.js'
import { claims } from './facts.ts'
import { CardFault } from './faults.ts'
import { readArray } from './read-array.ts'

/** The phone's key, affine coordinates of 32 bytes each. */
export interface HolderKey {
  x: Uint8Array
  y: Uint8Array
}

/**
 * Everything the signer sees of a card (PROTOCOL §4 step 5): one point and twelve digests, no text and no number. The desk
 * contributes these bytes and nothing else to what is signed.
 */
export interface Request {
  holder: HolderKey
  /** Nine digests of disclosures in ascending order of their bytes, so the order says nothing about the claim. */
  sd: Uint8Array[]
  front: Uint8Array
  face: Uint8Array
  rest: Uint8Array
}

/** CBOR array of 14 byte strings of 32: exactly this many bytes, whatever a card says. */
export const requestLength = 477

/** @throws CardFault as `parseRequest` */
export function encodeRequest(request: Request): Uint8Array {
  const { holder, sd, front, face, rest } = request
  checkRequest(request)
  return encodeCbor([holder.x, holder.y, ...sd, front, face, rest])
}

/**
 * Run by desk, phone and signer. A desk wrote these bytes: they may hold exactly one point of the curve and twelve different
 * digests of 32 bytes, and not one bit more.
 * @throws CardFault `malformed`, `point`, `order`
 */
export function parseRequest(bytes: Uint8Array): Request {
  if (bytes.length !== requestLength) throw new CardFault('malformed')
  const value = readArray(bytes, claims.length + 5)
  if (!value.every((one): one is Uint8Array => one instanceof Uint8Array)) throw new CardFault('malformed')
  const [x, y, ...digests] = value as [Uint8Array, Uint8Array, ...Uint8Array[]]
  const [front, face, rest] = digests.splice(claims.length) as [Uint8Array, Uint8Array, Uint8Array]
  const request = { holder: { x, y }, sd: digests, front, face, rest }
  checkRequest(request)
  return request
}

/** What the phone sends with its yes and the clerk's passkey approves. */
export function requestHash(request: Request): Uint8Array {
  return sha256(encodeRequest(request))
}

/** −1, 0 or 1: the order of digests is that of their bytes. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const at = a.findIndex((byte, i) => byte !== b[i])
  return at < 0 ? Math.sign(a.length - b.length) : (a[at] as number) < (b[at] ?? -1) ? -1 : 1
}

function checkRequest({ holder, sd, front, face, rest }: Request): void {
  const digests = [...sd, front, face, rest]
  if (sd.length !== claims.length || ![holder.x, holder.y, ...digests].every(one => one.length === 32)) throw new CardFault('malformed')
  if (!isPoint(concatBytes(Uint8Array.of(4), holder.x, holder.y))) throw new CardFault('point')
  if (!sd.every((one, at) => at === 0 || compareBytes(sd[at - 1] as Uint8Array, one) < 0)) throw new CardFault('order')
  const compact = [front, face, rest]
  const doubled = compact.some((one, at) => [...sd, ...compact.slice(0, at)].some(other => compareBytes(one, other) === 0))
  if (doubled) throw new CardFault('order')
}

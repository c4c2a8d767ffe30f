import { concatBytes } from '@noble/hashes/utils.js'
import { cellKinds, cellSize, hasNonZero } from './cells.ts'
import { ChannelFault } from './faults.ts'

/** kind 1 ‖ epoch 4 ‖ counter 8 before the ciphertext; its tag is 16. */
const cellHead = 13
const plainSize = cellSize - cellHead - 16
/** kind 1 ‖ part 1 ‖ length 2 before the body. */
const plainHead = 4
/** Most bytes of a message's body in one cell. */
export const largestBody = plainSize - plainHead

/** Which way a frame goes: the byte in its additional data, so that no frame can be turned round. */
export const directions = { phone: 0, desk: 1 } as const
export type Direction = keyof typeof directions

export interface Frame {
  kind: number
  part: number
  body: Uint8Array
}

export interface FrameKey {
  key: CryptoKey
  /** 32 bytes. */
  th: Uint8Array
  epoch: number
  direction: Direction
}

/** Takes the raw key over: imports it, not extractable, and zeroes the bytes. */
export async function frameKey(subtle: SubtleCrypto, raw: Uint8Array, rest: Omit<FrameKey, 'key'>): Promise<FrameKey> {
  const key = await subtle.importKey('raw', raw as Uint8Array<ArrayBuffer>, 'AES-GCM', false, ['encrypt', 'decrypt'])
  raw.fill(0)
  return { key, ...rest }
}

const numbered = (epoch: number, counter: number) => {
  const bytes = new Uint8Array(12)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, epoch)
  view.setBigUint64(4, BigInt(counter))
  return bytes
}

function parameters({ th, epoch, direction }: FrameKey, counter: number): AesGcmParams {
  const place = numbered(epoch, counter)
  // Nonce: 0 (4) ‖ counter (8). One key a direction and epoch, so a counter never meets the same key twice.
  const iv = new Uint8Array(12)
  iv.set(place.subarray(4), 4)
  const additionalData = concatBytes(th, place.subarray(0, 4), Uint8Array.of(directions[direction]), place.subarray(4))
  return { name: 'AES-GCM', iv, additionalData: additionalData as Uint8Array<ArrayBuffer> }
}

/** Seals one cell. The caller counts: `counter` MUST be used once. @throws ChannelFault `too_long` */
export async function sealFrame(subtle: SubtleCrypto, key: FrameKey, counter: number, { kind, part, body }: Frame): Promise<Uint8Array> {
  if (body.length > largestBody) throw new ChannelFault('too_long')
  const inside = new Uint8Array(plainSize)
  inside.set([kind, part, body.length >> 8, body.length & 0xff])
  inside.set(body, plainHead)
  const sealed = await subtle.encrypt(parameters(key, counter), key.key, inside)
  inside.fill(0)
  return concatBytes(Uint8Array.of(cellKinds.sealed), numbered(key.epoch, counter), new Uint8Array(sealed))
}

/** Epoch and counter as they stand on a sealed cell. The server can write what it likes there; opening tells. */
export function placeOfFrame(cell: Uint8Array): { epoch: number; counter: bigint } {
  const view = new DataView(cell.buffer, cell.byteOffset, cell.byteLength)
  return { epoch: view.getUint32(1), counter: view.getBigUint64(5) }
}

/** Opens the one cell that must come next. @throws ChannelFault `cell_repeated`, `cell_missing`, `cell_changed`, `malformed` */
export async function openFrame(subtle: SubtleCrypto, key: FrameKey, counter: number, cell: Uint8Array): Promise<Frame> {
  const place = placeOfFrame(cell).counter
  if (place < BigInt(counter)) throw new ChannelFault('cell_repeated')
  if (place > BigInt(counter)) throw new ChannelFault('cell_missing')
  const inside = await decrypt(subtle, key, counter, cell.subarray(cellHead))
  const end = plainHead + (inside[2]! << 8) + inside[3]!
  if (end > plainSize || hasNonZero(inside, end)) throw new ChannelFault('malformed')
  return { kind: inside[0]!, part: inside[1]!, body: inside.subarray(plainHead, end) }
}

async function decrypt(subtle: SubtleCrypto, key: FrameKey, counter: number, ciphertext: Uint8Array): Promise<Uint8Array> {
  try {
    return new Uint8Array(await subtle.decrypt(parameters(key, counter), key.key, ciphertext as Uint8Array<ArrayBuffer>))
  } catch {
    throw new ChannelFault('cell_changed')
  }
}

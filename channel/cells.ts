import { decodeCbor, encodeCbor } from '@latchkey/certificates/cbor.ts'
import type { Field } from '@latchkey/certificates/fields.ts'
import { ChannelFault } from './faults.ts'

/** Size of every message on the wire, whatever it carries (PROTOCOL §3). */
export const cellSize = 16_384

/** What a cell is, its first byte. The server can read all but `sealed`. */
export const cellKinds = { hello: 1, offer: 2, enc: 3, sealed: 4, ended: 5 } as const
export type CellKind = keyof typeof cellKinds
type ClearKind = Exclude<CellKind, 'sealed'>

/** A page is always this many cells, however small its picture. */
export const cellsAPage = 16

/** kind 1 ‖ length 2: what stands before the body of a clear cell. */
const clearHead = 3
export const largestClear = cellSize - clearHead

/** Either side, for anything the relay brings. @throws ChannelFault `malformed`, `unknown_kind` */
export function kindOfCell(cell: Uint8Array): CellKind {
  if (cell.length !== cellSize) throw new ChannelFault('malformed')
  for (const [name, kind] of Object.entries(cellKinds)) if (cell[0] === kind) return name as CellKind
  throw new ChannelFault('unknown_kind')
}

/** A cell the server can read: kind ‖ length ‖ CBOR ‖ zeros. @throws ChannelFault `too_long` */
export function clearCell(kind: ClearKind, body: Uint8Array): Uint8Array {
  if (body.length > largestClear) throw new ChannelFault('too_long')
  const cell = new Uint8Array(cellSize)
  cell[0] = cellKinds[kind]
  cell[1] = body.length >> 8
  cell[2] = body.length & 0xff
  cell.set(body, clearHead)
  return cell
}

/** The body of a clear cell. Every byte may be the server's. @throws ChannelFault `malformed` */
export function bodyOfClear(cell: Uint8Array): Uint8Array {
  if (cell.length !== cellSize) throw new ChannelFault('malformed')
  const end = clearHead + (cell[1]! << 8) + cell[2]!
  if (end > cellSize || hasNonZero(cell, end)) throw new ChannelFault('malformed')
  return cell.slice(clearHead, end)
}

/** True when anything is hidden behind the body: padding that is not zero would be a second channel. */
export const hasNonZero = (bytes: Uint8Array, from: number): boolean => bytes.subarray(from).some(byte => byte !== 0)

/** Canonical CBOR of at most `most` bytes, an array. @throws ChannelFault `malformed` */
export function readAny(encoded: Uint8Array, most: number): unknown[] {
  if (encoded.length > most) throw new ChannelFault('malformed')
  let value: unknown
  try {
    value = decodeCbor(encoded)
  } catch {
    throw new ChannelFault('malformed')
  }
  if (!Array.isArray(value)) throw new ChannelFault('malformed')
  return value
}

/** The same when every place is as told. @throws ChannelFault `malformed` */
export function readArray<T extends unknown[]>(encoded: Uint8Array, most: number, fields: { [K in keyof T]: Field<T[K]> }): T {
  const value = readAny(encoded, most)
  if (value.length !== fields.length || !fields.every((field, at) => field(value[at]))) throw new ChannelFault('malformed')
  return value as T
}

/** @throws ChannelFault `malformed` for a value no CBOR of ours can hold */
export function writeArray(fields: unknown[]): Uint8Array {
  try {
    return encodeCbor(fields)
  } catch {
    throw new ChannelFault('malformed')
  }
}

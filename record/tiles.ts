/**
 * Tiles of 256 hashes and bundles of 256 entries as C2SP tlog-tiles serves them: paths, widths, and a reader that takes the nodes of a tree out of tiles. A tile
 * comes from whoever serves it: it is believed only as far as the root of a signed checkpoint follows from it (`provenNodes`).
 */
import { RecordFault } from './faults.ts'
import { hashLength, leafHash, nodeHash, type ReadNode, rootOf, sameHash } from './tree.ts'

export const tileWidth = 256
/** An entry of this log. */
export const entryLength = 32
/** In a bundle each entry stands behind its length, two bytes. */
const bundledLength = 2 + entryLength

export interface Tile {
  /** 0: leaf hashes. `entries`: the bundle of the leaves themselves. */
  level: number | 'entries'
  index: number
  /** 1 to 256 hashes; 256 is the full tile. */
  width: number
}

/** tlog-tiles, *Merkle Tree*: groups of three digits, all but the last behind an `x`. */
export function tilePath({ level, index, width }: Tile): string {
  const digits = String(index)
  const groups = digits
    .padStart(Math.ceil(digits.length / 3) * 3, '0')
    .match(/\d{3}/g)
    ?.map((group, at, all) => (at < all.length - 1 ? `x${group}` : group))
  return `tile/${level}/${groups?.join('/')}${width === tileWidth ? '' : `.p/${width}`}`
}

/** @throws RecordFault `tile_malformed` for a path that `tilePath` does not write */
export function parseTilePath(path: string): Tile {
  const [, level, groups, width] = /^tile\/(entries|0|[1-9]\d?)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(path) ?? []
  if (level === undefined || groups === undefined || groups.length > 40) throw new RecordFault('tile_malformed')
  const tile: Tile = {
    level: level === 'entries' ? level : Number(level),
    index: Number(groups.replace(/[x/]/g, '')),
    width: width === undefined ? tileWidth : Number(width),
  }
  if (tile.level !== 'entries' && tile.level > 63) throw new RecordFault('tile_malformed')
  // One tile has one path: no zeros in front, no width of a full tile.
  if (!Number.isSafeInteger(tile.index) || tilePath(tile) !== path) throw new RecordFault('tile_malformed')
  return tile
}

/** How many hashes level `level` of a tree of `size` leaves has. */
export const hashesAt = (level: number, size: number): number => Math.floor(size / tileWidth ** level)

/** The widest tile at this place in a tree of `size`; null where there is none. */
export function tileIn(level: number | 'entries', index: number, size: number): Tile | null {
  const width = Math.min(tileWidth, hashesAt(level === 'entries' ? 0 : level, size) - index * tileWidth)
  return width > 0 ? { level, index, width } : null
}

/** Gives a tile's bytes. @throws RecordFault `tile_malformed` or a fault of the way they come */
export type ReadTile = (tile: Tile) => Promise<Uint8Array>

/** The nodes of a tree of `size` leaves, out of its tiles; each tile is asked for once, each node hashed once. */
export function nodesOf(readTile: ReadTile, size: number): ReadNode {
  const held = new Map<string, Promise<Uint8Array>>()
  const hashesOf = (tile: Tile) => {
    const path = tilePath(tile)
    const asked = held.get(path) ?? readTile(tile)
    held.set(path, asked)
    return asked
  }
  const known = new Map<string, Uint8Array>()
  return async (height, index) => {
    const name = `${height} ${index}`
    const before = known.get(name)
    if (before) return before
    const level = Math.floor(height / 8)
    const count = 2 ** (height % 8)
    const first = index * count
    const tile = tileIn(level, Math.floor(first / tileWidth), size)
    const from = first % tileWidth
    if (tile === null || from + count > tile.width) throw new RecordFault('tile_malformed')
    const bytes = await hashesOf(tile)
    if (bytes.length !== tile.width * hashLength) throw new RecordFault('tile_malformed')
    const made = completeHash(bytes, from, count)
    known.set(name, made)
    return made
  }
}

/** The root over a power of two of neighbours in a tile. */
function completeHash(bytes: Uint8Array, from: number, count: number): Uint8Array {
  if (count === 1) return bytes.slice(from * hashLength, (from + 1) * hashLength)
  return nodeHash(completeHash(bytes, from, count / 2), completeHash(bytes, from + count / 2, count / 2))
}

/**
 * The nodes of the tree of a checkpoint, from tiles that were shown to give its root. A node below the edge still wants a proof of its own.
 * @throws RecordFault `proof_wrong` when the tiles give another root
 */
export async function provenNodes(readTile: ReadTile, size: number, root: Uint8Array): Promise<ReadNode> {
  const read = nodesOf(readTile, size)
  if (!sameHash(await rootOf(read, size), root)) throw new RecordFault('proof_wrong')
  return read
}

/** tlog-tiles, *Log entries*: each entry behind its length as two bytes. */
export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(entries.length * bundledLength)
  entries.forEach((entry, at) => {
    if (entry.length !== entryLength) throw new RecordFault('tile_malformed')
    bytes[at * bundledLength + 1] = entryLength
    bytes.set(entry, at * bundledLength + 2)
  })
  return bytes
}

/** @throws RecordFault `tile_malformed` unless it is `width` entries of 32 bytes and nothing else */
export function parseBundle(bytes: Uint8Array, width: number): Uint8Array[] {
  if (bytes.length !== width * bundledLength) throw new RecordFault('tile_malformed')
  return Array.from({ length: width }, (_, at) => {
    const from = at * bundledLength
    if (bytes[from] !== 0 || bytes[from + 1] !== entryLength) throw new RecordFault('tile_malformed')
    return bytes.slice(from + 2, from + bundledLength)
  })
}

/** Hashes of a bundle's entries, as they stand in the tile of level 0 beside it. */
export const leavesOf = (entries: readonly Uint8Array[]): Uint8Array[] => entries.map(leafHash)

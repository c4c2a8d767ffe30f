/** A log in memory, as the one who writes it holds it: entries and tiles, 66 bytes an entry. */
import { RecordFault } from './faults.ts'
import { entryLength, nodesOf, type Tile, tileWidth } from './tiles.ts'
import { hashLength, leafHash, nodeHash, type ReadNode, rootOf } from './tree.ts'

const bundled = 2 + entryLength

export class Log {
  #size = 0
  readonly #bundles: Uint8Array[] = []
  /** By level, tiles that fill up. */
  readonly #levels: Uint8Array[][] = []

  get size(): number {
    return this.#size
  }

  /** @throws RecordFault `tile_malformed` for an entry that is not 32 bytes */
  append(entry: Uint8Array): void {
    if (entry.length !== entryLength) throw new RecordFault('tile_malformed')
    const at = this.#size % tileWidth
    if (at === 0) this.#bundles.push(new Uint8Array(tileWidth * bundled))
    const bundle = this.#bundles.at(-1) as Uint8Array
    bundle[at * bundled + 1] = entryLength
    bundle.set(entry, at * bundled + 2)
    this.#push(0, this.#size, leafHash(entry))
    this.#size++
  }

  #push(level: number, place: number, hash: Uint8Array): void {
    this.#levels[level] ??= []
    const tiles = this.#levels[level]
    const at = place % tileWidth
    if (at === 0) tiles.push(new Uint8Array(tileWidth * hashLength))
    const tile = tiles.at(-1) as Uint8Array
    tile.set(hash, at * hashLength)
    if (at === tileWidth - 1) this.#push(level + 1, Math.floor(place / tileWidth), rootOfTile(tile))
  }

  /** The tile's bytes; null when this log has none of that width there. */
  tile({ level, index, width }: Tile): Uint8Array | null {
    const tiles = level === 'entries' ? this.#bundles : this.#levels[level]
    const bytes = tiles?.[index]
    const has = Math.floor(this.#size / (level === 'entries' ? 1 : tileWidth ** level)) - index * tileWidth
    return bytes !== undefined && width >= 1 && width <= Math.min(tileWidth, has)
      ? bytes.subarray(0, width * (level === 'entries' ? bundled : hashLength))
      : null
  }

  /** The nodes of the first `size` entries. */
  nodes(size = this.#size): ReadNode {
    return nodesOf(async tile => {
      const bytes = this.tile(tile)
      if (bytes === null) throw new RecordFault('tile_malformed')
      return bytes
    }, size)
  }

  /** @param size of an earlier tree; the whole one if left out */
  root(size = this.#size): Promise<Uint8Array> {
    return rootOf(this.nodes(size), size)
  }
}

function rootOfTile(tile: Uint8Array): Uint8Array {
  let row: Uint8Array[] = Array.from({ length: tileWidth }, (_, at) => tile.slice(at * hashLength, (at + 1) * hashLength))
  while (row.length > 1) row = row.flatMap((hash, at) => (at % 2 === 0 ? [nodeHash(hash, row[at + 1] as Uint8Array)] : []))
  return row[0] as Uint8Array
}

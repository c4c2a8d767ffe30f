/** A log of every size up to 300 against a tree made the plain way; every proof of it, and every bit of a proof or tile that was flipped. */
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { RecordFault } from './faults.ts'
import { Log } from './log.ts'
import { encodeBundle, leavesOf, nodesOf, parseBundle, parseTilePath, provenNodes, type Tile, tileIn, tilePath } from './tiles.ts'
import { consistencyProof, emptyRoot, inclusionProof, leafHash, type ReadNode, rootOf, verifyConsistency, verifyInclusion } from './tree.ts'
import { treeOf } from './tree-of.test.kit.ts'

const most = 300
const entries = Array.from({ length: most }, (_, at) => sha256(utf8ToBytes(`entry ${at}`)))
const log = new Log()
const plain = treeOf(entries)
const roots: Uint8Array[] = [emptyRoot()]
const wrong = new RecordFault('proof_wrong')
const flipped = (bytes: Uint8Array, bit: number) => {
  const other = bytes.slice()
  other[bit >> 3] = (other[bit >> 3] as number) ^ (1 << (bit & 7))
  return other
}

beforeAll(async () => {
  for (const entry of entries) {
    log.append(entry)
    roots.push(await log.root())
  }
})

describe('a log', () => {
  it('has at every size the root of the plain tree, and still has it later', async () => {
    for (let size = 0; size <= most; size++) {
      expect(roots[size]).toEqual(await rootOf(plain, size))
      expect(await log.root(size)).toEqual(roots[size])
    }
  })
  it('proves each entry at every size', async () => {
    for (let size = 1; size <= most; size++) {
      const nodes = log.nodes(size)
      // All places of some sizes and some places of all: every shape of a path is among them.
      const step = size < 40 || [64, 127, 255, 256, 257, 300].includes(size) ? 1 : 17
      for (let index = 0; index < size; index += step) {
        const proof = await inclusionProof(nodes, index, size)
        verifyInclusion(leafHash(entries[index] as Uint8Array), index, size, proof, roots[size] as Uint8Array)
        expect(proof.length).toBeLessThanOrEqual(9)
      }
    }
  })
  it('proves that each size begins every later one, and refuses the root of any other size', async () => {
    for (let size = 1; size <= most; size++) {
      const nodes = log.nodes(size)
      for (let old = 1; old <= size; old += size < 40 || size === 257 ? 1 : 13) {
        const proof = await consistencyProof(nodes, old, size)
        verifyConsistency(old, roots[old] as Uint8Array, size, roots[size] as Uint8Array, proof)
        expect(() => verifyConsistency(old, roots[old - 1] as Uint8Array, size, roots[size] as Uint8Array, proof)).toThrow(wrong)
      }
    }
  })
  it('whose proofs have one bit flipped is refused, whichever bit', async () => {
    const size = 257
    const root = roots[size] as Uint8Array
    for (const index of [0, 5, 128, 255, 256]) {
      const leaf = leafHash(entries[index] as Uint8Array)
      const proof = await inclusionProof(log.nodes(size), index, size)
      for (let at = 0; at < proof.length; at++)
        for (let bit = 0; bit < 256; bit++) {
          const bent = proof.map((hash, place) => (place === at ? flipped(hash, bit) : hash))
          expect(() => verifyInclusion(leaf, index, size, bent, root)).toThrow(wrong)
        }
      for (let bit = 0; bit < 256; bit++) {
        expect(() => verifyInclusion(flipped(leaf, bit), index, size, proof, root)).toThrow(wrong)
        expect(() => verifyInclusion(leaf, index, size, proof, flipped(root, bit))).toThrow(wrong)
      }
      for (const other of [index - 1, index + 1, size, -1, 0.5]) {
        if (other === index) continue
        expect(() => verifyInclusion(leaf, other, size, proof, root)).toThrow(wrong)
      }
    }
    const old = 200
    const proof = await consistencyProof(log.nodes(size), old, size)
    const holds = (way: Uint8Array[]) => verifyConsistency(old, roots[old] as Uint8Array, size, root, way)
    holds(proof)
    for (let at = 0; at < proof.length; at++)
      for (let bit = 0; bit < 256; bit++)
        expect(() => holds(proof.map((hash, place) => (place === at ? flipped(hash, bit) : hash)))).toThrow(wrong)
    expect(() => holds(proof.slice(1))).toThrow(wrong)
    expect(() => holds([...proof, proof[0] as Uint8Array])).toThrow(wrong)
  })
  it('that forks has no proof from what was seen before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: most - 1 }), fc.integer({ min: 0, max: most - 1 }), async (old, changed) => {
        fc.pre(changed < old)
        const other = new Log()
        entries.forEach((entry, at) => {
          other.append(at === changed ? flipped(entry, 0) : entry)
        })
        const proof = await consistencyProof(other.nodes(), old, most)
        const root = await other.root()
        verifyConsistency(old, await other.root(old), most, root, proof)
        expect(() => verifyConsistency(old, roots[old] as Uint8Array, most, root, proof)).toThrow(wrong)
      }),
      { numRuns: 25 },
    )
  })
})

describe('tiles', () => {
  it('have one path each, and no other text is a path', () => {
    const tile = fc.record<Tile>({
      level: fc.oneof(fc.integer({ min: 0, max: 63 }), fc.constant('entries' as const)),
      index: fc.integer({ min: 0, max: 2 ** 45 }),
      width: fc.integer({ min: 1, max: 256 }),
    })
    fc.assert(
      fc.property(tile, one => {
        expect(parseTilePath(tilePath(one))).toEqual(one)
      }),
    )
    for (const bad of [
      '',
      'tile/0/0',
      'tile/0/000.p/0',
      'tile/0/000.p/256',
      'tile/0/000.p/01',
      'tile/00/000',
      'tile/64/000',
      'tile/0/x000/001',
      'tile/0/001/002',
      'tile/0/x001',
      'tile/-1/000',
      'tile/0/000/',
      '/tile/0/000',
      'tile/data/000',
      `tile/0/${'x999/'.repeat(12)}999`,
    ])
      expect(() => parseTilePath(bad)).toThrow(new RecordFault('tile_malformed'))
    fc.assert(
      fc.property(fc.string(), text => {
        try {
          return tilePath(parseTilePath(`tile/${text}`)) === `tile/${text}`
        } catch (problem) {
          return problem instanceof RecordFault
        }
      }),
    )
  })
  it('that were tampered with give another root, whichever bit it is', async () => {
    const size = 260
    const root = roots[size] as Uint8Array
    const serve = (level: number, at: number, bit: number) => async (tile: Tile) => {
      const bytes = log.tile(tile) as Uint8Array
      return tile.level === level && tile.index === at ? flipped(bytes, bit % (bytes.length * 8)) : bytes
    }
    await provenNodes(async tile => log.tile(tile) as Uint8Array, size, root)
    for (const [level, at] of [
      [0, 1],
      [1, 0],
    ] as const)
      for (let bit = 0; bit < 32 * 8; bit += 7) await expect(provenNodes(serve(level, at, bit), size, root)).rejects.toThrow(wrong)
  })
  it('that are too short, too long or beyond the tree are refused', async () => {
    const short = nodesOf(async tile => (log.tile(tile) as Uint8Array).slice(1), 100)
    await expect(rootOf(short, 100)).rejects.toThrow(new RecordFault('tile_malformed'))
    await expect(log.nodes(100)(0, 100)).rejects.toThrow(new RecordFault('tile_malformed'))
    expect([log.tile({ level: 0, index: 1, width: 45 }), log.tile({ level: 2, index: 0, width: 1 })]).toEqual([null, null])
    expect(tileIn(0, 1, most)?.width).toBe(44)
    expect(tileIn(0, 2, most)).toBeNull()
  })
  it('of entries hold each behind its length, and nothing else is a bundle', () => {
    const bundle = log.tile({ level: 'entries', index: 1, width: 44 }) as Uint8Array
    expect(parseBundle(bundle, 44)).toEqual(entries.slice(256))
    expect(encodeBundle(entries.slice(256))).toEqual(bundle)
    const leaves = log.tile({ level: 0, index: 1, width: 44 }) as Uint8Array
    expect(leavesOf(entries.slice(256))).toEqual(Array.from({ length: 44 }, (_, at) => leaves.slice(at * 32, at * 32 + 32)))
    for (const bad of [bundle.slice(1), new Uint8Array([...bundle, 0]), flipped(bundle, 8), flipped(bundle, 0)])
      expect(() => parseBundle(bad, 44)).toThrow(new RecordFault('tile_malformed'))
    expect(() => parseBundle(bundle, 43)).toThrow(new RecordFault('tile_malformed'))
    expect(() => new Log().append(new Uint8Array(31))).toThrow(new RecordFault('tile_malformed'))
  })
})

it('a reader that lies about one node below the edge is caught by the proof', async () => {
  const size = 200
  const lying: ReadNode = async (height, index) =>
    (height === 0 && index === 3 ? entries[0] : await log.nodes(size)(height, index)) as Uint8Array
  const proof = await inclusionProof(lying, 2, size)
  expect(() => verifyInclusion(leafHash(entries[2] as Uint8Array), 2, size, proof, roots[size] as Uint8Array)).toThrow(wrong)
})

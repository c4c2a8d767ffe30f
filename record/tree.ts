/**
 * The Merkle tree of RFC 6962 §2.1 over SHA-256: leaves, nodes, proofs and their checking (RFC 9162 §2.1.3.2 and §2.1.4.2). Sizes are numbers up to 2^53, so no
 * operator here works on 32 bits. Who verifies holds the root from a signed checkpoint and takes everything else from whoever served it.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { RecordFault } from './faults.ts'

export const hashLength = 32
/** Most hashes a proof may have: a tree of 2^53 leaves has no longer one. */
export const longestProof = 63

/** MTH of nothing: the hash of an empty string. */
export const emptyRoot = (): Uint8Array => sha256(new Uint8Array())

export function leafHash(entry: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(entry.length + 1)
  bytes.set(entry, 1)
  return sha256(bytes)
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(1 + 2 * hashLength)
  bytes[0] = 1
  bytes.set(left, 1)
  bytes.set(right, 1 + hashLength)
  return sha256(bytes)
}

/** The hash of the complete subtree of 2^`height` leaves that begins at leaf `index` × 2^`height`. */
export type ReadNode = (height: number, index: number) => Promise<Uint8Array>

/** The largest power of two below `count`, and its exponent; `count` at least 2. */
function splitOf(count: number): { half: number; height: number } {
  let half = 1
  let height = 0
  while (half * 2 < count) {
    half *= 2
    height++
  }
  return { half, height }
}

/** MTH(D[from:to]); `from` is a multiple of the power of two that covers the range, as it is in every tree. */
async function rangeHash(read: ReadNode, from: number, to: number): Promise<Uint8Array> {
  if (to - from === 1) return read(0, from)
  const { half, height } = splitOf(to - from)
  if (half * 2 === to - from) return read(height + 1, from / (half * 2))
  return nodeHash(await rangeHash(read, from, from + half), await rangeHash(read, from + half, to))
}

/** The root of the first `size` leaves. */
export const rootOf = async (read: ReadNode, size: number): Promise<Uint8Array> => (size === 0 ? emptyRoot() : rangeHash(read, 0, size))

/** PATH(index, D[0:size]), the hash next to the leaf first. `index` below `size`. */
export async function inclusionProof(read: ReadNode, index: number, size: number): Promise<Uint8Array[]> {
  const path = async (from: number, to: number): Promise<Uint8Array[]> => {
    if (to - from === 1) return []
    const middle = from + splitOf(to - from).half
    return index < middle
      ? [...(await path(from, middle)), await rangeHash(read, middle, to)]
      : [...(await path(middle, to)), await rangeHash(read, from, middle)]
  }
  return path(0, size)
}

/** PROOF(old, D[0:size]); 0 < `old` ≤ `size`. Empty where both are one tree. */
export async function consistencyProof(read: ReadNode, old: number, size: number): Promise<Uint8Array[]> {
  const part = async (from: number, to: number, whole: boolean): Promise<Uint8Array[]> => {
    if (old === to) return whole ? [] : [await rangeHash(read, from, to)]
    const middle = from + splitOf(to - from).half
    return old <= middle
      ? [...(await part(from, middle, whole)), await rangeHash(read, middle, to)]
      : [...(await part(middle, to, false)), await rangeHash(read, from, middle)]
  }
  return part(0, size, true)
}

export const sameHash = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, at) => byte === b[at])

const isOdd = (n: number) => n % 2 === 1
const halved = (n: number) => Math.floor(n / 2)
const wrong = () => new RecordFault('proof_wrong')

/** Is this leaf at this place under this root? @throws RecordFault `proof_wrong` */
export function verifyInclusion(leaf: Uint8Array, index: number, size: number, proof: readonly Uint8Array[], root: Uint8Array): void {
  if (!isPlace(index) || !isPlace(size) || index >= size || leaf.length !== hashLength || !areHashes(proof)) throw wrong()
  let [at, last, hash] = [index, size - 1, leaf]
  for (const beside of proof) {
    if (last === 0) throw wrong()
    if (isOdd(at) || at === last) {
      hash = nodeHash(beside, hash)
      while (!isOdd(at) && at !== 0) {
        at = halved(at)
        last = halved(last)
      }
    } else hash = nodeHash(hash, beside)
    at = halved(at)
    last = halved(last)
  }
  if (last !== 0 || !sameHash(hash, root)) throw wrong()
}

/**
 * Does the larger tree begin with the whole of the smaller? An empty tree begins every tree, so that nothing may be said for it.
 * @throws RecordFault `proof_wrong`
 */
export function verifyConsistency(old: number, oldRoot: Uint8Array, size: number, root: Uint8Array, proof: readonly Uint8Array[]): void {
  if (!isPlace(old) || !isPlace(size) || old > size || !areHashes(proof)) throw wrong()
  if (old === size || old === 0) {
    const same = old === 0 ? sameHash(oldRoot, emptyRoot()) && root.length === hashLength : sameHash(oldRoot, root)
    if (proof.length > 0 || !same || (size === 0 && !sameHash(root, emptyRoot()))) throw wrong()
    return
  }
  let [at, last] = [old - 1, size - 1]
  while (isOdd(at)) {
    at = halved(at)
    last = halved(last)
  }
  // A power of two: the old root is itself the first hash of the way.
  const way = at === 0 ? [oldRoot, ...proof] : [...proof]
  const first = way.shift()
  if (first === undefined || proof.length === 0) throw wrong()
  let [older, newer] = [first, first]
  for (const beside of way) {
    if (last === 0) throw wrong()
    if (isOdd(at) || at === last) {
      older = nodeHash(beside, older)
      newer = nodeHash(beside, newer)
      while (!isOdd(at) && at !== 0) {
        at = halved(at)
        last = halved(last)
      }
    } else newer = nodeHash(newer, beside)
    at = halved(at)
    last = halved(last)
  }
  if (last !== 0 || !sameHash(older, oldRoot) || !sameHash(newer, root)) throw wrong()
}

const isPlace = (n: number) => Number.isSafeInteger(n) && n >= 0
const areHashes = (proof: readonly Uint8Array[]) => proof.length <= longestProof && proof.every(({ length }) => length === hashLength)

/** A tree in memory that is made the slow, plain way: every node hashed from the entries beneath it. Of tests only. */
import { leafHash, nodeHash, type ReadNode } from './tree.ts'

export function treeOf(entries: readonly Uint8Array[]): ReadNode {
  const held = new Map<string, Uint8Array>()
  const node = (height: number, index: number): Uint8Array => {
    const name = `${height} ${index}`
    const known = held.get(name)
    if (known) return known
    const entry = entries[index]
    if (height === 0 && entry === undefined) throw new Error('beyond the tree')
    const made = height === 0 ? leafHash(entry as Uint8Array) : nodeHash(node(height - 1, index * 2), node(height - 1, index * 2 + 1))
    held.set(name, made)
    return made
  }
  return async (height, index) => node(height, index)
}

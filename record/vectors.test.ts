/** What other implementations made (vectors/README.md) is read here as they read it, and refused where they refuse it. */
import { readFileSync } from 'node:fs'
import { ed25519 } from '@noble/curves/ed25519.js'
import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { base64 } from '@scure/base'
import { describe, expect, it } from 'vitest'
import { encodeCheckpoint, openCheckpoint, parseCheckpoint } from './checkpoint.ts'
import { cosignedAt } from './cosignature.ts'
import { RecordFault } from './faults.ts'
import {
  cosignatureKey,
  encodeKey,
  encodeNote,
  noteKey,
  ofKey,
  parseKey,
  parseNote,
  parseSignatures,
  signNote,
  type VerifierKey,
  verifyNote,
} from './note.ts'
import { hashesAt, parseTilePath, type Tile, tileIn, tilePath } from './tiles.ts'
import { consistencyProof, inclusionProof, leafHash, rootOf, verifyConsistency, verifyInclusion } from './tree.ts'
import { treeOf } from './tree-of.test.kit.ts'
import { parseAddCheckpoint, type Seen, witness } from './witness.ts'

const read = (name: string) => JSON.parse(readFileSync(new URL(`./vectors/${name}.json`, import.meta.url), 'utf8'))
const verify = (key: Uint8Array, message: Uint8Array, signature: Uint8Array) => {
  try {
    return ed25519.verify(signature, message, key)
  } catch {
    return false
  }
}
const fault = (code: ConstructorParameters<typeof RecordFault>[0]) => new RecordFault(code)
const refuses = (act: () => void) => {
  try {
    act()
    return false
  } catch (problem) {
    return problem instanceof RecordFault && problem.code === 'proof_wrong'
  }
}
const hashes = (proof: string[] | null) => (proof ?? []).map(hash => base64.decode(hash))

describe('transparency-dev/merkle', () => {
  const vectors = read('transparency-dev-merkle')
  it('has the roots of our trees', async () => {
    const tree = treeOf(vectors.leafInputs.map(hexToBytes))
    for (const [size, root] of vectors.roots.entries()) expect(await rootOf(tree, size)).toEqual(hexToBytes(root))
    expect(vectors.roots).toHaveLength(9)
  })
  it.each(vectors.inclusion as { file: string; wantErr: boolean }[])('inclusion: $file', one => {
    const { leafIdx, treeSize, root, leafHash, proof, wantErr } = one as never
    const act = () => verifyInclusion(base64.decode(leafHash ?? ''), leafIdx, treeSize, hashes(proof), base64.decode(root ?? ''))
    expect(refuses(act)).toBe(wantErr)
  })
  it.each(vectors.consistency as { file: string; wantErr: boolean }[])('consistency: $file', one => {
    const { size1, size2, root1, root2, proof, wantErr } = one as never
    const act = () => verifyConsistency(size1, base64.decode(root1 ?? ''), size2, base64.decode(root2 ?? ''), hashes(proof))
    expect(refuses(act)).toBe(wantErr)
  })
  it('are the very proofs that we make, where they hold', async () => {
    const tree = treeOf(vectors.leafInputs.map(hexToBytes))
    let made = 0
    for (const { leafIdx, treeSize, proof, wantErr } of vectors.inclusion) {
      if (wantErr || treeSize > 8) continue
      expect(await inclusionProof(tree, leafIdx, treeSize)).toEqual(hashes(proof))
      made++
    }
    for (const { size1, size2, proof, wantErr } of vectors.consistency) {
      if (wantErr || size1 === 0 || size2 > 8) continue
      expect(await consistencyProof(tree, size1, size2)).toEqual(hashes(proof))
      made++
    }
    expect(made).toBeGreaterThan(8)
  })
})

describe('Go sumdb', () => {
  const vectors = read('go-sumdb')
  it('has our verifier keys, and none of their manglings', () => {
    const key: string = vectors.key
    expect(encodeKey(parseKey(key))).toBe(key)
    for (const bad of vectors.badKeys) expect(() => parseKey(bad)).toThrow(fault('key_malformed'))
    for (let from = 0; from <= key.length; from++)
      for (let to = from + 1; to <= key.length; to++)
        if (to - from < key.length) expect(() => parseKey(key.slice(from, to))).toThrow(fault('key_malformed'))
    for (let at = 0; at < key.length; at++) {
      const other = key.slice(0, at) + String.fromCharCode(key.charCodeAt(at) + 1) + key.slice(at + 1)
      expect(() => parseKey(other)).toThrow(fault('key_malformed'))
    }
  })
  it('signs as we sign, and reads what is signed twice', async () => {
    const key = parseKey(vectors.key)
    const seed = base64.decode(vectors.secret.split('+').slice(4).join('+')).slice(1)
    const note = await signNote(vectors.text, key, message => ed25519.sign(message, seed))
    expect(new TextDecoder().decode(encodeNote(note))).toBe(vectors.signed)
    const both = parseNote(utf8ToBytes(vectors.signed + vectors.enoch.line))
    await verifyNote(both, key, verify)
    await verifyNote(both, parseKey(vectors.enoch.key), verify)
    await expect(verifyNote(parseNote(utf8ToBytes(vectors.signed)), parseKey(vectors.enoch.key), verify)).rejects.toThrow(
      fault('note_unsigned'),
    )
  })
  it('refuses the notes that we refuse', () => {
    const { text, signed } = vectors
    const line = signed.slice(text.length + 1)
    for (const bad of [
      text,
      `${text}\n`,
      signed.slice(0, -1),
      `\x01${signed}`,
      `${text}\n${line.replace('PeterNeumann', 'Bad Name')}`,
      `${signed}Unexpected line.\n`,
      `${text}\n${line.repeat(101)}`,
    ])
      expect(() => parseNote(utf8ToBytes(bad))).toThrow(fault('note_malformed'))
    expect(() => parseNote(new Uint8Array([0xff, ...utf8ToBytes(signed)]))).toThrow(fault('note_malformed'))
  })
  it('writes a tree as we write a checkpoint', () => {
    const { size, entry, text } = vectors.tree
    const checkpoint = { origin: 'go.sum database tree', size, root: leafHash(utf8ToBytes(entry)) }
    expect(encodeCheckpoint(checkpoint)).toBe(text)
    expect(parseCheckpoint(text)).toEqual(checkpoint)
    for (const bad of [`not\n${text.replace('go.sum', '')}`, text.replace('123456789012', '0xabcdef'), text.replace('aBU', 'OOBI')])
      if (bad !== text) expect(() => parseCheckpoint(bad)).toThrow(fault('checkpoint_malformed'))
  })
})

describe('C2SP', () => {
  const vectors = read('c2sp')
  it('has a note that its key verifies, and no other byte does', async () => {
    const key = parseKey(vectors.note.key)
    const bytes = utf8ToBytes(vectors.note.note)
    await verifyNote(parseNote(bytes), key, verify)
    const changed = bytes.slice()
    changed[3] = (changed[3] as number) ^ 1
    await expect(verifyNote(parseNote(changed), key, verify)).rejects.toThrow(fault('note_signature'))
  })
  it('has our tiles and paths', () => {
    for (const { size, level, full, partial } of vectors.tiles) {
      expect(Math.floor(hashesAt(level, size) / 256)).toBe(full)
      expect(tileIn(level, full, size)?.width ?? 0).toBe(partial)
    }
    for (const { level, index, width, path } of vectors.paths as (Tile & { path: string })[]) {
      expect(tilePath({ level, index, width })).toBe(path)
      expect(parseTilePath(path)).toEqual({ level, index, width })
    }
  })
})

describe('litewitness', () => {
  const vectors = read('torchwood-litewitness')
  const seed = new Uint8Array(32).fill(7)
  const key: VerifierKey = { name: 'example.com/witness', type: cosignatureKey, publicKey: ed25519.getPublicKey(seed) }
  const sign = (message: Uint8Array) => ed25519.sign(message, seed)
  it('answers a Sigsum log as our witness does, request by request', async () => {
    const { origin, publicKeyHex, conversation } = vectors.sigsum
    const logs: VerifierKey[] = [{ name: origin, type: noteKey, publicKey: hexToBytes(publicKeyHex) }]
    let seen: Seen | null = null
    // Theirs says 403 for a log it does not know; the specification has said 404 since. The spoilt signature is one whose base64 has a second spelling, which we
    // call no note at all.
    const expected = conversation.map(({ status, body }: { status: number; body: { contains?: string } }) =>
      body.contains === 'unknown log' ? 404 : body.contains === 'invalid signature' ? 400 : status,
    )
    const statuses: number[] = []
    for (const { request, status, body } of conversation) {
      const answer = await witness(utf8ToBytes(request), () => seen, { key, sign, logs, verify, now: 1_795_456_800 })
      statuses.push(answer.status)
      if (answer.seen) seen = answer.seen
      if (status === 409) expect(answer.body).toBe(body['=='])
      if (status !== 200) continue
      expect(answer.body).toContain(body.contains)
      const { note } = parseAddCheckpoint(utf8ToBytes(request))
      const cosigned = { text: note.text, signatures: [...note.signatures, ...parseSignatures(answer.body)] }
      expect(await cosignedAt(cosigned, key, verify)).toBe(1_795_456_800)
      expect(ofKey(cosigned, key)).toHaveLength(1)
    }
    expect(statuses).toEqual(expected)
    expect(seen).toMatchObject({ size: 5 })
  })
  it('takes a checkpoint of sum.golang.org, whose log has another name than its key', async () => {
    const { key: text, conversation } = vectors.sumdb
    const { note } = parseAddCheckpoint(utf8ToBytes(conversation[0].request))
    await verifyNote(note, parseKey(text), verify)
    expect(parseCheckpoint(note.text)).toMatchObject({ origin: 'go.sum database tree', size: 35_225_469 })
    await expect(openCheckpoint(encodeNote(note), parseKey(text), verify)).rejects.toThrow(fault('checkpoint_malformed'))
  })
})

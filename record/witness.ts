/**
 * The words between a log and a witness (C2SP tlog-witness, `add-checkpoint`), and what a witness decides. Pure: whoever runs a witness keeps its one state and
 * must write it before it answers (server/public-record/witnesses.ts asks, watcher/witness/ answers).
 */
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { base64 } from '@scure/base'
import { type Checkpoint, parseCheckpoint, parseSize } from './checkpoint.ts'
import { cosign } from './cosignature.ts'
import { RecordFault } from './faults.ts'
import {
  decode64,
  encodeNote,
  encodeSignature,
  longestNote,
  type Note,
  parseNote,
  type SignEd25519,
  type VerifierKey,
  type VerifyEd25519,
  verifyNote,
} from './note.ts'
import { textOf } from './text.ts'
import { emptyRoot, hashLength, longestProof, verifyConsistency } from './tree.ts'

export interface AddCheckpoint {
  /** Size of the tree that the log thinks the witness saw last. */
  old: number
  proof: Uint8Array[]
  note: Note
}

/** Bytes of the longest request: a proof of 63 hashes before a note. */
export const longestRequest = longestNote + 4096

export function encodeAddCheckpoint({ old, proof, note }: AddCheckpoint): Uint8Array {
  const head = utf8ToBytes(`old ${old}\n${proof.map(hash => `${base64.encode(hash)}\n`).join('')}\n`)
  const tail = encodeNote(note)
  const bytes = new Uint8Array(head.length + tail.length)
  bytes.set(head)
  bytes.set(tail, head.length)
  return bytes
}

/** @throws RecordFault `witness_malformed`, `note_malformed` */
export function parseAddCheckpoint(bytes: Uint8Array): AddCheckpoint {
  if (bytes.length > longestRequest) throw new RecordFault('witness_malformed')
  const text = textOf(bytes, 'witness_malformed')
  const end = text.indexOf('\n\n')
  const [first = '', ...lines] = end < 0 ? [] : text.slice(0, end).split('\n')
  if (!first.startsWith('old ') || lines.length > longestProof) throw new RecordFault('witness_malformed')
  const proof = lines.map(line => decode64(line, 'witness_malformed'))
  if (proof.some(({ length }) => length !== hashLength)) throw new RecordFault('witness_malformed')
  return { old: parseSize(first.slice(4), 'witness_malformed'), proof, note: parseNote(utf8ToBytes(text.slice(end + 2))) }
}

/** What a witness holds of one log. */
export interface Seen {
  size: number
  root: Uint8Array
}

export interface WitnessAnswer {
  status: 200 | 400 | 403 | 404 | 409 | 422
  type: string
  body: string
  /** To be written before the answer leaves; null: nothing has changed. */
  seen: Seen | null
}

export interface WitnessPorts {
  /** The witness's own key, of type `cosignatureKey`. */
  key: VerifierKey
  sign: SignEd25519
  /** The logs it knows, by their keys; a log is known by its origin. */
  logs: readonly VerifierKey[]
  verify: VerifyEd25519
  now: number
}

const refuse = (status: WitnessAnswer['status'], body = ''): WitnessAnswer => ({
  status,
  type: status === 409 ? 'text/x.tlog.size' : 'text/plain; charset=utf-8',
  body,
  seen: null,
})

/**
 * One request, in the order of tlog-witness, *add-checkpoint*. @param seen what the witness saw last of a log, by its origin; read and written by the caller as one step
 */
export async function witness(bytes: Uint8Array, seen: (origin: string) => Seen | null, ports: WitnessPorts): Promise<WitnessAnswer> {
  let asked: AddCheckpoint
  let checkpoint: Checkpoint
  try {
    asked = parseAddCheckpoint(bytes)
    checkpoint = parseCheckpoint(asked.note.text)
  } catch {
    return refuse(400)
  }
  const log = ports.logs.find(({ name }) => name === checkpoint.origin)
  if (log === undefined) return refuse(404)
  try {
    await verifyNote(asked.note, log, ports.verify)
  } catch {
    return refuse(403)
  }
  if (asked.old > checkpoint.size) return refuse(400)
  const before = seen(checkpoint.origin) ?? { size: 0, root: emptyRoot() }
  if (asked.old !== before.size) return refuse(409, `${before.size}\n`)
  try {
    verifyConsistency(before.size, before.root, checkpoint.size, checkpoint.root, asked.proof)
  } catch {
    return refuse(422)
  }
  const line = encodeSignature(await cosign(asked.note.text, ports.key, ports.now, ports.sign))
  return { status: 200, type: 'text/plain; charset=utf-8', body: line, seen: { size: checkpoint.size, root: checkpoint.root } }
}

/** Where a witness shows what it cosigned last: the origin's hash, in hex. */
export const originHash = (origin: string, sha256: (bytes: Uint8Array) => Uint8Array): string => bytesToHex(sha256(utf8ToBytes(origin)))

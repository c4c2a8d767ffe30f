/** Checkpoints (C2SP tlog-checkpoint): the text of a signed note that names the log, its size and its root. */
import { base64 } from '@scure/base'
import { RecordFault } from './faults.ts'
import { decode64, type Note, parseNote, type VerifierKey, type VerifyEd25519, verifyNote } from './note.ts'
import { hashLength } from './tree.ts'

export interface Checkpoint {
  origin: string
  size: number
  root: Uint8Array
}

export const encodeCheckpoint = ({ origin, size, root }: Checkpoint): string => `${origin}\n${size}\n${base64.encode(root)}\n`

/** A decimal without zeros in front. @throws RecordFault as asked */
export function parseSize(text: string, otherwise: 'checkpoint_malformed' | 'witness_malformed'): number {
  const size = /^(0|[1-9]\d{0,15})$/.test(text) ? Number(text) : Number.NaN
  if (!Number.isSafeInteger(size)) throw new RecordFault(otherwise)
  return size
}

/** Extension lines are read over: nothing here rests on them. @throws RecordFault `checkpoint_malformed` */
export function parseCheckpoint(text: string): Checkpoint {
  const lines = text.split('\n')
  if (lines.pop() !== '' || lines.length < 3 || lines.some(line => line === '')) throw new RecordFault('checkpoint_malformed')
  const [origin, sizeText, rootText] = lines as [string, string, string]
  const checkpoint = { origin, size: parseSize(sizeText, 'checkpoint_malformed'), root: decode64(rootText, 'checkpoint_malformed') }
  if (checkpoint.root.length !== hashLength) throw new RecordFault('checkpoint_malformed')
  return checkpoint
}

/**
 * A log's checkpoint as somebody served it: signed by the key of this log, and of this log.
 * @throws RecordFault `note_malformed`, `note_unsigned`, `note_signature`, `checkpoint_malformed`
 */
export async function openCheckpoint(bytes: Uint8Array, key: VerifierKey, verify: VerifyEd25519): Promise<Checkpoint & { note: Note }> {
  const note = parseNote(bytes)
  await verifyNote(note, key, verify)
  const checkpoint = parseCheckpoint(note.text)
  if (checkpoint.origin !== key.name) throw new RecordFault('checkpoint_malformed')
  return { ...checkpoint, note }
}

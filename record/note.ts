/**
 * Signed notes (C2SP signed-note): text, an empty line, signatures by name and key id. Only Ed25519 is read here: type 1, a plain note, and type 4, a witness's
 * cosignature with a moment (cosignature.ts). Signatures of other keys are passed over, as the specification asks.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { base64 } from '@scure/base'
import { RecordFault } from './faults.ts'
import { textOf } from './text.ts'
import { sameHash } from './tree.ts'

/** Ed25519 (RFC 8032) over the whole message; false for whatever does not verify, a key that is no point included. */
export type VerifyEd25519 = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean | Promise<boolean>
/** With the one key it was made for; 64 bytes. */
export type SignEd25519 = (message: Uint8Array) => Uint8Array | Promise<Uint8Array>

export const noteKey = 1
export const cosignatureKey = 4
export type KeyType = typeof noteKey | typeof cosignatureKey

/** Who signs: a name, and the key that is expected to stand behind it. */
export interface VerifierKey {
  name: string
  type: KeyType
  /** 32 bytes. */
  publicKey: Uint8Array
}

export interface NoteSignature {
  name: string
  /** 4 bytes. */
  id: Uint8Array
  /** What stands behind the id: at least one byte. */
  signature: Uint8Array
}

export interface Note {
  /** With its last line feed. */
  text: string
  signatures: NoteSignature[]
}

/** Bytes of the longest note anybody reads here: sixteen post-quantum signatures and their text. */
export const longestNote = 131_072
const mostSignatures = 64
const dash = '\u2014'
const isName = (name: string) => /^[^\s+\p{Cc}]+$/u.test(name) && name.length <= 255

/** signed-note, *Signatures*: the first four bytes of SHA-256(name, line feed, type, key). */
export const keyId = ({ name, type, publicKey }: VerifierKey): Uint8Array =>
  sha256(concatBytes(utf8ToBytes(`${name}\n`), Uint8Array.of(type), publicKey)).slice(0, 4)

/** signed-note, *Verifier keys*: `name+id+base64(type ‖ key)`. */
export const encodeKey = (key: VerifierKey): string =>
  `${key.name}+${bytesToHex(keyId(key))}+${base64.encode(concatBytes(Uint8Array.of(key.type), key.publicKey))}`

/** @throws RecordFault `key_malformed` */
export function parseKey(text: string): VerifierKey {
  // Base64 has plus signs of its own.
  const [, name, id, encoded] = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]{44})$/.exec(text) ?? []
  if (name === undefined || encoded === undefined || !isName(name)) throw new RecordFault('key_malformed')
  const bytes = decode64(encoded, 'key_malformed')
  const type = bytes[0]
  if (bytes.length !== 33 || (type !== noteKey && type !== cosignatureKey)) throw new RecordFault('key_malformed')
  const key: VerifierKey = { name, type, publicKey: bytes.slice(1) }
  if (bytesToHex(keyId(key)) !== id) throw new RecordFault('key_malformed')
  return key
}

/** A line under a note. */
export const encodeSignature = ({ name, id, signature }: NoteSignature): string =>
  `${dash} ${name} ${base64.encode(concatBytes(id, signature))}\n`

/** Lines of signatures and nothing else, as a witness answers. @throws RecordFault `note_malformed` */
export function parseSignatures(text: string): NoteSignature[] {
  const lines = text.split('\n')
  if (lines.pop() !== '' || lines.length === 0 || lines.length > mostSignatures) throw new RecordFault('note_malformed')
  return lines.map(line => {
    const [, name, encoded] = /^\u2014 (\S+) (\S+)$/u.exec(line) ?? []
    if (name === undefined || encoded === undefined || !isName(name)) throw new RecordFault('note_malformed')
    const bytes = decode64(encoded, 'note_malformed')
    if (bytes.length < 5) throw new RecordFault('note_malformed')
    return { name, id: bytes.slice(0, 4), signature: bytes.slice(4) }
  })
}

/** Text and signatures, none of them checked yet. @throws RecordFault `note_malformed` */
export function parseNote(bytes: Uint8Array): Note {
  if (bytes.length > longestNote) throw new RecordFault('note_malformed')
  const whole = textOf(bytes, 'note_malformed')
  // No control character but the line feed.
  if (bytes.some(byte => byte < 0x20 && byte !== 0x0a)) throw new RecordFault('note_malformed')
  const split = whole.lastIndexOf('\n\n')
  if (split < 0) throw new RecordFault('note_malformed')
  return { text: whole.slice(0, split + 1), signatures: parseSignatures(whole.slice(split + 2)) }
}

export const encodeNote = ({ text, signatures }: Note): Uint8Array => utf8ToBytes(`${text}\n${signatures.map(encodeSignature).join('')}`)

/** The signatures that name this key. */
export const ofKey = ({ signatures }: Pick<Note, 'signatures'>, key: VerifierKey): NoteSignature[] =>
  signatures.filter(({ name, id }) => name === key.name && sameHash(id, keyId(key)))

/**
 * Did this key sign the note's text? A signature that names the key and does not verify spoils the note.
 * @throws RecordFault `note_unsigned`, `note_signature`
 */
export async function verifyNote(note: Note, key: VerifierKey, verify: VerifyEd25519): Promise<void> {
  const own = ofKey(note, key)
  if (own.length === 0) throw new RecordFault('note_unsigned')
  for (const { signature } of own) {
    if (signature.length !== 64 || !(await verify(key.publicKey, utf8ToBytes(note.text), signature)))
      throw new RecordFault('note_signature')
  }
}

/** The log's own signature. */
export async function signNote(text: string, key: VerifierKey, sign: SignEd25519): Promise<Note> {
  return { text, signatures: [{ name: key.name, id: keyId(key), signature: await sign(utf8ToBytes(text)) }] }
}

/** Canonical base64 only: one signature has one spelling. @throws RecordFault as asked */
export function decode64(
  text: string,
  otherwise: 'note_malformed' | 'key_malformed' | 'checkpoint_malformed' | 'witness_malformed',
): Uint8Array {
  try {
    const bytes = base64.decode(text)
    if (base64.encode(bytes) === text) return bytes
  } catch {
    // The fault says enough.
  }
  throw new RecordFault(otherwise)
}

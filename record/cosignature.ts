/**
 * Cosignatures of witnesses (C2SP tlog-cosignature, `cosignature/v1`, Ed25519): at this moment, this is the largest tree that the witness has seen of the log, and
 * it follows from all it saw before.
 */
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { keyId, type Note, type NoteSignature, ofKey, type SignEd25519, type VerifierKey, type VerifyEd25519 } from './note.ts'

/** Timestamp, eight bytes, then the signature. */
const length = 8 + 64

const message = (text: string, at: number) => utf8ToBytes(`cosignature/v1\ntime ${at}\n${text}`)

/** @param key of type `cosignatureKey` @param at seconds since 1970 */
export async function cosign(text: string, key: VerifierKey, at: number, sign: SignEd25519): Promise<NoteSignature> {
  const stamp = new Uint8Array(8)
  new DataView(stamp.buffer).setBigUint64(0, BigInt(at))
  return { name: key.name, id: keyId(key), signature: concatBytes(stamp, await sign(message(text, at))) }
}

/** When this witness cosigned the note; null when it did not, or when what stands there is not its signature. The latest of several. */
export async function cosignedAt(note: Note, key: VerifierKey, verify: VerifyEd25519): Promise<number | null> {
  let latest: number | null = null
  for (const { signature } of ofKey(note, key)) {
    if (signature.length !== length) continue
    const stamp = new DataView(signature.buffer, signature.byteOffset, 8).getBigUint64(0)
    if (stamp > BigInt(Number.MAX_SAFE_INTEGER)) continue
    const at = Number(stamp)
    if (await verify(key.publicKey, message(note.text, at), signature.slice(8))) latest = Math.max(latest ?? 0, at)
  }
  return latest
}

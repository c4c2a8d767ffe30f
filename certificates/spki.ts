import { concatBytes, hexToBytes } from '@noble/hashes/utils.js'

/** SubjectPublicKeyInfo of an uncompressed P-256 point (RFC 5480): the same 26 bytes in front of every key. */
export const spkiHead = hexToBytes('3059301306072a8648ce3d020106082a8648ce3d030107034200')

/** 65 bytes → 91. */
export function spkiOf(key65: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(concatBytes(spkiHead, key65))
}

import { ed25519 } from '@noble/curves/ed25519.js'
import type { VerifyEd25519 } from './note.ts'

/** noble's own arithmetic: browsers of before 2025 have no Ed25519. RFC 8032 with its stricter checks; false for whatever does not verify. */
export const verifyEd25519: VerifyEd25519 = (publicKey, message, signature) => {
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false })
  } catch {
    return false
  }
}

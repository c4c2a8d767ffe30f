import { verify as check, createPublicKey } from 'node:crypto'
import type { Verify } from '@latchkey/certificates/ports.ts'
import { spkiOf } from '@latchkey/certificates/spki.ts'

/** Node's ECDSA P-256 with SHA-256 over r ‖ s, behind the port of certificates/. */
export const verify: Verify = async (publicKey65, message, signature64) => {
  const key = createPublicKey({ key: Buffer.from(spkiOf(publicKey65)), format: 'der', type: 'spki' })
  return check('sha256', message, { key, dsaEncoding: 'ieee-p1363' }, signature64)
}

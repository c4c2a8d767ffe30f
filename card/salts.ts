import { taggedHash } from '@latchkey/certificates/tagged.ts'
import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { claims } from './facts.ts'
import { CardFault } from './faults.ts'

/** The three parts that the compact seal covers. */
export interface CompactSalts {
  front: Uint8Array
  face: Uint8Array
  rest: Uint8Array
}

/** One salt of 16 bytes for each claim and each format: opening one thing must never help to guess another. */
export interface Salts {
  /** One for each of the card's claims, in their order. */
  sdJwt: Uint8Array[]
  compact: CompactSalts
}

/** What the phone sends first: the hash of its half, so that neither side can choose its half after seeing the other's. @param sp 32 bytes */
export function commitHalf(sp: Uint8Array): Uint8Array {
  if (sp.length !== 32) throw new CardFault('malformed')
  return taggedHash('latchkey/half/v1', [sp])
}

/**
 * PROTOCOL §4 step 4. Both phone and desk run it; at a counter without a phone the desk holds both halves.
 * @param sp the phone's half, 32 bytes
 * @param sd the desk's half, 32 bytes
 * @param th the visit's transcript hash, 32 bytes: salts of one visit are of no use in another
 * @throws CardFault `malformed`
 */
export function makeSalts({ sp, sd, th }: { sp: Uint8Array; sd: Uint8Array; th: Uint8Array }): Salts {
  if (sp.length !== 32 || sd.length !== 32 || th.length !== 32) throw new CardFault('malformed')
  const both = concatBytes(sp, sd)
  const salt = (format: 'sd-jwt' | 'compact', claim: string) =>
    hkdf(sha256, both, th, utf8ToBytes(`latchkey/salt/v1/${format}/${claim}`), 16)
  return {
    sdJwt: claims.map(claim => salt('sd-jwt', claim)),
    compact: { front: salt('compact', 'front'), face: salt('compact', 'face'), rest: salt('compact', 'rest') },
  }
}

import type { Facts, Pictures } from './facts.ts'
import type { HolderKey, Request } from './request.ts'
import type { Salts } from './salts.ts'

/** Everything that phone and desk each compute from facts, pictures and salts, and must agree on (PROTOCOL §4). */
export interface Digests {
  /** Eight, in the order of `claims`: base64url of JSON.stringify([salt, name, value]). */
  disclosures: string[]
  /** Eight digests of the disclosures, ascending. */
  sd: Uint8Array[]
  /** The opened parts of the compact seal: salt 16 ‖ bytes; their digests are SHA-256 of exactly this. */
  front: Uint8Array
  face: Uint8Array
  rest: Uint8Array
  frontDigest: Uint8Array
  faceDigest: Uint8Array
  restDigest: Uint8Array
}
/** @throws CardFault for facts or pictures a card cannot hold */
export declare function makeDigests(facts: Facts, pictures: Pictures, salts: Salts): Digests
/** The request both sides hash; the desk sends its own. */
export declare function requestOf(digests: Digests, holder: HolderKey): Request

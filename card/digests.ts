import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { base64urlnopad } from '@scure/base'
import { parsePicture } from './avif.ts'
import { encodeFront, encodeRest, type Front, type Rest } from './compact.ts'
import { type Claim, claims, claimsBefore, type Facts, type Pictures, parseFacts } from './facts.ts'
import { CardFault } from './faults.ts'
import { compareBytes, type HolderKey, type Request } from './request.ts'
import type { Salts } from './salts.ts'

/** Everything that phone and desk each compute from facts, pictures and salts, and must agree on (PROTOCOL §4). */
export interface Digests {
  /** One for each of the card's claims, in their order: base64url of JSON.stringify([salt, name, value]) (RFC 9901 §4.2.1). */
  disclosures: string[]
  /** Their digests, ascending. */
  sd: Uint8Array[]
  /** The opened parts of the compact seal: salt 16 ‖ bytes; their digests are SHA-256 of exactly this. */
  front: Uint8Array
  face: Uint8Array
  rest: Uint8Array
  frontDigest: Uint8Array
  faceDigest: Uint8Array
  restDigest: Uint8Array
}

/** @throws CardFault for facts or pictures that a card cannot hold */
export function makeDigests(facts: Facts, pictures: Pictures, salts: Salts): Digests {
  const checked = parseFacts(facts)
  const { compact, sdJwt } = salts
  // A card of before the veteran mark has a salt less, and can have no mark.
  const own = sdJwt.length === claimsBefore.length && checked.veteran === null ? claimsBefore : claims
  if (sdJwt.length !== own.length || ![...sdJwt, ...Object.values(compact)].every(salt => salt.length === 16))
    throw new CardFault('malformed')
  const disclosures = own.map((claim, at) => makeDisclosure(sdJwt[at] as Uint8Array, claim, claimValue(checked, claim)))
  const front = concatBytes(compact.front, encodeFront(frontOf(checked)))
  const face = concatBytes(compact.face, parsePicture(pictures.face, 'face'))
  const rest = concatBytes(compact.rest, encodeRest(restOf(checked, pictures)))
  return {
    disclosures,
    sd: disclosures.map(digestOfDisclosure).sort(compareBytes),
    front,
    face,
    rest,
    frontDigest: sha256(front),
    faceDigest: sha256(face),
    restDigest: sha256(rest),
  }
}

/** What is hashed by both and sealed by the signer. */
export function requestOf(digests: Digests, holder: HolderKey): Request {
  return { holder, sd: digests.sd, front: digests.frontDigest, face: digests.faceDigest, rest: digests.restDigest }
}

/** What the compact seal calls *front*: the facts a verifier reads from the code. */
export function frontOf(facts: Facts): Front {
  return { name: facts.name, birthDate: facts.birth_date, ends: facts.ends, gender: facts.gender, veteran: facts.veteran }
}

/** What the compact seal calls *rest*: the facts that only paper carries, and the print portrait. */
export function restOf(facts: Facts, pictures: Pictures): Rest {
  const { name_latin, address, emergency_contact, lines } = facts
  return { nameLatin: name_latin, address, emergencyContact: emergency_contact, lines, print: pictures.print }
}

/** A claim as the SD-JWT has it: text or null; the portrait is base64url text of the JPEG, the veteran mark true or null: both four letters long. */
export function claimValue(facts: Facts, claim: Claim): string | true | null {
  return claim === 'portrait' ? base64urlnopad.encode(facts.portrait) : facts[claim]
}

/** RFC 9901 §4.2.1: base64url of the JSON array [salt, claim, value]. @param salt 16 bytes @param value as `claimValue` gives it */
export function makeDisclosure(salt: Uint8Array, claim: Claim, value: string | true | null): string {
  return base64urlnopad.encode(utf8ToBytes(JSON.stringify([base64urlnopad.encode(salt), claim, value])))
}

/** RFC 9901 §4.2.3: the digest is over the base64url text, not over the JSON. */
export function digestOfDisclosure(disclosure: string): Uint8Array {
  return sha256(utf8ToBytes(disclosure))
}

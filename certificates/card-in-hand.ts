import { verifyAssertion } from './assertion.ts'
import { type Blank, indexes } from './blank.ts'
import { encodeCbor, sameBytes } from './cbor.ts'
import { certifiedChallenge, expectedOf, parseCertified } from './certified.ts'
import type { ClerkCertificate } from './clerk.ts'
import { CertificateFault } from './faults.ts'
import { bytes, cityName, exactly, readFields, whole } from './fields.ts'
import { lastPeriod } from './period.ts'
import type { Verify } from './ports.ts'
import type { Root } from './root.ts'

export const cardInHandTag = 'latchkey/card-in-hand/v1'

/**
 * The clerk says: this card lies before me and is to end (found, handed in, returned by mail). It names the card by its blank, as the scanned code
 * does, and nobody. Said twice it changes nothing, so it needs no nonce.
 */
export interface CardInHand {
  city: string
  period: number
  /** From the code: the server looks whether the period's key made it, so that no desk can cancel what it has not seen. */
  blank: Blank
}

type Fields = [1, string, number, number, Uint8Array, Uint8Array]

/** The statement's exact bytes: CBOR [1, city, period, index, key 33, blank signature 64]. */
export function encodeCardInHand({ city, period, blank }: CardInHand): Uint8Array {
  const body = encodeCbor([1, city, period, blank.index, blank.key, blank.signature])
  parseCardInHand(body)
  return body
}

/** Reads the statement without checking who signed it. @throws CertificateFault `malformed` */
export function parseCardInHand(body: Uint8Array): CardInHand {
  const [, city, period, index, key, signature] = readFields<Fields>(body, 512, [
    exactly(1),
    cityName,
    whole(lastPeriod),
    whole(indexes - 1),
    bytes(33),
    bytes(64),
  ])
  return { city, period, blank: { index, key, signature } }
}

/**
 * Server: did this desk's clerk say so, with one touch? Whether the blank is the city's is looked at by the caller, who has the period.
 * @param clerk of the desk that says it, verified at sign-in
 * @throws CertificateFault `malformed`, `other_city`, `assertion_*`, `signature`
 */
export async function verifyCardInHand(
  root: Root,
  clerk: Pick<ClerkCertificate, 'credentialId' | 'publicKey'>,
  certified: Uint8Array,
  verify: Verify,
): Promise<CardInHand> {
  const statement = parseCertified(certified)
  const said = parseCardInHand(statement.body)
  if (said.city !== root.city) throw new CertificateFault('other_city')
  const [assertion] = statement.assertions
  if (assertion === undefined || statement.assertions.length !== 1) throw new CertificateFault('malformed')
  if (!sameBytes(assertion.credentialId, clerk.credentialId)) throw new CertificateFault('assertion_passkey')
  await verifyAssertion(assertion, expectedOf(root, clerk.publicKey, certifiedChallenge(cardInHandTag, statement.body)), verify)
  return said
}

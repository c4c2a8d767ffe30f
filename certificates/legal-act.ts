import { verifyAssertion } from './assertion.ts'
import { encodeCbor, sameBytes } from './cbor.ts'
import { certifiedChallenge, expectedOf, parseCertified } from './certified.ts'
import type { ClerkCertificate } from './clerk.ts'
import { CertificateFault } from './faults.ts'
import { bytes, cityName, exactly, type Field, readFields, text, whole } from './fields.ts'
import type { Verify } from './ports.ts'
import type { Root } from './root.ts'

export const legalTag = 'latchkey/legal/v1'

/** Counsel looks at the legal requests, or acts on one. What the words may be is said in wire/legal.ts; here they are what was signed. */
export interface LegalAct {
  city: string
  /** 16 bytes of the server, used once. */
  nonce: Uint8Array
  act: string
  /** Of the request; 0 where there is none yet, or none is meant. */
  number: number
  /** 8 bytes of the server, as the request was seen: of two who saw the same only the first is right. Zeros where none is meant. */
  standing: Uint8Array
  /** Words of closed lists, days, an alias of staff. */
  says: string[]
}

type Fields = [1, string, Uint8Array, string, number, Uint8Array, string[]]

const mostSays = 5
const word = text(/^[A-Za-z0-9](?:[A-Za-z0-9_ .-]*[A-Za-z0-9])?$/, 40)
const areWords: Field<string[]> = (value): value is string[] => Array.isArray(value) && value.length <= mostSays && value.every(word)
const actName = text(/^[a-z][a-z_]*$/, 20)

/** The statement's exact bytes: CBOR [1, city, nonce 16, act, number, standing 8, [word, …]]. */
export function encodeLegalAct({ city, nonce, act, number, standing, says }: LegalAct): Uint8Array {
  const body = encodeCbor([1, city, nonce, act, number, standing, says])
  parseLegalAct(body)
  return body
}

/** Reads the statement without checking who signed it. @throws CertificateFault `malformed` */
export function parseLegalAct(body: Uint8Array): LegalAct {
  const [, city, nonce, act, number, standing, says] = readFields<Fields>(body, 512, [
    exactly(1),
    cityName,
    bytes(16),
    actName,
    whole(99_999),
    bytes(8),
    areWords,
  ])
  return { city, nonce, act, number, standing, says }
}

/** Whoever could have signed: the server knows each of them, by the root or by a certificate. */
export interface Signer extends Pick<ClerkCertificate, 'alias' | 'credentialId' | 'publicKey'> {
  role: ClerkCertificate['role']
}

/**
 * Server: who said so, fresh and each with a touch? Every assertion must hold; a passkey that signs twice is one person. Whether they may is judged by the
 * caller.
 * @param people each passkey that counts here; one person may have several
 * @param nonce the one the server gave and has now crossed out
 * @returns the people who signed, each once
 * @throws CertificateFault `malformed`, `other_city`, `stale`, `assertion_*`, `signature`
 */
export async function verifyLegalAct(
  root: Root,
  people: readonly Signer[],
  certified: Uint8Array,
  nonce: Uint8Array,
  verify: Verify,
): Promise<{ act: LegalAct; signers: Signer[] }> {
  const statement = parseCertified(certified)
  const act = parseLegalAct(statement.body)
  if (act.city !== root.city) throw new CertificateFault('other_city')
  if (!sameBytes(act.nonce, nonce)) throw new CertificateFault('stale')
  const challenge = certifiedChallenge(legalTag, statement.body)
  const signers: Signer[] = []
  for (const assertion of statement.assertions) {
    const person = people.find(one => sameBytes(one.credentialId, assertion.credentialId))
    if (person === undefined) throw new CertificateFault('assertion_passkey')
    await verifyAssertion(assertion, expectedOf(root, person.publicKey, challenge), verify)
    // By role and alias: administrators of the root and certified staff have names of their own, and two passkeys of one person are one.
    if (!signers.some(one => one.alias === person.alias && one.role === person.role)) signers.push(person)
  }
  return { act, signers }
}

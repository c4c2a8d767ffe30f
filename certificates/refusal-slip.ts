import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { encodeCbor } from './cbor.ts'
import { largestCertified, parseCertified } from './certified.ts'
import { parseDesk, verifyDesk } from './desk.ts'
import { CertificateFault } from './faults.ts'
import { bytes, cityName, exactly, type Field, readFields, text } from './fields.ts'
import type { Sign, Verify } from './ports.ts'
import type { Root } from './root.ts'

export const refusalTag = 'latchkey/refusal/v1'

/** Largest slip, bytes: with the rest of a refusal it must fit into one cell. One of two administrators' certificates has about 1,200. */
export const largestSlip = 8192

/**
 * What a resident can take away when the papers were not enough: that this city's desk said so, on which day, by which rules, and what was missing.
 * Names needs and never papers, and nobody. Shown at a counter it asks for another look.
 */
export interface RefusalSlip {
  city: string
  /** Version of the rules. */
  rules: string
  /** The city's day, YYYY-MM-DD: no hour, which would lie near a visit. */
  day: string
  /** Ids of needs, or `doubt`; one at least, none twice. */
  unmet: string[]
}

const needs: Field<string[]> = (value): value is string[] =>
  Array.isArray(value) && value.length >= 1 && value.length <= 12 && new Set(value).size === value.length && value.every(needId)
const needId = text(/^[a-z][a-z0-9_]*$/, 40)

type BodyFields = [1, string, string, string, string[]]
type SlipFields = [Uint8Array, Uint8Array, Uint8Array, Uint8Array]

/** The exact bytes that are signed: CBOR [1, city, rules, day, [need, …]]. @throws CertificateFault `malformed` */
export function encodeRefusal({ city, rules, day, unmet }: RefusalSlip): Uint8Array {
  const body = encodeCbor([1, city, rules, day, unmet])
  parseRefusal(body)
  return body
}

/** Reads the body without checking who signed it. @throws CertificateFault `malformed` */
export function parseRefusal(body: Uint8Array): RefusalSlip {
  const [, city, rules, day, unmet] = readFields<BodyFields>(body, 512, [
    exactly(1),
    cityName,
    text(/^[A-Za-z0-9.-]+$/, 40),
    text(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 10),
    needs,
  ])
  return { city, rules, day, unmet }
}

const message = (body: Uint8Array) => concatBytes(utf8ToBytes(refusalTag), body)

/**
 * Desk → resident: the slip with everything that it takes to believe it, so that it can be read years later and by whoever has the root.
 * CBOR [body, signature 64 of the desk key, certified clerk, certified desk key].
 * @throws CertificateFault `malformed`
 */
export async function signRefusal(
  slip: RefusalSlip,
  by: { clerkCertificate: Uint8Array; deskCertificate: Uint8Array; deskSign: Sign },
): Promise<Uint8Array> {
  const body = encodeRefusal(slip)
  const signed = encodeCbor([body, await by.deskSign(message(body)), by.clerkCertificate, by.deskCertificate])
  if (signed.length > largestSlip) throw new CertificateFault('malformed')
  return signed
}

/**
 * Anyone: did a certified desk of this root say so, on a day on which it was certified? Every byte may come from an attacker.
 * @param dayOf the city's day of a moment in seconds since 1970
 * @returns the slip and the alias of the desk's clerk
 * @throws CertificateFault `malformed`, `not_yet` and `ended` (the desk was not certified on that day), `signature`, and those of `verifyDesk`
 */
export async function verifyRefusal(
  root: Root,
  slip: Uint8Array,
  verify: Verify,
  dayOf: (moment: number) => string,
): Promise<RefusalSlip & { alias: string }> {
  const certified = bytes(64, largestCertified)
  const [body, signature, clerkCertified, deskCertified] = readFields<SlipFields>(slip, largestSlip, [
    bytes(1, 512),
    bytes(64),
    certified,
    certified,
  ])
  const said = parseRefusal(body)
  if (said.city !== root.city) throw new CertificateFault('other_city')
  const { from } = parseDesk(parseCertified(deskCertified).body)
  // At the moment the desk key began: whoever reads a slip years later asks whether it was good then.
  const { clerk, deskKey, to } = await verifyDesk(root, clerkCertified, deskCertified, from, verify)
  if (said.day < dayOf(from)) throw new CertificateFault('not_yet')
  if (said.day > dayOf(to)) throw new CertificateFault('ended')
  if (!(await verify(deskKey, message(body), signature))) throw new CertificateFault('signature')
  return { ...said, alias: clerk.alias }
}

import { indexes } from '@latchkey/certificates/blank.ts'
import { sameBytes } from '@latchkey/certificates/cbor.ts'
import { isPoint } from '@latchkey/certificates/p256.ts'
import type { PeriodCertificate } from '@latchkey/certificates/period-certificate.ts'
import type { Verify } from '@latchkey/certificates/ports.ts'
import type { Root } from '@latchkey/certificates/root.ts'
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { base64urlnopad } from '@scure/base'
import { birthNumberOf, daysOf, isOver } from './days.ts'
import { digestOfDisclosure } from './digests.ts'
import { type Claim, claims, claimsBefore, genders } from './facts.ts'
import { CardFault, type CardFaultCode } from './faults.ts'
import { certificateOf, decodeBase64Url, decodeJson, hasKeys, holderOf, isObject, type Jwt, parseJwt } from './jwt.ts'
import { cancelled, replaced, type StatusList } from './status-list.ts'
import { buildSdJwt, cardVct, templateOf } from './template.ts'

/** certificates/x509/read.ts, as a port: no page that only checks codes carries X.509 code. */
export interface X509Reader {
  readBlankCertificate(der: Uint8Array): { authorityKeyId: Uint8Array }
  readPeriodX509(der: Uint8Array): { subjectKeyId: Uint8Array }
  /** Throws unless the blank's certificate was signed by the period's key and the period's own is the certified one. */
  verifyBlankCertificate(
    period: PeriodCertificate,
    periodDer: Uint8Array,
    blankDer: Uint8Array,
    verify: Verify,
  ): Promise<{ index: number; key65: Uint8Array }>
}

/** A period this verifier holds: verified against the root, with its X.509 certificate, DER. */
export interface HeldPeriod {
  certificate: PeriodCertificate
  x509: Uint8Array
}

export interface ExpectedPresentation {
  root: Root
  periods: readonly HeldPeriod[]
  /** Verified lists by period number. */
  lists: ReadonlyMap<number, StatusList>
  /** What was asked, and by whom: the holder's signature covers both. */
  nonce: string
  aud: string
  /** Seconds since 1970. */
  now: number
  x509: X509Reader
  verify: Verify
}

/** What the holder chose to open; the portrait is base64url text of a JPEG, the veteran mark true or null. */
export type Presented = Partial<Record<Exclude<Claim, 'veteran'>, string | null>> & { veteran?: true | null }

/** A list older than this does not answer a presentation. Seconds: the list is made every hour and read online. */
export const listFreshFor = 86_400

/** A key binding is made while the asker waits. Seconds, both ways, for clocks that differ. */
export const bindingWithin = 60

/** Longest text anybody reads: all nine claims with a portrait of 12 kB are about 25,000. Characters. */
const longest = 40_000

/**
 * Someone who asked a holder for a key-bound SD-JWT (PROTOCOL §5, RFC 9901 §7.3), on a machine of their own. A library that checks the
 * standard alone leaves out the chain, typ, vct, the asker and the time (docs/protocol/card.md has the table), so nothing of it is used.
 * The text is anybody's: the desk made the digests, the holder chose what to open, a thief may hold the phone.
 * @returns the opened claims, `ends` always among them
 * @throws CardFault `presentation_*`, `disclosure_*`, `binding_*`, `status_*`
 */
export async function verifyPresentation(text: string, expected: ExpectedPresentation): Promise<Presented> {
  const { token, disclosures, binding, bound } = takeApart(text)
  const blank = await trustChain(token, expected)
  await trustSignature(token, blank.key65, expected.verify)
  const { holder, digests } = readTemplate(token, blank)
  const opened = openDisclosures(disclosures, digests)
  inDate(opened, blank.period, expected.now)
  await trustBinding(binding, bound, holder, expected)
  notCancelled(blank, expected)
  return opened
}

interface TrustedBlank {
  period: PeriodCertificate
  certificate: Uint8Array
  index: number
  key65: Uint8Array
}

/** jwt ~ disclosure ~ … ~ kb-jwt; `bound` is everything before the key binding, its last ~ included (RFC 9901 §4.3.1). */
function takeApart(text: string): { token: Jwt; disclosures: string[]; binding: Jwt; bound: string } {
  if (text.length > longest) throw new CardFault('presentation_malformed')
  const bound = text.slice(0, text.lastIndexOf('~') + 1)
  const [jwt = '', ...disclosures] = bound.split('~').slice(0, -1)
  const token = orFault('presentation_malformed', () => parseJwt(jwt))
  const binding = orFault('binding_malformed', () => parseJwt(text.slice(bound.length)))
  return { token, disclosures, binding, bound }
}

/** The certified period is found by its key identifier among those held here, never in the token. */
async function trustChain(token: Jwt, { root, periods, x509, verify }: ExpectedPresentation): Promise<TrustedBlank> {
  if (token.header.typ !== 'dc+sd-jwt' || token.header.alg !== 'ES256') throw new CardFault('presentation_type')
  const certificate = certificateOf(token)
  if (certificate === null) throw new CardFault('presentation_chain')
  const { authorityKeyId } = orFault('presentation_chain', () => x509.readBlankCertificate(certificate))
  const ours = periods.filter(held => held.certificate.city === root.city)
  const held = ours.find(one => sameBytes(x509.readPeriodX509(one.x509).subjectKeyId, authorityKeyId))
  if (held === undefined) throw new CardFault('presentation_issuer_unknown')
  try {
    const blank = await x509.verifyBlankCertificate(held.certificate, held.x509, certificate, verify)
    return { ...blank, certificate, period: held.certificate }
  } catch {
    throw new CardFault('presentation_chain')
  }
}

async function trustSignature(token: Jwt, key65: Uint8Array, verify: Verify): Promise<void> {
  if (!(await verify(key65, utf8ToBytes(token.input), token.signature))) throw new CardFault('presentation_signature')
}

/**
 * The signed text has to be the template and nothing more. Each part is looked at by its own name first, so that a fault says which; the
 * comparison at the end leaves no room for a second key of one name, another order or another spelling of the same JSON.
 */
function readTemplate(token: Jwt, { period, index, certificate }: TrustedBlank): { holder: Uint8Array; digests: string[] } {
  const template = templateOf(period)
  const { vct, iss, iat, exp, status, person } = token.payload
  if (vct !== cardVct) throw new CardFault('presentation_vct')
  if (iss !== template.iss) throw new CardFault('presentation_iss')
  if (iat !== template.first || exp !== template.technicalEnd) throw new CardFault('presentation_dates')
  const list = isObject(status) && isObject(status.status_list) ? status.status_list : {}
  // A blank of one index that names another's status would outlive its own cancelling.
  if (list.idx !== index || list.uri !== template.listAddress || index >= indexes) throw new CardFault('presentation_status')
  const key = holderOf(token)
  const holder = key === null ? null : concatBytes(Uint8Array.of(4), key.x, key.y)
  if (key === null || holder === null || !isPoint(holder)) throw new CardFault('presentation_holder')
  const digests = isObject(person) && hasKeys(person, ['_sd']) && Array.isArray(person._sd) ? (person._sd as unknown[]) : []
  const sd = digests.map(digest => digestBytes(digest))
  // Eight: a card sealed before there was a veteran mark. Both are signed, and neither length is the holder's to choose.
  if (![claims.length, claimsBefore.length].includes(sd.length) || new Set(digests).size !== sd.length)
    throw new CardFault('presentation_digests')
  const none = new Uint8Array(32)
  const rebuilt = buildSdJwt(template, { index, certificate }, { holder: key, sd, front: none, face: none, rest: none })
  if (rebuilt !== token.input) throw new CardFault('presentation_not_template')
  return { holder, digests: digests as string[] }
}

function digestBytes(value: unknown): Uint8Array {
  const bytes = typeof value === 'string' ? orFault('presentation_digests', () => decodeBase64Url(value)) : new Uint8Array()
  if (bytes.length !== 32) throw new CardFault('presentation_digests')
  return bytes
}

/** Every disclosure belongs to one digest, has one of the nine names once, and text or null inside; the mark true or null. */
function openDisclosures(disclosures: readonly string[], digests: readonly string[]): Presented {
  if (new Set(disclosures).size !== disclosures.length) throw new CardFault('disclosure_repeated')
  const opened = new Map<Claim, string | true | null>()
  for (const disclosure of disclosures) {
    const { claim, value } = readDisclosure(disclosure)
    if (!digests.includes(base64urlnopad.encode(digestOfDisclosure(disclosure)))) throw new CardFault('disclosure_unreferenced')
    if (opened.has(claim)) throw new CardFault('disclosure_doubled')
    opened.set(claim, value)
  }
  return Object.fromEntries(opened) as Presented
}

/**
 * The digests were made where the server cannot look: a disclosure may be named `exp`, `cnf`, `status` or `__proto__`, or hold an object
 * with more digests. Only the nine names and only text, true of the mark, or null come out of here.
 */
function readDisclosure(disclosure: string): { claim: Claim; value: string | true | null } {
  const parts = orFault('disclosure_malformed', () => decodeJson(disclosure))
  if (!Array.isArray(parts) || parts.length !== 3) throw new CardFault('disclosure_malformed')
  const [salt, name, value] = parts as unknown[]
  if (typeof salt !== 'string' || orFault('disclosure_malformed', () => decodeBase64Url(salt)).length !== 16)
    throw new CardFault('disclosure_malformed')
  const claim = claims.find(one => one === name)
  if (claim === undefined) throw new CardFault('disclosure_name')
  if (claim === 'veteran') {
    if (value !== null && value !== true) throw new CardFault('disclosure_value')
    return { claim, value }
  }
  if (value !== null && typeof value !== 'string') throw new CardFault('disclosure_value')
  checkValue(claim, value)
  return { claim, value }
}

function checkValue(claim: Claim, value: string | null): void {
  const always = claim === 'name' || claim === 'birth_date' || claim === 'portrait'
  if (value === null && always) throw new CardFault('disclosure_value')
  if (value === null) return
  if (claim === 'gender' && !genders.some(one => one === value)) throw new CardFault('disclosure_value')
  if (claim === 'birth_date') orFault('disclosure_value', () => birthNumberOf(value))
  if (claim === 'ends') orFault('disclosure_value', () => daysOf(value))
}

function inDate(opened: Presented, { first, technicalEnd }: PeriodCertificate, now: number): void {
  if (opened.ends === undefined) throw new CardFault('disclosure_no_ends')
  if (now < first) throw new CardFault('presentation_early')
  if (now > technicalEnd || (opened.ends !== null && isOver(opened.ends, now))) throw new CardFault('presentation_ended')
}

/** RFC 9901 §7.3 step 5: signed by the holder's key over exactly this text, for this asker, for this question, now. */
async function trustBinding(
  binding: Jwt,
  bound: string,
  holder: Uint8Array,
  { nonce, aud, now, verify }: ExpectedPresentation,
): Promise<void> {
  const { header, payload } = binding
  if (!hasKeys(header, ['alg', 'typ']) || header.alg !== 'ES256' || header.typ !== 'kb+jwt') throw new CardFault('binding_malformed')
  if (!hasKeys(payload, ['iat', 'aud', 'nonce', 'sd_hash']) || !Number.isSafeInteger(payload.iat)) throw new CardFault('binding_malformed')
  if (!(await verify(holder, utf8ToBytes(binding.input), binding.signature))) throw new CardFault('binding_signature')
  if (payload.sd_hash !== base64urlnopad.encode(sha256(utf8ToBytes(bound)))) throw new CardFault('binding_hash')
  if (payload.aud !== aud) throw new CardFault('binding_audience')
  if (payload.nonce !== nonce) throw new CardFault('binding_nonce')
  if (Math.abs((payload.iat as number) - now) > bindingWithin) throw new CardFault('binding_time')
}

function notCancelled({ period, index }: TrustedBlank, { lists, now }: ExpectedPresentation): void {
  const list = lists.get(period.period)
  if (list === undefined || list.at < now - listFreshFor || list.until < now) throw new CardFault('status_unknown')
  const status = list.status(index)
  if (status === cancelled) throw new CardFault('status_cancelled')
  if (status === replaced) throw new CardFault('status_replaced')
}

function orFault<T>(code: CardFaultCode, read: () => T): T {
  try {
    return read()
  } catch {
    throw new CardFault(code)
  }
}

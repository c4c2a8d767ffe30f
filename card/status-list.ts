import { indexes } from '@latchkey/certificates/blank.ts'
import { isPoint } from '@latchkey/certificates/p256.ts'
import type { Sign, Verify } from '@latchkey/certificates/ports.ts'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { base64urlnopad } from '@scure/base'
import { CardFault } from './faults.ts'
import { decodeBase64Url, hasKeys, isObject, type Jwt, parseJwt } from './jwt.ts'

/** A place in the cancelled list (PROTOCOL §6). */
export type Status = 0 | 1 | 3
export const valid = 0
export const cancelled = 1
export const replaced = 3

/** Raw length of every list: 2 bits for each of 2^20 indexes, 262,144 bytes. */
export const statusesLength = indexes / 4

/** zlib (RFC 1950), as the platform has it. */
export type Deflate = (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>

/** The opposite; should stop once more than `most` bytes have come out. */
export type Inflate = (bytes: Uint8Array, most: number) => Uint8Array | Promise<Uint8Array>

/** A verified list of one period. */
export interface StatusList {
  status(index: number): Status
  /** When it was made, seconds since 1970. */
  at: number
  /** Last second it may be used. */
  until: number
}

/** Every list grows in steps of this many bytes, so its length says little about how many cards were cancelled. */
export const padStep = 16_384

/** Largest list anybody reads: 256 KiB that do not shrink, as base64 of base64, rounded up. Characters. */
const longest = 512 * 1024

/** All valid. */
export function newStatuses(): Uint8Array {
  return new Uint8Array(statusesLength)
}

/** 2 is written by nobody and read as cancelled. @throws CardFault `malformed` for an index outside the list */
export function statusOf(statuses: Uint8Array, index: number): Status {
  const byte = statuses[at(index)] as number
  const status = (byte >> ((index % 4) * 2)) & 3
  return status === 2 ? cancelled : (status as Status)
}

/** Writes one status in place. @throws CardFault `malformed` for an index outside the list */
export function setStatus(statuses: Uint8Array, index: number, status: Status): void {
  const shift = (index % 4) * 2
  const place = at(index)
  statuses[place] = ((statuses[place] as number) & ~(3 << shift)) | (status << shift)
}

/**
 * The server's clock, once an hour for each period: the whole list, signed (Token Status List draft-ietf-oauth-status-list-15 §5.1,
 * `statuslist+jwt`). The payload is filled by `pad` to a multiple of 16 KiB.
 * @param list.at `iat` @param list.ttl seconds after which a reader asks again @param list.until `exp`
 */
export async function buildList(list: {
  statuses: Uint8Array
  listAddress: string
  at: number
  ttl: number
  until: number
  deflate: Deflate
  sign: Sign
}): Promise<string> {
  const { statuses, listAddress, ttl, until, deflate, sign } = list
  if (statuses.length !== statusesLength) throw new CardFault('malformed')
  const lst = base64urlnopad.encode(await deflate(statuses))
  const payload = (pad: string) => JSON.stringify({ sub: listAddress, iat: list.at, exp: until, ttl, status_list: { bits: 2, lst }, pad })
  const bare = utf8ToBytes(payload('')).length
  const full = payload('0'.repeat((padStep - (bare % padStep)) % padStep))
  const encode = (text: string) => base64urlnopad.encode(utf8ToBytes(text))
  const input = `${encode(JSON.stringify({ alg: 'ES256', typ: 'statuslist+jwt' }))}.${encode(full)}`
  return `${input}.${base64urlnopad.encode(await sign(utf8ToBytes(input)))}`
}

/**
 * Anyone who checks cards. The file came from a network or from a phone's own store; only the key certified with the period may have
 * signed it, and only for that period's address: the list of another quarter would show other cards as valid.
 * Its age is the caller's to judge; a list made in the future means that this clock is wrong, which `checkCode` says.
 * @param expected.now seconds since 1970
 * @throws CardFault `list_malformed`, `list_signature`, `list_other`, `list_ended`
 */
export async function verifyList(
  jwt: string,
  expected: { listKey: Uint8Array; listAddress: string; now: number; inflate: Inflate; verify: Verify },
): Promise<StatusList> {
  const token = readToken(jwt)
  if (!isPoint(expected.listKey) || !(await expected.verify(expected.listKey, utf8ToBytes(token.input), token.signature))) {
    throw new CardFault('list_signature')
  }
  const { sub, iat, exp, lst } = readPayload(token.payload)
  if (sub !== expected.listAddress) throw new CardFault('list_other')
  if (exp < expected.now) throw new CardFault('list_ended')
  const statuses = await inflated(lst, expected.inflate)
  return { status: index => statusOf(statuses, index), at: iat, until: exp }
}

function readToken(jwt: string): Jwt {
  if (jwt.length > longest) throw new CardFault('list_malformed')
  const token = orListMalformed(() => parseJwt(jwt))
  const { alg, typ } = token.header
  if (!hasKeys(token.header, ['alg', 'typ']) || alg !== 'ES256' || typ !== 'statuslist+jwt') throw new CardFault('list_malformed')
  return token
}

function readPayload(payload: Record<string, unknown>): { sub: string; iat: number; exp: number; lst: Uint8Array } {
  const { sub, iat, exp, ttl, status_list: list } = payload
  if (!hasKeys(payload, ['sub', 'iat', 'exp', 'ttl', 'status_list', 'pad'])) throw new CardFault('list_malformed')
  if (typeof sub !== 'string' || !isMoment(iat) || !isMoment(exp) || !isMoment(ttl)) throw new CardFault('list_malformed')
  if (!isObject(list) || !hasKeys(list, ['bits', 'lst']) || list.bits !== 2 || typeof list.lst !== 'string')
    throw new CardFault('list_malformed')
  const { lst } = list
  return { sub, iat, exp, lst: orListMalformed(() => decodeBase64Url(lst as string)) }
}

async function inflated(lst: Uint8Array, inflate: Inflate): Promise<Uint8Array> {
  let statuses: Uint8Array
  try {
    statuses = await inflate(lst, statusesLength)
  } catch {
    throw new CardFault('list_malformed')
  }
  if (statuses.length !== statusesLength) throw new CardFault('list_malformed')
  return statuses
}

function at(index: number): number {
  if (!Number.isInteger(index) || index < 0 || index >= indexes) throw new CardFault('malformed')
  return Math.floor(index / 4)
}

function isMoment(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

function orListMalformed<T>(read: () => T): T {
  try {
    return read()
  } catch {
    throw new CardFault('list_malformed')
  }
}

import type { Sign } from '@latchkey/certificates/ports.ts'
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { base64urlnopad } from '@scure/base'
import { type Claim, claims } from './facts.ts'
import type { SealedCard } from './sealed.ts'

/**
 * The holder's phone: opens the named claims to one asker, bound to the holder's key (RFC 9901 §4.3). `ends` is always opened: without it
 * nobody could tell whether the card is over.
 * @param ask.now seconds since 1970 @param ask.sign of the holder key
 * @returns jwt~disclosure~…~kb-jwt
 */
export async function makePresentation(
  sealed: SealedCard,
  ask: { open: readonly Claim[]; nonce: string; aud: string; now: number; sign: Sign },
): Promise<string> {
  const opened = sealed.disclosures.filter((_, at) => claims[at] === 'ends' || ask.open.some(claim => claim === claims[at]))
  return bindToHolder([sealed.jwt, ...opened, ''].join('~'), ask)
}

/** Puts the key binding behind `jwt~disclosure~…~`. */
export async function bindToHolder(
  bound: string,
  { nonce, aud, now, sign }: { nonce: string; aud: string; now: number; sign: Sign },
): Promise<string> {
  const encode = (value: unknown) => base64urlnopad.encode(utf8ToBytes(JSON.stringify(value)))
  const sd_hash = base64urlnopad.encode(sha256(utf8ToBytes(bound)))
  const input = `${encode({ alg: 'ES256', typ: 'kb+jwt' })}.${encode({ iat: now, aud, nonce, sd_hash })}`
  return `${bound}${input}.${base64urlnopad.encode(await sign(utf8ToBytes(input)))}`
}

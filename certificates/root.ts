import { bytesToHex } from '@noble/hashes/utils.js'
import { base64urlnopad } from '@scure/base'
import { CertificateFault } from './faults.ts'
import { aliasName, cityName } from './fields.ts'
import { isPoint } from './p256.ts'
import { taggedHash } from './tagged.ts'

/** One passkey of an administrator. One person may hold several; they count once, by alias. */
export interface Administrator {
  alias: string
  credentialId: Uint8Array
  /** 65 bytes, uncompressed. */
  publicKey: Uint8Array
}

/** What a city is built with (PROTOCOL §1): there is no other root, and no key on the server can certify anything. */
export interface Root {
  /** `chicago`; of a practice root `chicago/practice`. It is part of everything signed. */
  city: string
  practice: boolean
  /** How many different administrators must sign a clerk or a period. */
  threshold: number
  /** The site identifier the passkeys were made for. */
  rpId: string
  /** The pages on which passkeys may be used; see `parseRoot`. */
  origins: string[]
  administrators: Administrator[]
}

/** As `cities/<city>/root.json` has it: bytes as base64url without padding. */
export interface RootJson {
  city: string
  practice: boolean
  threshold: number
  rpId: string
  origins: string[]
  administrators: { alias: string; credentialId: string; publicKey: string }[]
}

/** An origin that means *any port of this computer*; practice only, because `--port` is free there. */
export const anyLocalPort = 'http://localhost'

/**
 * Reads a root. Origins are `https://` and a host that is `rpId` or ends in it, or `http://localhost:<port>` with rpId
 * `localhost` (the only host without TLS that browsers let use passkeys). Of a practice root, and only there, the origin
 * `http://localhost` without a port stands for every port of this computer.
 * City and practice say the same thing twice: `practice` holds exactly when the city ends in `/practice`.
 * @throws CertificateFault `malformed`, `point`
 */
export function parseRoot(json: unknown): Root {
  const value = strictObject(json, ['city', 'practice', 'threshold', 'rpId', 'origins', 'administrators'])
  const { city, practice, threshold, rpId, origins } = value
  if (!cityName(city) || typeof practice !== 'boolean' || practice !== city.endsWith('/practice')) throw new CertificateFault('malformed')
  if (typeof rpId !== 'string' || rpId.length > 253 || !/^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/.test(rpId))
    throw new CertificateFault('malformed')
  if (!isList(origins, 8) || !origins.every((one): one is string => isOrigin(one, rpId, practice))) throw new CertificateFault('malformed')
  const administrators = parseAdministrators(value.administrators)
  const people = new Set(administrators.map(one => one.alias)).size
  if (typeof threshold !== 'number' || !Number.isInteger(threshold) || threshold < 1 || threshold > people)
    throw new CertificateFault('malformed')
  return { city, practice, threshold, rpId, origins, administrators }
}

/** The root as `root.json` has it; the administrator's page writes it, `parseRoot` reads it. */
export function rootJson(root: Root): RootJson {
  const administrators = root.administrators.map(one => ({
    alias: one.alias,
    credentialId: base64urlnopad.encode(one.credentialId),
    publicKey: base64urlnopad.encode(one.publicKey),
  }))
  return { city: root.city, practice: root.practice, threshold: root.threshold, rpId: root.rpId, origins: root.origins, administrators }
}

/** SHA-256 of the root as hex, 64 characters: what the record page shows and an administrator can read out on the telephone. */
export function rootFingerprint(root: Root): string {
  const administrators = root.administrators.map(one => [one.alias, one.credentialId, one.publicKey])
  const { city, practice, threshold, rpId, origins } = root
  return bytesToHex(taggedHash('latchkey/root/v1', [1, city, practice, threshold, rpId, origins, administrators]))
}

function parseAdministrators(value: unknown): Administrator[] {
  if (!isList(value, 16)) throw new CertificateFault('malformed')
  const administrators = value.map(parseAdministrator)
  const ids = new Set(administrators.map(one => base64urlnopad.encode(one.credentialId)))
  const keys = new Set(administrators.map(one => base64urlnopad.encode(one.publicKey)))
  // One passkey under two aliases would count as two people.
  if (ids.size !== administrators.length || keys.size !== administrators.length) throw new CertificateFault('malformed')
  return administrators
}

function parseAdministrator(value: unknown): Administrator {
  const { alias, credentialId, publicKey } = strictObject(value, ['alias', 'credentialId', 'publicKey'])
  if (!aliasName(alias)) throw new CertificateFault('malformed')
  const administrator = { alias, credentialId: bytesOf(credentialId, 1, 512), publicKey: bytesOf(publicKey, 65, 65) }
  if (!isPoint(administrator.publicKey)) throw new CertificateFault('point')
  return administrator
}

function isOrigin(value: unknown, rpId: string, practice: boolean): boolean {
  if (typeof value !== 'string' || value.length > 260) return false
  if (value === anyLocalPort) return practice && rpId === 'localhost'
  if (rpId === 'localhost') return /^http:\/\/localhost:[1-9]\d{0,4}$/.test(value)
  const host = /^https:\/\/([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::[1-9]\d{0,4})?$/.exec(value)?.[1]
  return host !== undefined && (host === rpId || host.endsWith('.' + rpId))
}

function isList(value: unknown, most: number): value is unknown[] {
  return Array.isArray(value) && value.length >= 1 && value.length <= most
}

function strictObject<K extends string>(value: unknown, keys: K[]): Record<K, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new CertificateFault('malformed')
  const own = Object.keys(value)
  if (own.length !== keys.length || !keys.every(key => own.includes(key))) throw new CertificateFault('malformed')
  return value as Record<K, unknown>
}

function bytesOf(value: unknown, least: number, most: number): Uint8Array {
  if (typeof value !== 'string' || value.length > Math.ceil((most * 4) / 3)) throw new CertificateFault('malformed')
  let bytes: Uint8Array
  try {
    bytes = base64urlnopad.decode(value)
  } catch {
    throw new CertificateFault('malformed')
  }
  if (bytes.length < least || bytes.length > most) throw new CertificateFault('malformed')
  return bytes
}

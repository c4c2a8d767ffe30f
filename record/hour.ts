/**
 * An hour of the public record (in practice a minute): files of nine kinds, each padded to the size of its kind, a file that says which hour it is, and a
 * listing of them in the form of `sha256sum`. The listing's hash is the one entry of the hour in the log; docs/protocol/public-record.md draws the bytes.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { RecordFault } from './faults.ts'
import { textOf } from './text.ts'

/** What a city publishes. The closed list; a kind with nothing to say has no file. */
export const kinds = ['keys', 'rules', 'ways', 'notices', 'cancelled', 'counts', 'requests', 'statements', 'manifest'] as const
export type Kind = (typeof kinds)[number]

/** Bytes: every file of the kind is filled up to a multiple of this, so that its length says little about what changed in it. */
export const padStep: Readonly<Record<Kind, number>> = {
  keys: 64 * 1024,
  rules: 256 * 1024,
  ways: 32 * 1024,
  notices: 64 * 1024,
  cancelled: 64 * 1024,
  counts: 64 * 1024,
  requests: 64 * 1024,
  statements: 128 * 1024,
  manifest: 64 * 1024,
}

/** A public file as its owner makes it, before it is padded. Same bytes for the same state: no clock, no order of a set. */
export interface PublicFile {
  /** Begins with the kind: `keys.json`, `statements/2026-12.json`. Small letters, digits, `.`, `-`, `_` and `/`. */
  name: string
  bytes: Uint8Array
}

export interface Listed {
  name: string
  /** SHA-256 of the padded bytes. */
  hash: Uint8Array
}

const named = /^[a-z0-9][a-z0-9_.-]{0,63}(\/[a-z0-9][a-z0-9_.-]{0,63}){0,2}$/
/** Largest listing anybody reads: some hundred files. Bytes. */
export const longestListing = 65_536

/** The kind that a name begins with. @throws RecordFault `file_malformed` */
export function kindOf(name: string): Kind {
  const kind = kinds.find(one => name.startsWith(`${one}.`) || name.startsWith(`${one}/`))
  if (kind === undefined || !named.test(name)) throw new RecordFault('file_malformed')
  return kind
}

/**
 * Filled with spaces and a last line feed, which JSON and text carry without change. What already has a length of its kind is taken as it is: a PDF pads itself.
 * @throws RecordFault `file_malformed` for an empty file or a name of no kind
 */
export function padded({ name, bytes }: PublicFile): Uint8Array {
  const step = padStep[kindOf(name)]
  if (bytes.length === 0) throw new RecordFault('file_malformed')
  const short = (step - (bytes.length % step)) % step
  if (short === 0) return bytes
  const full = new Uint8Array(bytes.length + short).fill(0x20)
  full.set(bytes)
  full[full.length - 1] = 0x0a
  return full
}

/** Lines of 64 hex digits, two spaces and a name, sorted by name as bytes: `sha256sum -c` reads it. @throws RecordFault `file_malformed` for a name given twice */
export function listingOf(files: readonly Listed[]): Uint8Array {
  const sorted = files.slice().sort((a, b) => (a.name < b.name ? -1 : 1))
  sorted.forEach(({ name }, at) => {
    if (!named.test(name) || sorted[at + 1]?.name === name) throw new RecordFault('file_malformed')
  })
  return utf8ToBytes(sorted.map(({ name, hash }) => `${bytesToHex(hash)}  ${name}\n`).join(''))
}

/** @throws RecordFault `listing_malformed` for anything that `listingOf` does not write */
export function parseListing(bytes: Uint8Array): Listed[] {
  if (bytes.length > longestListing) throw new RecordFault('listing_malformed')
  const lines = textOf(bytes, 'listing_malformed').split('\n')
  if (lines.pop() !== '' || lines.length === 0) throw new RecordFault('listing_malformed')
  return lines.map((line, at) => {
    const [, hex, name] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? []
    if (hex === undefined || name === undefined || !named.test(name)) throw new RecordFault('listing_malformed')
    if (at > 0 && (lines[at - 1] as string).slice(66) >= name) throw new RecordFault('listing_malformed')
    return { name, hash: hexToBytes(hex) }
  })
}

/** 32 bytes: what the log holds of an hour. */
export const entryOf = (listing: Uint8Array): Uint8Array => sha256(listing)

/** Which hour it is. It lies among the files, so that no listing can stand for another hour or another log. */
export interface Tick {
  /** The log's name, as in its checkpoint. */
  origin: string
  /** Place in the log, from 0. */
  n: number
  /** Full hour (practice: minute), seconds since 1970. */
  at: number
  /** Seconds between two hours: 3600, or 60 in practice. */
  every: number
}

export const tickName = 'tick.json'
const tickLength = 512

/** 512 bytes whatever the numbers are. */
export function encodeTick({ origin, n, at, every }: Tick): Uint8Array {
  const text = utf8ToBytes(JSON.stringify({ origin, n, at, every }))
  if (text.length >= tickLength) throw new RecordFault('tick_malformed')
  return concatBytes(text, new Uint8Array(tickLength - text.length - 1).fill(0x20), Uint8Array.of(0x0a))
}

/** @throws RecordFault `tick_malformed` for anything that `encodeTick` does not write */
export function parseTick(bytes: Uint8Array): Tick {
  let tick: Partial<Record<keyof Tick, unknown>>
  try {
    if (bytes.length !== tickLength) throw new RecordFault('tick_malformed')
    tick = JSON.parse(textOf(bytes, 'tick_malformed'))
  } catch {
    throw new RecordFault('tick_malformed')
  }
  const { origin, n, at, every } = tick
  const whole = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0
  if (typeof origin !== 'string' || !whole(n) || !whole(at) || (every !== 60 && every !== 3600)) throw new RecordFault('tick_malformed')
  const read = { origin, n, at, every }
  if (at % every !== 0 || bytesToHex(encodeTick(read)) !== bytesToHex(bytes)) throw new RecordFault('tick_malformed')
  return read
}

/**
 * One look of a watcher at a city: does the log follow from what was seen before, is each hour what its entry says, and does the city serve what it published?
 * Party: anyone → server, by public addresses only. Every byte that comes is the city's; the watcher believes what follows from the signed checkpoint, and of what it
 * saw before. It tells the city nothing but that somebody reads.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { openCheckpoint } from './checkpoint.ts'
import type { Finding, WatcherFaultCode } from './findings.ts'
import { entryOf, type Listed, parseListing, parseTick, type Tick, tickName } from './hour.ts'
import { type Note, noteKey, parseKey, type VerifierKey, type VerifyEd25519 } from './note.ts'
import { compareServed, type Differs } from './served.ts'
import { textOf } from './text.ts'
import { parseBundle, provenNodes, type ReadTile, tileIn, tilePath } from './tiles.ts'
import { consistencyProof, inclusionProof, leafHash, type ReadNode, sameHash, verifyConsistency, verifyInclusion } from './tree.ts'
import type { Difference, Watched } from './watched.ts'

export interface WatchPorts {
  /**
   * What the city answers to a GET of this path, by a language where words are asked for; null for 404. Refuses what is larger than a public file can be.
   * @throws when nothing can be had
   */
  get(path: string, language?: string): Promise<Uint8Array | null>
  verify: VerifyEd25519
  /** Seconds since 1970, by the watcher's own clock. */
  now: number
  /** The key of the log, where the watcher knows it from elsewhere. Without it and without a look before, the first key that is shown is believed. */
  key?: VerifierKey | undefined
  /** What the last look left; null: the first. */
  before: Watched | null
  /** Whether every page of the city is read and compared: some megabytes. */
  pages: boolean
}

export interface Look {
  findings: Finding[]
  /** To be kept for the next look: what was there before, when this one could not be believed. */
  watched: Watched | null
  /** Of the newest entry; null when no checkpoint could be believed. */
  newest: { origin: string; size: number; at: number; every: number; hours: number; files: number; witnesses: number } | null
}

/** Hours that one look reads back at most; a watcher that looks every day sees all of them. */
const mostHours = 48
/** Looks at so many sizes of the log, one after the other, at which something differed, however it changed. */
const alwaysOther = 12

/** Ends a look: nothing after it could be believed. */
class Stop extends Error {
  readonly finding: Finding
  constructor(what: WatcherFaultCode, more: Partial<Finding> = {}) {
    super(what)
    this.finding = { what, alarm: true, ...more }
  }
}

/** A part of the look: what it throws is this finding. */
async function orStop<T>(what: WatcherFaultCode, run: () => T | Promise<T>, more: Partial<Finding> = {}): Promise<T> {
  try {
    return await run()
  } catch (problem) {
    throw problem instanceof Stop ? problem : new Stop(what, more)
  }
}

export async function look(ports: WatchPorts): Promise<Look> {
  const findings: Finding[] = []
  let newest: Look['newest'] = null
  try {
    const { key, size, root, note } = await readCheckpoint(ports)
    const nodes = await readTree(ports, size, root)
    if (size === 0) throw new Stop('hour_late')
    const entries = await readEntries(ports, nodes, size, root)
    const { tick, listed } = await readHours(ports, key, entries, size, findings)
    if (ports.now - tick.at > 2 * tick.every) findings.push({ what: 'hour_late', alarm: true, n: tick.n })
    const files = await readFiles(ports, listed, tick.n, findings)
    const served = files === null ? [] : await orStop('city_unreachable', () => compareServed({ ...ports, note, listed, files, tick }))
    const witnesses = files === null ? 0 : witnessCount(files)
    newest = { origin: key.name, size, at: tick.at, every: tick.every, hours: entries.length, files: listed.length, witnesses }
    const differences = judge(served, ports.before?.differences ?? [], size, findings)
    return { findings, watched: { key, size, root, differences }, newest }
  } catch (problem) {
    if (!(problem instanceof Stop)) throw problem
    return { findings: [...findings, problem.finding], watched: ports.before, newest }
  }
}

/** Whether all is well: nothing that is older than an hour. */
export const isWell = ({ findings }: Look): boolean => findings.every(({ alarm }) => !alarm)

async function ask(ports: WatchPorts, path: string, otherwise: WatcherFaultCode, more: Partial<Finding> = {}): Promise<Uint8Array> {
  const bytes = await orStop('city_unreachable', () => ports.get(path))
  if (bytes === null) throw new Stop(otherwise, more)
  return bytes
}

interface Believed {
  key: VerifierKey
  size: number
  root: Uint8Array
  note: Note
}

async function readCheckpoint(ports: WatchPorts): Promise<Believed> {
  const shownBytes = await ask(ports, '/record/key', 'record_missing')
  const shown = await orStop('checkpoint_wrong', () => parseKey(textOf(shownBytes, 'key_malformed').trim()))
  if (shown.type !== noteKey) throw new Stop('checkpoint_wrong')
  const key = ports.key ?? ports.before?.key ?? shown
  const bytes = await ask(ports, '/record/checkpoint', 'record_missing')
  const other = shown.name !== key.name || !sameHash(shown.publicKey, key.publicKey)
  const opened = await orStop(other ? 'key_changed' : 'checkpoint_wrong', () => openCheckpoint(bytes, key, ports.verify))
  if (other) throw new Stop('key_changed')
  return { key, size: opened.size, root: opened.root, note: opened.note }
}

/** The tree of the checkpoint, and whether it begins with the one seen before. */
async function readTree(ports: WatchPorts, size: number, root: Uint8Array): Promise<ReadNode> {
  const { before } = ports
  if (before !== null && size < before.size) throw new Stop('log_rolled_back')
  const readTile: ReadTile = tile => ask(ports, `/record/${tilePath(tile)}`, 'tile_tampered')
  const nodes = await orStop('tile_tampered', () => provenNodes(readTile, size, root))
  if (before !== null && before.size > 0) {
    const proof = await orStop('tile_tampered', () => consistencyProof(nodes, before.size, size))
    await orStop('log_forked', () => verifyConsistency(before.size, before.root, size, root, proof))
  }
  return nodes
}

/** The entries since the last look, and one before it; each with its place proven. The first stands at `from`. */
async function readEntries(
  ports: WatchPorts,
  nodes: ReadNode,
  size: number,
  root: Uint8Array,
): Promise<{ n: number; entry: Uint8Array }[]> {
  const from = Math.max(0, size - mostHours, Math.min(ports.before?.size ?? 0, size) - 1)
  const found: { n: number; entry: Uint8Array }[] = []
  for (let index = Math.floor(from / 256); index * 256 < size; index++) {
    const tile = tileIn('entries', index, size)
    if (tile === null) break
    const bytes = await ask(ports, `/record/${tilePath(tile)}`, 'tile_tampered')
    const entries = await orStop('tile_tampered', () => parseBundle(bytes, tile.width))
    for (const [place, entry] of entries.entries()) {
      const n = index * 256 + place
      if (n < from) continue
      const prove = async () => verifyInclusion(leafHash(entry), n, size, await inclusionProof(nodes, n, size), root)
      await orStop('tile_tampered', prove, { n })
      found.push({ n, entry })
    }
  }
  return found
}

/** Listing and tick of each hour since the last look; the newest of them is returned. */
async function readHours(
  ports: WatchPorts,
  key: VerifierKey,
  entries: { n: number; entry: Uint8Array }[],
  size: number,
  findings: Finding[],
): Promise<{ tick: Tick; listed: Listed[] }> {
  let last: { tick: Tick; listed: Listed[] } | null = null
  for (const { n, entry } of entries) {
    const bytes = await ask(ports, `/record/hours/${n}/files`, 'hour_changed', { n })
    if (!sameHash(entryOf(bytes), entry)) throw new Stop('hour_changed', { n })
    const listed = await orStop('hour_changed', () => parseListing(bytes), { n })
    const tickBytes = await ask(ports, `/record/hours/${n}/${tickName}`, 'hour_changed', { n })
    const tick = await orStop('hour_changed', () => parseTick(tickBytes), { n })
    const named = listed.find(({ name }) => name === tickName)
    const before: Tick | undefined = last?.tick
    const follows = before === undefined || (tick.at > before.at && tick.every === before.every)
    if (named === undefined || !sameHash(named.hash, sha256(tickBytes)) || tick.n !== n || tick.origin !== key.name || !follows)
      throw new Stop('hour_changed', { n })
    // The first of them was looked at before, or lies too far back: only what follows it is new.
    if (before !== undefined && tick.at - before.at > tick.every) findings.push({ what: 'hour_missing', alarm: true, n })
    last = { tick, listed }
  }
  if (last === null || last.tick.n !== size - 1) throw new Stop('tile_tampered')
  return last
}

/** The newest hour's public files. Old cancelled lists may be gone, and the newest after a restart; their hash is compared with what is served. */
async function readFiles(ports: WatchPorts, listed: Listed[], n: number, findings: Finding[]): Promise<Map<string, Uint8Array> | null> {
  const files = new Map<string, Uint8Array>()
  const wrong: string[] = []
  for (const { name, hash } of listed) {
    const bytes = await orStop('city_unreachable', () => ports.get(`/record/hours/${n}/${name}`))
    if (bytes === null && name.startsWith('cancelled')) continue
    if (bytes === null || !sameHash(sha256(bytes), hash)) wrong.push(name)
    else files.set(name, bytes)
  }
  if (wrong.length > 0) findings.push({ what: 'file_changed', alarm: true, n, names: wrong })
  return wrong.length > 0 ? null : files
}

function witnessCount(files: Map<string, Uint8Array>): number {
  try {
    return JSON.parse(textOf(files.get('keys.json') as Uint8Array, 'file_malformed')).witnesses.length
  } catch {
    return 0
  }
}

/**
 * A difference that was there before the newest entry and is not in it was never published. One that nobody has seen before this entry may be a change of this
 * hour. Whoever always shows something new is found out by how long that goes on.
 */
function judge(differs: Differs[], before: Difference[], size: number, findings: Finding[]): Difference[] {
  return differs.map(({ what, served, names, old }) => {
    const hash = Array.from(sha256(utf8ToBytes(served)), byte => byte.toString(16).padStart(2, '0')).join('')
    const known = before.find(one => one.what === what)
    const same = known?.served === hash
    const since = known?.since ?? size
    const alarm = old || (same && (known?.size ?? size) < size) || size - since >= alwaysOther
    findings.push({ what, alarm, ...(names.length > 0 ? { names } : {}) })
    return { what, served: hash, size: same ? (known?.size ?? size) : size, since }
  })
}

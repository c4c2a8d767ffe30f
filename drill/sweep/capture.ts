/** Taking what there is: files with their compressed insides, and the memory of living processes. */
import { closeSync, existsSync, lstatSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync, constants, inflateRawSync, inflateSync } from 'node:zlib'

export interface Piece {
  /** Where it was: an artefact's own part, without values. */
  where: string
  bytes: Buffer
}

const largest = 512 * 1024 * 1024

/**
 * Every file below a folder (or the file itself), each also undone once if something in it is compressed.
 * @throws when a file is there and cannot be taken: what was not searched must not count as clean
 */
export function* filesBelow(path: string, options: { undo?: boolean } = {}): Generator<Piece> {
  const stat = unlessGone(() => lstatSync(path))
  if (stat?.isDirectory()) {
    for (const name of unlessGone(() => readdirSync(path).sort()) ?? []) yield* filesBelow(join(path, name), options)
    return
  }
  if (!stat?.isFile()) return
  if (stat.size > largest) throw new Error('a file is too large to be searched')
  const bytes = unlessGone(() => readFileSync(path))
  if (bytes === null) return
  // The path is a place too: a name in a file's name is a name on disk.
  yield { where: 'a file name', bytes: Buffer.from(path) }
  yield { where: path, bytes }
  if (options.undo !== false) yield* undone(path, bytes)
}

/** Programs that still run erase their temporary files while the folder is read. Whatever else cannot be read ends the search. */
function unlessGone<T>(read: () => T): T | null {
  try {
    return read()
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new Error('a file could not be read')
  }
}

const gzipMark = Buffer.from([0x1f, 0x8b, 8])
const zlibMark = 0x78
const zlibLevels = [0x01, 0x5e, 0x9c, 0xda]
/** Finds in one piece after which nothing more is undone. */
const most = 4096
const limit = { maxOutputLength: 64 * 1024 * 1024, finishFlush: constants.Z_SYNC_FLUSH }

/**
 * What gzip, zlib and brotli hid, one level deep.
 * @param whole whether `bytes` begin where a file does: brotli and bare deflate have no mark to be found by further in
 */
export function* undone(where: string, bytes: Buffer, whole = true): Generator<Piece> {
  const tries = (how: string, undo: () => Buffer): Piece[] => {
    try {
      const out = undo()
      return out.length > 16 ? [{ where: `${where} (${how})`, bytes: out }] : []
    } catch {
      return []
    }
  }
  let found = 0
  for (let at = bytes.indexOf(gzipMark); at >= 0 && found < most; at = bytes.indexOf(gzipMark, at + 1)) {
    const body = gzipBody(bytes, at)
    const pieces = canBeDeflate(bytes, body) ? tries('gzip', () => inflateRawSync(bytes.subarray(body), limit)) : []
    found += pieces.length
    yield* pieces
  }
  for (let at = bytes.indexOf(zlibMark); at >= 0 && found < most; at = bytes.indexOf(zlibMark, at + 1)) {
    if (!zlibLevels.includes(bytes[at + 1]!) || !canBeDeflate(bytes, at + 2)) continue
    const pieces = tries('zlib', () => inflateSync(bytes.subarray(at), limit))
    found += pieces.length
    yield* pieces
  }
  if (whole && bytes.length > 16 && bytes.length < 8 * 1024 * 1024) {
    yield* tries('brotli', () => brotliDecompressSync(bytes, { maxOutputLength: limit.maxOutputLength }))
    yield* tries('deflate', () => inflateRawSync(bytes, limit))
  }
}

/** Whether a first block may begin here (RFC 1951 §3.2.3): one kind in four does not exist, and a stored one says its length twice. */
function canBeDeflate(bytes: Buffer, at: number): boolean {
  const kind = ((bytes[at] ?? 0) >> 1) & 3
  if (kind === 3) return false
  return kind !== 0 || at + 5 > bytes.length || bytes.readUInt16LE(at + 1) === (~bytes.readUInt16LE(at + 3) & 0xffff)
}

/** Where the compressed bytes of a gzip member begin (RFC 1952 §2.3); its trailer is not asked for, a cut one must still open. */
function gzipBody(bytes: Buffer, at: number): number {
  const flags = bytes[at + 3] ?? 0
  let body = at + 10
  if (flags & 4) body += 2 + (bytes[body] ?? 0) + (bytes[body + 1] ?? 0) * 256
  for (const flag of [8, 16]) if (flags & flag) body = bytes.indexOf(0, body) + 1 || bytes.length
  return body
}

export const memoryReadable = (): boolean => existsSync('/proc/self/mem')

const chunk = 16 * 1024 * 1024

/** The writable memory of a process, in pieces that overlap by `overlap` bytes. It stands still while it is read, not while it is searched. */
export function memoryOf(pid: number, overlap: number): Piece[] {
  const taken: Piece[] = []
  let maps: string
  let memory: number
  try {
    maps = readFileSync(`/proc/${pid}/maps`, 'utf8')
    memory = openSync(`/proc/${pid}/mem`, 'r')
  } catch {
    return taken
  }
  try {
    process.kill(pid, 'SIGSTOP')
    for (const line of maps.split('\n')) {
      const found = /^([0-9a-f]+)-([0-9a-f]+) (\S+) \S+ \S+ (\d+)\s*(.*)$/.exec(line)
      if (!found?.[3]?.startsWith('rw') || found[5] === '[vvar]') continue
      const start = Number.parseInt(found[1]!, 16)
      const end = Number.parseInt(found[2]!, 16)
      for (let at = start; at < end; at += chunk) {
        const bytes = readMemory(memory, at, Math.min(chunk + overlap, end - at))
        if (bytes.length > 0) taken.push({ where: found[5] || 'anonymous memory', bytes })
      }
    }
  } finally {
    closeSync(memory)
    try {
      process.kill(pid, 'SIGCONT')
    } catch {
      // It ended meanwhile.
    }
  }
  return taken
}

function readMemory(memory: number, at: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length)
  try {
    return bytes.subarray(0, readSync(memory, bytes, 0, length, at))
  } catch {
    // A guard page, or gone.
    return bytes.subarray(0, 0)
  }
}

/** Processes whose parent is `pid`. */
export function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)
  } catch {
    return []
  }
}

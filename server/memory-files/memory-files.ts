/**
 * The copy of the day's state on a memory file system: it outlives a killed process and never a power cut (DESIGN §4).
 * Files have a fixed size and are written in place, so that neither size nor modification of a directory tells how many came.
 */
import { createHash } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join, resolve } from 'node:path'

const headerSize = 32

/** The mounts of this machine, or null where there is no /proc (macOS, Windows). */
const readMounts = (): string | null => {
  try {
    return readFileSync('/proc/mounts', 'utf8')
  } catch {
    return null
  }
}

/** True when `path` itself lies on tmpfs, by the longest mount point that holds it. */
export function isMemory(path: string, mounts: string | null = readMounts()): boolean {
  if (mounts === null || !existsSync(path)) return false
  const real = realpathSync(path)
  let best = { at: '', type: '' }
  for (const line of mounts.split('\n')) {
    const [, at, type] = line.split(' ')
    if (at === undefined || type === undefined) continue
    const holds = real === at || real.startsWith(at === '/' ? '/' : at + '/')
    // Later lines lie over earlier ones at the same mount point.
    if (holds && at.length >= best.at.length) best = { at, type }
  }
  return best.type === 'tmpfs' || best.type === 'ramfs'
}

/** Where the copies of a server with this data directory lie. */
export function memoryFolderOf(dataDirectory: string, base = '/dev/shm'): string {
  return join(base, `latchkey-${createHash('sha256').update(resolve(dataDirectory)).digest('hex').slice(0, 16)}`)
}

/** The folder for one data directory, 0700; null when this machine has no memory file system, or when somebody else made the folder first. */
export function findMemoryFolder(dataDirectory: string, base = '/dev/shm'): string | null {
  if (!isMemory(base)) return null
  const folder = memoryFolderOf(dataDirectory, base)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { mode, uid } = lstatSync(folder)
  // Everybody may write beside it, and its name can be worked out: who owned it could read places and bring them back.
  const ours = (mode & 0o170_777) === 0o040_700 && uid === process.getuid?.()
  return ours ? folder : null
}

/** Bytes in process memory, and the same bytes in a file of the memory file system when there is one. */
export class MemoryFile {
  readonly bytes: Buffer
  /** True when the bytes came from the copy: the process before this one was killed. */
  readonly found: boolean
  readonly #fd: number | null

  /**
   * @param folder null keeps the bytes in process memory only
   * @param owner  16 or more bytes that tell one store from another: a copy made for another store is not read
   */
  constructor(folder: string | null, name: string, size: number, owner: Uint8Array) {
    const header = createHash('sha256').update('latchkey/memory/v1').update(owner).update(name).update(String(size)).digest()
    this.bytes = Buffer.alloc(size)
    if (folder === null) {
      this.#fd = null
      this.found = false
      return
    }
    const path = join(folder, name)
    if (existsSync(path)) {
      const fd = openSync(path, 'r+')
      const seen = Buffer.alloc(headerSize)
      readSync(fd, seen, 0, headerSize, 0)
      if (fstatSync(fd).size === headerSize + size && seen.equals(header)) {
        readSync(fd, this.bytes, 0, size, headerSize)
        this.#fd = fd
        this.found = true
        return
      }
      closeSync(fd)
    }
    this.#fd = openSync(path, 'w', 0o600)
    // The header last: a process killed here leaves a file that is not believed.
    writeSync(this.#fd, this.bytes, 0, size, headerSize)
    writeSync(this.#fd, header, 0, headerSize, 0)
    this.found = false
  }

  /** Writes in place, to memory and to the copy, before it returns. */
  put(offset: number, bytes: Uint8Array): void {
    this.bytes.set(bytes, offset)
    if (this.#fd !== null) writeSync(this.#fd, bytes, 0, bytes.length, headerSize + offset)
  }

  putNumber(offset: number, value: number): void {
    const bytes = Buffer.alloc(4)
    bytes.writeUInt32BE(value)
    this.put(offset, bytes)
  }

  number(offset: number): number {
    return this.bytes.readUInt32BE(offset)
  }

  putBit(offset: number, bit: number, on: boolean): void {
    const at = offset + (bit >> 3)
    const mask = 0x80 >> (bit & 7)
    const byte = this.bytes[at]!
    // The copy says so already.
    if (((byte & mask) !== 0) === on) return
    this.put(at, Uint8Array.of(on ? byte | mask : byte & ~mask))
  }

  bit(offset: number, bit: number): boolean {
    return (this.bytes[offset + (bit >> 3)]! & (0x80 >> (bit & 7))) !== 0
  }

  clear(): void {
    this.put(0, Buffer.alloc(this.bytes.length))
  }

  close(): void {
    if (this.#fd !== null) closeSync(this.#fd)
  }
}

/** Removes the copies whose name `stale` says no to: those of a period or a day that is over. */
export function dropMemoryFiles(folder: string | null, stale: (name: string) => boolean): void {
  if (folder === null) return
  for (const name of readdirSync(folder)) if (stale(name)) rmSync(join(folder, name), { force: true })
}

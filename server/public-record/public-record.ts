/**
 * The public record: each hour the clock adds exactly one entry, the hash over that hour's public files (docs/protocol/public-record.md). Read from the store once,
 * at start; served from memory, so that nobody who reads it causes anything. What is kept in memory: 66 bytes and a short list an hour, each file once, and
 * the cancelled lists of the two newest hours.
 */
import { encodeCheckpoint } from '@latchkey/record/checkpoint.ts'
import {
  encodeTick,
  entryOf,
  kindOf,
  type Listed,
  listingOf,
  type PublicFile,
  padded,
  parseListing,
  tickName,
} from '@latchkey/record/hour.ts'
import { Log } from '@latchkey/record/log.ts'
import { encodeNote, type Note, type NoteSignature, noteKey, signNote, type VerifierKey } from '@latchkey/record/note.ts'
import { consistencyProof, sameHash } from '@latchkey/record/tree.ts'
import type { Kysely } from 'kysely'
import { ed25519Signer, type KeyPair, sha256 } from '../platform.ts'
import type { Store } from '../store/open-store.ts'
import type { Tables } from '../store/tables.ts'
import { decodeAdded, encodeAdded } from './added.ts'
import type { PublicRecordTable } from './declaration.ts'
import { gather, type Sources } from './sources.ts'

export interface PublicRecordPlan {
  /** Name of the log and of its key. */
  origin: string
  /** Ed25519: 32 bytes each. */
  keys: KeyPair
  /** Seconds between two entries: an hour; a minute in practice. */
  every: number
  sources: Sources
}

/** Hours whose cancelled lists are still there to be read: a reader who began before a tick can end after it. */
const listsKept = 2
/** Seconds after which a tick that failed is tried again. */
const triedAgain = 60

interface Hour {
  at: number
  listed: readonly Listed[]
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

export class PublicRecord {
  readonly key: VerifierKey
  readonly #plan: PublicRecordPlan
  readonly #log = new Log()
  readonly #hours: Hour[] = []
  /** Files as they were made, by the hash of what they are when padded. */
  readonly #files = new Map<string, PublicFile>()
  /** Names and lists are the same hour after hour: each is held once. */
  readonly #listed = new Map<string, Listed>()
  #lists: { n: number; file: PublicFile; hash: Uint8Array }[] = []
  /** Hashes of files that did not change since the last hour. */
  #before = new Map<string, { bytes: Uint8Array; hash: Uint8Array }>()
  #checkpoint: Note | null = null
  /** A write whose end is not known: the store is asked what it holds before anything is added. */
  #unsure = false
  #triedAt = 0

  constructor(plan: PublicRecordPlan) {
    this.#plan = plan
    this.key = { name: plan.origin, type: noteKey, publicKey: plan.keys.publicKey }
  }

  get size(): number {
    return this.#log.size
  }

  get lastAt(): number {
    return this.#hours.at(-1)?.at ?? 0
  }

  /** Whether the hour that runs has no entry yet, and none was tried for a minute. A clock that went back is before the last hour: nothing is due. */
  isDue(now: number): boolean {
    return this.#hourOf(now) > this.lastAt && now - this.#triedAt >= triedAgain
  }

  #hourOf = (now: number) => Math.floor(now / this.#plan.every) * this.#plan.every

  /**
   * The clock: one entry for the hour that runs, if it has none. The row is in the store before anything of it is signed or shown.
   * @returns whether an entry was added
   */
  async tick(store: Store, now: number): Promise<boolean> {
    if (this.#unsure) await this.#again(store)
    const at = this.#hourOf(now)
    if (at <= this.lastAt) return false
    this.#triedAt = now
    const n = this.size
    const files = await gather(this.#plan.sources, now)
    const listed: Listed[] = []
    const before = new Map<string, { bytes: Uint8Array; hash: Uint8Array }>()
    for (const file of files) {
      const known = this.#before.get(file.name)
      const hash = known !== undefined && Buffer.compare(known.bytes, file.bytes) === 0 ? known.hash : sha256(padded(file))
      before.set(file.name, { bytes: file.bytes, hash })
      listed.push({ name: file.name, hash })
      // A hash of the size of a release takes a moment: answers go between two of them.
      await new Promise(setImmediate)
    }
    const tick = encodeTick({ origin: this.#plan.origin, n, at, every: this.#plan.every })
    listed.push({ name: tickName, hash: sha256(tick) })
    const listing = listingOf(listed)
    const fresh = files.filter((file, place) => kindOf(file.name) !== 'cancelled' && !this.#files.has(hex((listed[place] as Listed).hash)))
    const added = encodeAdded(fresh.map(file => ({ hash: before.get(file.name)?.hash as Uint8Array, bytes: file.bytes })))
    const row: PublicRecordTable = {
      n,
      at: String(at),
      entry: Buffer.from(entryOf(listing)),
      listing: Buffer.from(listing),
      added: Buffer.from(added),
    }
    try {
      await store.write(tx => tx.insertInto('public_record').values(row).execute())
    } catch (problem) {
      this.#unsure = true
      throw problem
    }
    this.#keep(row)
    this.#before = before
    const lists = files.flatMap((file, place) =>
      kindOf(file.name) === 'cancelled' ? [{ n, file, hash: (listed[place] as Listed).hash }] : [],
    )
    this.#lists = [...this.#lists.filter(one => one.n > n - listsKept), ...lists]
    await this.#sign()
    return true
  }

  /** Rows that are in the store and not here: at start all, after a write of unknown end the one. */
  async #again(store: Store): Promise<void> {
    const rows = await store.db.selectFrom('public_record').selectAll().where('n', '>=', this.size).orderBy('n').execute()
    for (const row of rows) this.#keep(row)
    this.#unsure = false
    await this.#sign()
  }

  /** @throws Error when the store does not hold the log it should: then nothing is signed */
  read(rows: PublicRecordTable[]): Promise<void> {
    for (const row of rows) this.#keep(row)
    return this.#sign()
  }

  #keep({ n, at, entry, listing, added }: PublicRecordTable): void {
    const files = parseListing(new Uint8Array(listing))
    if (n !== this.size || !sameHash(entryOf(new Uint8Array(listing)), new Uint8Array(entry)))
      throw new Error('the public record in the store has a gap or was changed')
    const nameOf = new Map(files.map(({ name, hash }) => [hex(hash), name]))
    for (const { hash, bytes } of decodeAdded(new Uint8Array(added))) {
      const name = nameOf.get(hex(hash))
      if (name !== undefined) this.#files.set(hex(hash), { name, bytes })
    }
    const listed = files.map(one => {
      const called = `${one.name} ${hex(one.hash)}`
      const known = this.#listed.get(called) ?? one
      // Of what changes each hour nothing is found again.
      if (this.#files.has(hex(one.hash))) this.#listed.set(called, known)
      return known
    })
    this.#hours.push({ at: Number(at), listed })
    this.#log.append(new Uint8Array(entry))
  }

  async #sign(): Promise<void> {
    const text = encodeCheckpoint({ origin: this.#plan.origin, size: this.size, root: await this.#log.root() })
    this.#checkpoint = await signNote(text, this.key, ed25519Signer(this.#plan.keys))
  }

  /** The newest checkpoint, without its cosignatures: what witnesses are asked about. */
  get checkpoint(): Note {
    if (this.#checkpoint === null) throw new Error('the public record was not read')
    return this.#checkpoint
  }

  /** A witness has cosigned. Dropped when the log has grown meanwhile. */
  attach(text: string, signatures: NoteSignature[]): void {
    if (this.#checkpoint?.text !== text) return
    this.#checkpoint = { text, signatures: [...this.#checkpoint.signatures, ...signatures] }
  }

  /** From a tree that a witness saw to the one of the newest checkpoint. */
  proofFrom(old: number): Promise<Uint8Array[]> {
    return old === 0 || old >= this.size ? Promise.resolve([]) : consistencyProof(this.#log.nodes(), old, this.size)
  }

  serveCheckpoint(): Uint8Array {
    return encodeNote(this.checkpoint)
  }

  /** A tile or bundle of any size that a checkpoint was made for; null where there is none. */
  serveTile = (tile: Parameters<Log['tile']>[0]): Uint8Array | null => this.#log.tile(tile)

  /** The listing of an hour, in the form of `sha256sum`; null: no such hour. */
  serveListing(n: number): Uint8Array | null {
    const hour = this.#hours[n]
    return hour === undefined ? null : listingOf(hour.listed)
  }

  /** A file of an hour as it was published, padded; null: no such file, or a cancelled list that is no longer there. */
  serveFile(n: number, name: string): Uint8Array | null {
    const hour = this.#hours[n]
    const found = hour?.listed.find(one => one.name === name)
    if (hour === undefined || found === undefined) return null
    if (name === tickName) return encodeTick({ origin: this.#plan.origin, n, at: hour.at, every: this.#plan.every })
    const file = this.#files.get(hex(found.hash)) ?? this.#lists.find(one => one.file.name === name && sameHash(one.hash, found.hash))?.file
    return file === undefined ? null : padded(file)
  }

  /** Bytes of the files that are kept for good, and how many hours there are. */
  get held(): { hours: number; files: number } {
    return { hours: this.size, files: this.#files.size }
  }
}

/** At start. */
export async function readPublicRecord(db: Kysely<Tables>, plan: PublicRecordPlan): Promise<PublicRecord> {
  const record = new PublicRecord(plan)
  await record.read(await db.selectFrom('public_record').selectAll().orderBy('n').execute())
  return record
}

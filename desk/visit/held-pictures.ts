/** Desk: the decoded pictures of one case. Held while the case is open and emptied with it, so that no pixel outlives goodbye. */
import type { DeskPage } from './state.ts'

/** null: cannot be read. */
type Held = ImageBitmap | null

export class HeldPictures {
  readonly #decode: (bytes: Uint8Array) => Promise<ImageBitmap>
  /** By the page's own bytes and not by its number: after a fresh start a phone counts from 1 again. */
  readonly #held = new Map<Uint8Array, Held | undefined>()
  readonly #listeners = new Set<() => void>()

  constructor(decode: (bytes: Uint8Array) => Promise<ImageBitmap>) {
    this.#decode = decode
  }

  /** The picture of a page; undefined while it is being read. Reading begins with the first question. */
  of({ picture }: Pick<DeskPage, 'picture'>): Held | undefined {
    // A paper that lies on the table has none.
    if (picture.length === 0) return null
    if (!this.#held.has(picture)) {
      this.#held.set(picture, undefined)
      void this.#read(picture)
    }
    return this.#held.get(picture)
  }

  async #read(picture: Uint8Array): Promise<void> {
    const read = await this.#decode(picture).catch(() => null)
    // A retake or goodbye came while it was being read.
    if (!this.#held.has(picture)) return read?.close()
    this.#held.set(picture, read)
    for (const listener of this.#listeners) listener()
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Empties what is no longer on the table. */
  keepOnly(pages: readonly Pick<DeskPage, 'picture'>[]): void {
    for (const [picture, held] of this.#held) {
      if (pages.some(page => page.picture === picture)) continue
      held?.close()
      this.#held.delete(picture)
    }
  }

  empty(): void {
    this.keepOnly([])
    for (const listener of this.#listeners) listener()
  }
}

import type { PagePurpose } from '@latchkey/channel/messages.ts'

/** A side of a paper, the card photo, the turned face, or a caretaker's. `paper` is null and `side` 0 unless purpose is `paper`. */
export interface PhotoName {
  purpose: PagePurpose
  paper: string | null
  side: number
}

export interface Photo extends PhotoName {
  /** Fresh JPEG made from pixels (ui/photo.ts), at most 256,000 bytes. */
  picture: Uint8Array
  /** Made from a file of a paper that lives on a screen. Absent: from the camera, or a photo they had. */
  screen?: boolean | undefined
}

export const sameName = (a: PhotoName, b: PhotoName): boolean => a.purpose === b.purpose && a.paper === b.paper && a.side === b.side

/** A stable key for lists on the screen. Never leaves the page. */
export const keyOf = (name: PhotoName): string => `${name.purpose}.${name.paper ?? ''}.${name.side}`

/**
 * Photos a resident took while waiting (R8). Page memory only (PROTOCOL §7): no cache, no object URL, no file. A reload empties it, and
 * the page says so. `clear` overwrites the bytes before it lets go of them: a closed page may stay in the browser's memory for a while.
 */
export class PhotoStore {
  #photos: Photo[] = []
  #listeners = new Set<() => void>()
  /** Set by the page when it was loaded again while a number or a visit was under way: photos of before may be gone, and screens say why. */
  lost = false

  /** All photos, in the order they were first taken. The array changes identity whenever its content does. */
  get all(): readonly Photo[] {
    return this.#photos
  }

  find(name: PhotoName): Photo | null {
    return this.#photos.find(photo => sameName(photo, name)) ?? null
  }

  /** Takes the photo in, in place of an earlier one of the same name. */
  put(photo: Photo): void {
    this.lost = false
    const before = this.find(photo)
    this.#photos = before ? this.#photos.map(one => (one === before ? photo : one)) : [...this.#photos, photo]
    if (before && before.picture !== photo.picture) before.picture.fill(0)
    this.#tell()
  }

  erase(name: PhotoName): void {
    const before = this.find(name)
    if (!before) return
    this.#photos = this.#photos.filter(one => one !== before)
    before.picture.fill(0)
    this.#tell()
  }

  /** Between two cards of a party: what `as` names stays under that name, everything else is overwritten. */
  keep(as: (name: PhotoName) => PhotoName | null): void {
    this.#photos = this.#photos.flatMap(photo => {
      const { purpose, paper, side, picture, screen } = photo
      const name = as({ purpose, paper, side })
      if (!name) picture.fill(0)
      return name ? [{ ...name, picture, screen }] : []
    })
    this.#tell()
  }

  /** At goodbye, at stop, at *Erase all*, and when the page is put away. */
  clear(): void {
    for (const photo of this.#photos) photo.picture.fill(0)
    this.#photos = []
    this.#tell()
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  #tell() {
    for (const listener of this.#listeners) listener()
  }
}

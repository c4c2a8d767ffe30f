/**
 * Desk: turns a page's bytes into pixels and nothing else (DESIGN §5.3). No object URL, no `img` element, and a Blob only where a browser
 * has no `ImageDecoder`: nothing that could be written to a disk cache, offered to save or dragged out of the window.
 *
 * An attacker controls every byte: the length is capped by the channel, the type and the size in the header are checked here before
 * the browser's decoder sees anything, so a small file cannot ask for a huge picture.
 */

/** Pixels on a side that a page may have: a phone sends at most 2,000 or so. */
export const longestSide = 4096

export class PictureFault extends Error {
  readonly code: 'not_a_picture' | 'too_large'
  constructor(code: 'not_a_picture' | 'too_large') {
    super(code)
    this.name = 'PictureFault'
    this.code = code
  }
}

/** Width and height from a JPEG's frame header (ITU T.81 B.2.2). Throws PictureFault when there is none or it is too large. */
export function jpegSize(bytes: Uint8Array): { width: number; height: number } {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) throw new PictureFault('not_a_picture')
  let at = 2
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) throw new PictureFault('not_a_picture')
    const marker = bytes[at + 1]!
    if (marker === 0xff) {
      at += 1
      continue
    }
    const length = bytes[at + 2]! * 256 + bytes[at + 3]!
    // SOF0-SOF15 without DHT (C4), JPG (C8) and DAC (CC), which share the range.
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      const height = bytes[at + 5]! * 256 + bytes[at + 6]!
      const width = bytes[at + 7]! * 256 + bytes[at + 8]!
      if (width === 0 || height === 0) throw new PictureFault('not_a_picture')
      if (width > longestSide || height > longestSide) throw new PictureFault('too_large')
      return { width, height }
    }
    if (marker === 0xda || length < 2) throw new PictureFault('not_a_picture')
    at += 2 + length
  }
  throw new PictureFault('not_a_picture')
}

/** A page, or the card's portrait. @throws PictureFault */
export async function decodePage(bytes: Uint8Array): Promise<ImageBitmap> {
  jpegSize(bytes)
  return decode(bytes, 'image/jpeg')
}

/** A picture of the card's plate: an AVIF file that card/avif.ts wrote, or the portrait. @throws PictureFault */
export const decodeFile = (file: Uint8Array): Promise<ImageBitmap> => (file[0] === 0xff ? decodePage(file) : decode(file, 'image/avif'))

/**
 * `ImageDecoder` reads from memory; where a browser has none, `createImageBitmap` needs a Blob, which is then made for this one call
 * and never given an address.
 */
async function decode(bytes: Uint8Array, type: string): Promise<ImageBitmap> {
  // A copy, because the decoder may take the buffer with it while the case still holds the page.
  const copy = bytes.slice()
  try {
    if (typeof ImageDecoder === 'undefined') return await createImageBitmap(new Blob([copy], { type }))
    const decoder = new ImageDecoder({ data: copy, type })
    const { image } = await decoder.decode()
    const bitmap = await createImageBitmap(image)
    image.close()
    decoder.close()
    return bitmap
  } catch {
    throw new PictureFault('not_a_picture')
  } finally {
    copy.fill(0)
  }
}

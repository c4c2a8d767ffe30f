import { wrapAvif } from '@latchkey/card/avif.ts'
import type { Pictures } from '@latchkey/card/facts.ts'

const decodes = async (file: Uint8Array, type: string, size: { width: number; height: number } | null): Promise<boolean> => {
  try {
    const bitmap = await createImageBitmap(new Blob([file as Uint8Array<ArrayBuffer>], { type }))
    const right = size === null || (bitmap.width === size.width && bitmap.height === size.height)
    bitmap.close()
    return right
  } catch {
    return false
  }
}

/**
 * Can this phone draw the card the desk proposes? Decoded here before a yes is possible: what a person cannot see they cannot agree to.
 * The desk chose every byte; wrapAvif refuses other sizes and headers, the browser's own decoder does the rest.
 */
export async function checkPictures(portrait: Uint8Array, pictures: Pictures): Promise<boolean> {
  let face: Uint8Array
  let print: Uint8Array
  try {
    face = wrapAvif(pictures.face, 'face')
    print = wrapAvif(pictures.print, 'print')
  } catch {
    return false
  }
  const all = await Promise.all([
    decodes(portrait, 'image/jpeg', null),
    decodes(face, 'image/avif', { width: 64, height: 80 }),
    decodes(print, 'image/avif', { width: 300, height: 400 }),
  ])
  return all.every(Boolean)
}

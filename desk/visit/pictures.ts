/**
 * Desk: the three pictures of a card from the one the phone sent (PROTOCOL §4, §5): portrait (JPEG 480×600, at most 12,000 bytes),
 * face (AV1 64×80) and print (AV1 300×400). Pixels stay in canvases that are emptied here; no Blob is made and nothing gets an address.
 */
import { type EncodeAvif, fitAvif, type PictureKind, type Pixels, pictureSizes } from '@latchkey/card/avif.ts'
import { faceMostOf } from '@latchkey/card/code.ts'
import { nameMost, type Pictures, portraitMost } from '@latchkey/card/facts.ts'
import { CardFault } from '@latchkey/card/faults.ts'
import { middlePart } from '@latchkey/ui/photo.ts'
import { base64 } from '@scure/base'
import { encodeInWorker } from './avif-in-worker.ts'
import { decodePage, PictureFault } from './decode.ts'
import { fitQuality } from './fit.ts'

const portraitSize = { width: 480, height: 600 }
/** The largest front a card can have: the pictures are made before the clerk has corrected the name. */
const fullFront = { name: 'x'.repeat(nameMost), birthDate: '1900-01-01', ends: '2199-12-31', gender: 'X' } as const
const jpegHead = 'data:image/jpeg;base64,'

/**
 * Makes them. The middle of the page is used: the phone sends what stood in its oval.
 * @param page JPEG as it came from the phone; left untouched
 * @param city as the root spells it: a long name leaves the face fewer bytes in the code
 * @throws PictureFault when the page cannot be decoded, CardFault `portrait`, `picture`, `picture_plain` when no size fits
 */
export async function makePictures(
  page: Uint8Array,
  city: string,
  encode: EncodeAvif = encodeInWorker,
): Promise<{ portrait: Uint8Array } & Pictures> {
  const bitmap = await decodePage(page)
  try {
    const portrait = makePortrait(bitmap)
    // One after the other: two encoders at once would hold two copies of the encoder's memory.
    const face = await makeSmall(bitmap, 'face', encode, faceMostOf(city, fullFront))
    const print = await makeSmall(bitmap, 'print', encode, pictureSizes.print.most)
    return { portrait, face, print }
  } finally {
    bitmap.close()
  }
}

function drawn(bitmap: ImageBitmap, size: { width: number; height: number }, blur: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = size.width
  canvas.height = size.height
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true })
  if (!context) throw new PictureFault('not_a_picture')
  context.imageSmoothingQuality = 'high'
  if (blur > 0) context.filter = `blur(${blur}px)`
  const part = middlePart(bitmap, size.width / size.height)
  context.drawImage(bitmap, part.x, part.y, part.width, part.height, 0, 0, size.width, size.height)
  return canvas
}

const emptied = (canvas: HTMLCanvasElement) => {
  canvas.width = 0
  canvas.height = 0
}

/** `toDataURL` and not `toBlob`: a Blob lives in the browser's process, outlives the page's memory and may be written to its profile. */
function makePortrait(bitmap: ImageBitmap): Uint8Array {
  const canvas = drawn(bitmap, portraitSize, 0)
  const encode = (quality: number) => base64.decode(canvas.toDataURL('image/jpeg', quality / 100).slice(jpegHead.length))
  const portrait = fitQuality(encode, portraitMost, 10, 92)
  emptied(canvas)
  if (!portrait) throw new CardFault('portrait')
  return portrait
}

/**
 * A photo always fits after a little blur; a drawing may be so plain that not even the best quality fills the least a face has. Then a
 * quiet grain is laid over it, the same for the same picture, until it does.
 */
async function makeSmall(bitmap: ImageBitmap, kind: PictureKind, encode: EncodeAvif, most: number): Promise<Uint8Array> {
  let last: unknown
  for (const [blur, grain] of [
    [0, 0],
    [0, 6],
    [0, 14],
    [0.6, 0],
    [1.2, 0],
    [2.4, 0],
  ] as const) {
    const { width, height } = pictureSizes[kind]
    const canvas = drawn(bitmap, { width, height }, blur)
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, width, height)
    emptied(canvas)
    if (grain > 0) addGrain(data, grain)
    try {
      return await fitAvif(encode, { data: data as Pixels['data'], width, height }, kind, most)
    } catch (fault) {
      if (!(fault instanceof CardFault) || fault.code !== 'picture_plain') throw fault
      last = fault
    } finally {
      data.fill(0)
    }
  }
  throw last
}

/** A fixed sequence (Numerical Recipes' LCG): two desks make the same picture. */
function addGrain(data: Uint8ClampedArray, strength: number): void {
  let state = 1
  for (let at = 0; at < data.length; at += 4) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const step = ((state >>> 24) / 255 - 0.5) * 2 * strength
    for (let channel = 0; channel < 3; channel++) data[at + channel]! += step
  }
}

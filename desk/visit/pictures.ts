/**
 * Desk: the three pictures of a card from the one the phone sent or this desk took (PROTOCOL §4, §5): portrait (JPEG, 480×600 or smaller, at most 12,000 bytes),
 * face (AV1 64×80) and print (AV1 300×400). Pixels stay in canvases that are emptied here; no Blob is made and nothing gets an address.
 */
import { avifOptions, type EncodeAvif, fitAvif, type PictureKind, type Pixels, pictureSizes, stripAvif } from '@latchkey/card/avif.ts'
import { faceMostOf } from '@latchkey/card/code.ts'
import { nameMost, type Pictures, portraitMost } from '@latchkey/card/facts.ts'
import { CardFault } from '@latchkey/card/faults.ts'
import { middlePart } from '@latchkey/ui/photo.ts'
import { base64 } from '@scure/base'
import { encodeInWorker } from './avif-in-worker.ts'
import { decodePage, PictureFault } from './decode.ts'
import { fitQuality } from './fit.ts'

/** The largest front a card can have: the pictures are made before the clerk has corrected the name. */
const fullFront = { name: 'x'.repeat(nameMost), birthDate: '1900-01-01', ends: '2148-12-31', gender: 'X', veteran: true } as const
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

/** From the largest to the smallest, 4:5: a small clear portrait is better than a large one in blocks. */
const portraitSizes = [480, 400, 320, 240, 160].map(width => ({ width, height: (width * 5) / 4 }))
const best = 92
const clear = 45

/** `toDataURL` and not `toBlob`: a Blob lives in the browser's process, outlives the page's memory and may be written to its profile. */
function makePortrait(bitmap: ImageBitmap): Uint8Array {
  for (const size of portraitSizes) {
    const canvas = drawn(bitmap, size, 0)
    const encode = (quality: number) => base64.decode(canvas.toDataURL('image/jpeg', quality / 100).slice(jpegHead.length))
    const portrait = fitQuality(encode, portraitMost, size === portraitSizes.at(-1) ? 1 : clear, best)
    emptied(canvas)
    if (portrait) return portrait
  }
  throw new CardFault('portrait')
}

/**
 * A photo fits as it is. One too rich (a crowd, noise in the dark) is blurred a little; a drawing so plain that not even the best quality
 * fills the least a face has gets a quiet grain, the same for the same picture.
 */
async function makeSmall(bitmap: ImageBitmap, kind: PictureKind, encode: EncodeAvif, most: number): Promise<Uint8Array> {
  const { width, height } = pictureSizes[kind]
  const attempt = async (blur: number, grain: number): Promise<Uint8Array | 'rich' | 'plain'> => {
    const canvas = drawn(bitmap, { width, height }, blur)
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, width, height)
    emptied(canvas)
    if (grain > 0) addGrain(data, grain)
    const pixels = { data: data as Pixels['data'], width, height }
    try {
      return await fitAvif(encode, pixels, kind, most)
    } catch (fault) {
      if (!(fault instanceof CardFault) || fault.code !== 'picture_plain') throw fault
      const smallest = stripAvif(await encode(pixels, { ...avifOptions[kind], quality: 1 }), kind)
      return smallest.length > most ? 'rich' : 'plain'
    } finally {
      data.fill(0)
    }
  }
  let made = await attempt(0, 0)
  for (const blur of [1, 2, 4, 8, 16]) if (made === 'rich') made = await attempt(blur, 0)
  for (const grain of [6, 14, 30]) if (made === 'plain') made = await attempt(0, grain)
  if (typeof made === 'string') throw new CardFault('picture_plain')
  return made
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

/**
 * Photos of papers and faces: pixels only, in page memory only. A file or a frame becomes pixels, pixels become a fresh JPEG,
 * so nothing of the original file (place, phone, time, hidden content) can travel (DESIGN §5.3).
 */

/** Largest JPEG of a page, bytes: what 16 cells of the visit carry. */
export const largestPage = 256_000
/** Longest side of a page, pixels. */
export const longestSide = 1600

export const photoFaults = {
  no_picture: 'The file is not a picture this browser can read.',
  too_big: 'The picture does not fit, however much it is made smaller.',
} as const
export type PhotoFaultCode = keyof typeof photoFaults

export class PhotoFault extends Error {
  readonly code: PhotoFaultCode
  constructor(code: PhotoFaultCode) {
    super(photoFaults[code])
    this.name = 'PhotoFault'
    this.code = code
  }
}

export interface Size {
  width: number
  height: number
}

/** The size of a picture whose longer side is at most `most`; never enlarged. Whole pixels, at least one. */
export function fitWithin({ width, height }: Size, most: number): Size {
  const scale = Math.min(1, most / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** The largest part in the middle of a picture with this width : height. */
export function middlePart({ width, height }: Size, ratio: number): Size & { x: number; y: number } {
  const wide = width / height > ratio
  const part = wide ? { width: Math.round(height * ratio), height } : { width, height: Math.round(width / ratio) }
  return { ...part, x: Math.floor((width - part.width) / 2), y: Math.floor((height - part.height) / 2) }
}

const toCanvas = (size: Size) => {
  const canvas = document.createElement('canvas')
  canvas.width = size.width
  canvas.height = size.height
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false })
  if (!context) throw new PhotoFault('no_picture')
  return { canvas, context }
}
/** A canvas of size zero gives its pixels back at once instead of at some later collection. */
const empty = (canvas: HTMLCanvasElement) => {
  canvas.width = 0
  canvas.height = 0
}

/** The frame a video shows now. @param ratio cut to this width : height around the middle @param most longest side, pixels */
export function grab(video: HTMLVideoElement, options: { ratio?: number | undefined; most?: number } = {}): ImageData {
  const whole = { width: video.videoWidth, height: video.videoHeight }
  if (!whole.width || !whole.height) throw new PhotoFault('no_picture')
  const part = options.ratio ? middlePart(whole, options.ratio) : { ...whole, x: 0, y: 0 }
  const size = fitWithin(part, options.most ?? longestSide)
  const { canvas, context } = toCanvas(size)
  // Averages instead of skipping pixels: the noise of a dim room would otherwise pass for sharpness.
  context.imageSmoothingQuality = 'medium'
  context.drawImage(video, part.x, part.y, part.width, part.height, 0, 0, size.width, size.height)
  const pixels = context.getImageData(0, 0, size.width, size.height)
  empty(canvas)
  return pixels
}

/**
 * A file the person picked, as pixels. The file itself is never read by anything but the browser's decoder.
 * @param ratio cut to this width : height around the middle
 * @throws PhotoFault no_picture
 */
export async function pickPhoto(file: Blob, options: { ratio?: number | undefined; most?: number } = {}): Promise<ImageData> {
  let bitmap: ImageBitmap
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
  } catch {
    throw new PhotoFault('no_picture')
  }
  const part = options.ratio ? middlePart(bitmap, options.ratio) : { width: bitmap.width, height: bitmap.height, x: 0, y: 0 }
  const size = fitWithin(part, options.most ?? longestSide)
  const { canvas, context } = toCanvas(size)
  context.drawImage(bitmap, part.x, part.y, part.width, part.height, 0, 0, size.width, size.height)
  bitmap.close()
  const pixels = context.getImageData(0, 0, size.width, size.height)
  empty(canvas)
  return pixels
}

/** Encodes one picture at a size and quality (0..1); JPEG bytes. */
export type EncodeJpeg = (size: Size, quality: number) => Promise<Uint8Array>

const best = 0.9
const worst = 0.5
/** Below this, letters of a passport can no longer be read, so a page is never made smaller. Pixels. */
const smallestSide = 640

/**
 * The best JPEG that fits: at the full size the highest quality between 0.5 and 0.9, found in five tries; then smaller sizes.
 * @throws PhotoFault too_big
 */
export async function fitJpeg(size: Size, most: number, encode: EncodeJpeg): Promise<Uint8Array> {
  for (let side = Math.min(longestSide, Math.max(size.width, size.height)); ; side = Math.round(side * 0.8)) {
    const now = fitWithin(size, side)
    const first = await encode(now, best)
    if (first.length <= most) return first
    let fits = await encode(now, worst)
    if (fits.length <= most) {
      let low = worst
      let high = best
      for (let tries = 0; tries < 3; tries++) {
        const quality = (low + high) / 2
        const made = await encode(now, quality)
        if (made.length <= most) {
          fits = made
          low = quality
        } else high = quality
      }
      return fits
    }
    if (side <= smallestSide) throw new PhotoFault('too_big')
  }
}

const jpegHead = 'data:image/jpeg;base64,'

/** `toDataURL` and not `toBlob`: a Blob lives in the browser's process, outlives the page's memory and may be written to its profile. */
function jpegOf(canvas: HTMLCanvasElement, quality: number): Uint8Array {
  const url = canvas.toDataURL('image/jpeg', quality)
  if (!url.startsWith(jpegHead)) throw new PhotoFault('no_picture')
  const letters = atob(url.slice(jpegHead.length))
  const bytes = new Uint8Array(letters.length)
  for (let at = 0; at < bytes.length; at++) bytes[at] = letters.charCodeAt(at)
  return bytes
}

/** Pixels as the page that crosses the visit: a fresh JPEG of at most `most` bytes, longer side at most 1,600 pixels. @throws PhotoFault too_big */
export async function toPage(picture: ImageData | ImageBitmap, most = largestPage): Promise<Uint8Array> {
  const source = picture instanceof ImageData ? await createImageBitmap(picture) : picture
  const { canvas, context } = toCanvas({ width: 1, height: 1 })
  try {
    return await fitJpeg(source, most, async (size, quality) => {
      canvas.width = size.width
      canvas.height = size.height
      context.imageSmoothingQuality = 'high'
      context.drawImage(source, 0, 0, size.width, size.height)
      return jpegOf(canvas, quality)
    })
  } finally {
    empty(canvas)
    if (source !== picture) source.close()
  }
}

/** Pictures of invented papers and faces for residents without a browser: noise that no other file holds, and an id block. */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import encode, { init } from '@jsquash/avif/encode.js'
import { avifOptions, type EncodeAvif, fitAvif, type PictureKind, type Pixels, pictureSizes, stripAvif } from '@latchkey/card/avif.ts'
import jpeg from 'jpeg-js'

const cell = 8

/** An RGBA picture of soft noise with the id as a row of 16 black and white cells near the top. */
export function noisePicture(width: number, height: number, id: number): Pixels {
  const data = new Uint8ClampedArray(width * height * 4)
  const noise = randomBytes(Math.ceil(width / cell) * Math.ceil(height / cell) * 3)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const block = (Math.floor(y / cell) * Math.ceil(width / cell) + Math.floor(x / cell)) * 3
      const at = (y * width + x) * 4
      for (let colour = 0; colour < 3; colour++) data[at + colour] = 90 + ((noise[block + colour] ?? 0) & 127)
      data[at + 3] = 255
    }
  }
  for (let row = 0; row < 2 * cell; row++) {
    for (let bit = 0; bit < 16; bit++) {
      const value = (id >> (15 - bit)) & 1 ? 255 : 0
      for (let x = 0; x < cell; x++) {
        const at = ((row + 2 * cell) * width + 2 * cell + bit * cell + x) * 4
        data[at] = data[at + 1] = data[at + 2] = value
      }
    }
  }
  return { data, width, height }
}

export const toJpeg = ({ data, width, height }: Pixels, quality: number): Uint8Array =>
  Uint8Array.from(jpeg.encode({ data: Buffer.from(data.buffer), width, height }, quality).data)

let ready: Promise<unknown> | undefined
const encodeAvif: EncodeAvif = async (pixels, options) => {
  const file = createRequire(import.meta.url).resolve('@jsquash/avif/codec/enc/avif_enc.wasm')
  ready ??= WebAssembly.compile(readFileSync(file)).then(module => init(module))
  await ready
  return new Uint8Array(await encode(pixels as never, options as never))
}

/** What noise usually gets; each picture that fits says it for the next. */
const lastQuality = new Map<PictureKind, number>([
  ['face', 25],
  ['print', 3],
])

/** As the desk fits a picture. Noise is alike: the quality that the one before got is tried first, or encoding would be half of the drill's work. */
async function fit(pixels: Pixels, kind: PictureKind): Promise<Uint8Array> {
  const { least, most } = pictureSizes[kind]
  const quality = lastQuality.get(kind)
  if (quality !== undefined) {
    const picture = stripAvif(await encodeAvif(pixels, { ...avifOptions[kind], quality }), kind)
    if (picture.length >= least && picture.length <= most) return picture
  }
  const qualityOf = new Map<number, number>()
  const best = await fitAvif(
    async (from, options) => {
      const encoded = await encodeAvif(from, options)
      if (typeof options.quality === 'number') qualityOf.set(stripAvif(encoded, kind).length, options.quality)
      return encoded
    },
    pixels,
    kind,
  )
  const found = qualityOf.get(best.length)
  if (found !== undefined) lastQuality.set(kind, found)
  return best
}

const shrink = ({ data, width, height }: Pixels, to: { width: number; height: number }): Pixels => {
  const out = new Uint8ClampedArray(to.width * to.height * 4)
  for (let y = 0; y < to.height; y++) {
    for (let x = 0; x < to.width; x++) {
      const from = (Math.floor((y * height) / to.height) * width + Math.floor((x * width) / to.width)) * 4
      out.set(data.subarray(from, from + 4), (y * to.width + x) * 4)
    }
  }
  return { data: out, ...to }
}

/** What the desk's browser does with a canvas, for a desk without one: the card's portrait and both small pictures. */
export async function makePictures(page: Uint8Array): Promise<{ portrait: Uint8Array; face: Uint8Array; print: Uint8Array }> {
  const decoded = jpeg.decode(page, { useTArray: true, maxMemoryUsageInMB: 64 })
  const pixels: Pixels = { data: new Uint8ClampedArray(decoded.data), width: decoded.width, height: decoded.height }
  const small = shrink(pixels, { width: 180, height: 240 })
  let portrait = toJpeg(small, 80)
  for (let quality = 70; portrait.length > 12_000 && quality > 0; quality -= 10) portrait = toJpeg(small, quality)
  return {
    portrait,
    face: await fit(shrink(pixels, { width: 64, height: 80 }), 'face'),
    print: await fit(shrink(pixels, { width: 300, height: 400 }), 'print'),
  }
}

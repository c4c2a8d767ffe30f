import { readFileSync } from 'node:fs'
import decode, { init as initDecoder } from '@jsquash/avif/decode.js'
import encode, { init } from '@jsquash/avif/encode.js'
import fc from 'fast-check'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import {
  avifOptions,
  type EncodeAvif,
  fitAvif,
  type PictureKind,
  type Pixels,
  parsePicture,
  pictureSizes,
  stripAvif,
  wrapAvif,
} from './avif.ts'
import type { CardFault } from './faults.ts'
import { type Colour, drawnFace, mulberry } from './vectors/drawn-face.ts'
import { specimenPictures } from './vectors/specimen.ts'

// A real encoder, beside everything else that tests run: slow is not wrong.
vi.setConfig({ testTimeout: 120_000 })

const codec = (name: string) => new URL(`../node_modules/@jsquash/avif/codec/${name}.wasm`, import.meta.url)

beforeAll(async () => {
  await init(await WebAssembly.compile(readFileSync(codec('enc/avif_enc'))))
  await initDecoder(await WebAssembly.compile(readFileSync(codec('dec/avif_dec'))))
  globalThis.ImageData ??= class {
    constructor(
      readonly data: Uint8ClampedArray,
      readonly width: number,
      readonly height: number,
    ) {}
  } as unknown as typeof ImageData
})

const real: EncodeAvif = async (pixels, options) => new Uint8Array(await encode(pixels as ImageData, options))
const kinds = ['face', 'print'] as const

// Skin from dark to light, hair and walls of several kinds, and drawings without any grain.
const looks: { skin: Colour; hair: Colour; wall: Colour; grain: number; seed: number }[] = [
  { skin: [70, 46, 36], hair: [18, 16, 16], wall: [210, 214, 216], grain: 12, seed: 1 },
  { skin: [120, 82, 60], hair: [24, 20, 18], wall: [90, 110, 140], grain: 20, seed: 2 },
  { skin: [198, 150, 120], hair: [90, 60, 30], wall: [240, 240, 240], grain: 6, seed: 3 },
  { skin: [236, 200, 180], hair: [200, 190, 180], wall: [30, 34, 40], grain: 30, seed: 4 },
]
const of = (kind: PictureKind, look: (typeof looks)[number]) => drawnFace(pictureSizes[kind].width, pictureSizes[kind].height, look)
const flat = (kind: PictureKind, value: (at: number) => number): Pixels => {
  const { width, height } = pictureSizes[kind]
  const data = new Uint8ClampedArray(width * height * 4)
  for (let at = 0; at < data.length; at++) data[at] = at % 4 === 3 ? 255 : value(at)
  return { data, width, height }
}

describe.each(kinds)('%s', kind => {
  it('leaves the same container out of every file and writes the same bytes again', async () => {
    const noise = mulberry(9)
    const all = [
      ...looks.map(look => of(kind, look)),
      flat(kind, () => 128),
      flat(kind, at => (at >> 8) & 255),
      flat(kind, () => noise() * 255),
    ]
    for (const [at, pixels] of all.entries()) {
      for (const quality of at === 0 ? [1, 12, 40, 99] : [20]) {
        const file = await real(pixels, { ...avifOptions[kind], quality })
        const headless = file.slice(282)
        expect(stripAvif(file, kind)).toEqual(headless)
        const { least, most } = pictureSizes[kind]
        if (headless.length >= least && headless.length <= most) expect(wrapAvif(headless, kind)).toEqual(file)
        else expect(() => wrapAvif(headless, kind)).toThrow('picture')
      }
    }
  })

  it('finds the best quality that fits, for light and dark faces', async () => {
    const { least, most, width, height } = pictureSizes[kind]
    for (const look of kind === 'face' ? [looks[0]!, looks[3]!] : [looks[0]!]) {
      const picture = await fitAvif(real, of(kind, look), kind)
      expect(picture.length).toBeGreaterThanOrEqual(least)
      expect(picture.length).toBeLessThanOrEqual(most)
      expect(picture.length).toBeGreaterThan(most * 0.85)
      const drawn = await decode(wrapAvif(picture, kind).buffer as ArrayBuffer)
      expect([drawn?.width, drawn?.height]).toEqual([width, height])
    }
  })

  it('refuses files made with other options, of another size, or with transparency', async () => {
    const pixels = of(kind, looks[0]!)
    for (const change of [{ subsample: 3 }, { speed: kind === 'face' ? 6 : 4 }]) {
      const file = await real(pixels, { ...avifOptions[kind], quality: 20, ...change })
      expect(() => stripAvif(file, kind)).toThrow('picture')
    }
    const other = await real(of(kind === 'face' ? 'print' : 'face', looks[0]!), { ...avifOptions[kind], quality: 20 })
    expect(() => stripAvif(other, kind)).toThrow('picture')
    const clear = { ...pixels, data: pixels.data.map((value, at) => (at % 4 === 3 ? 100 : value)) }
    expect(() => stripAvif(new Uint8Array(), kind)).toThrow('picture')
    const seen = await real(clear, { ...avifOptions[kind], quality: 20 })
    expect(() => stripAvif(seen, kind)).toThrow('picture')
  })
})

describe('a face', () => {
  it('that is not opaque is made so before it is written', async () => {
    const seen: number[] = []
    const port: EncodeAvif = async pixels => {
      seen.push(...pixels.data.filter((_, at) => at % 4 === 3))
      return fileOf(500)
    }
    const pixels = of('face', looks[0]!)
    const clear = { ...pixels, data: pixels.data.map((value, at) => (at % 4 === 3 ? 100 : value)) }
    await fitAvif(port, clear, 'face')
    expect(new Set(seen)).toEqual(new Set([255]))
    expect(clear.data[3]).toBe(100)
  })

  it('gets fewer bytes where a long city name leaves fewer', async () => {
    const picture = await fitAvif(real, of('face', looks[1]!), 'face', 500)
    expect(picture.length).toBeLessThanOrEqual(500)
    expect(picture.length).toBeGreaterThanOrEqual(450)
  })

  it('too plain to fill its bytes is a named fault', async () => {
    await expect(
      fitAvif(
        real,
        flat('face', () => 200),
        'face',
      ),
    ).rejects.toThrow('picture_plain')
  })

  it('is searched in at most thirteen tries, and never by throwing the first away', async () => {
    // A size that jumps over the window on the way up and falls into it once.
    const sizes = (quality: number) => (quality < 40 ? 400 : quality === 41 ? 500 : quality < 44 ? 440 : 700)
    let tries = 0
    const jumpy: EncodeAvif = async (_, options) => {
      tries++
      return fileOf(sizes(options.quality as number))
    }
    const picture = await fitAvif(jumpy, of('face', looks[0]!), 'face').catch((fault: CardFault) => fault.code)
    expect(tries).toBeLessThanOrEqual(13)
    expect(picture instanceof Uint8Array ? picture.length : picture).toBe(500)
  })

  it('has to be of its size in pixels', async () => {
    await expect(fitAvif(real, of('print', looks[0]!), 'face')).rejects.toThrow('picture')
    await expect(fitAvif(real, { ...of('face', looks[0]!), width: 80, height: 64 }, 'face')).rejects.toThrow('picture')
  })
})

describe('a picture from anybody', () => {
  it('is read, or refused as a picture, and never anything else', () => {
    const { face } = specimenPictures
    fc.assert(
      fc.property(fc.nat(20), fc.uint8Array({ minLength: 1, maxLength: 4 }), fc.nat(700), (at, noise, length) => {
        const changed = new Uint8Array([...face, ...face]).slice(0, length)
        changed.set(noise.subarray(0, Math.max(0, length - at)), Math.min(at, length))
        try {
          parsePicture(changed, 'face')
          expect(wrapAvif(changed, 'face')).toHaveLength(282 + length)
          expect(changed.subarray(0, 14)).toEqual(face.subarray(0, 14))
        } catch (fault) {
          expect((fault as CardFault).code).toBe('picture')
        }
      }),
    )
  })

  it.each([
    ['text', 'text'],
    ['nothing', null],
    ['a second frame behind the first', new Uint8Array([...specimenPictures.face, 0x32, 0x00])],
    ['another sequence header', specimenPictures.face.map((byte, at) => (at === 6 ? byte ^ 1 : byte))],
    ['the other kind', specimenPictures.print],
  ])('is refused when it is %s', (_, picture) => {
    expect(() => parsePicture(picture, 'face')).toThrow('picture')
  })
})

/** A file whose picture has `length` bytes: the specimen's headers before zeros. */
function fileOf(length: number): Uint8Array {
  const { face } = specimenPictures
  const picture = new Uint8Array(length)
  picture.set(face.subarray(0, 14))
  picture[14] = ((length - 16) & 0x7f) | 0x80
  picture[15] = (length - 16) >> 7
  const file = new Uint8Array(282 + length)
  file.set(wrapAvif(face, 'face').subarray(0, 282))
  const view = new DataView(file.buffer)
  view.setUint32(124, length)
  view.setUint32(274, length + 8)
  file.set(picture, 282)
  return file
}

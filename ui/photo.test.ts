import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitJpeg, fitWithin, longestSide, middlePart, type Size } from './photo.ts'

const size = fc.record({ width: fc.integer({ min: 1, max: 9000 }), height: fc.integer({ min: 1, max: 9000 }) })

test('a picture keeps its shape, fits, and is never made larger', () => {
  fc.assert(
    fc.property(size, fc.integer({ min: 100, max: 4000 }), (from, most) => {
      const to = fitWithin(from, most)
      expect(Math.max(to.width, to.height)).toBeLessThanOrEqual(Math.max(most, 1))
      expect(to.width).toBeLessThanOrEqual(from.width)
      expect(to.height).toBeLessThanOrEqual(from.height)
      // Off by half a pixel at most, except that a side never falls to zero.
      const scale = Math.min(1, most / Math.max(from.width, from.height))
      expect(Math.abs(to.width - from.width * scale) <= 0.5 || to.width === 1).toBe(true)
      expect(Math.abs(to.height - from.height * scale) <= 0.5 || to.height === 1).toBe(true)
    }),
  )
})

test('the middle part of a phone picture is a portrait of 3:4, as large as it can be', () => {
  expect(middlePart({ width: 1920, height: 1080 }, 3 / 4)).toEqual({ width: 810, height: 1080, x: 555, y: 0 })
  expect(middlePart({ width: 1080, height: 1920 }, 3 / 4)).toEqual({ width: 1080, height: 1440, x: 0, y: 240 })
  expect(middlePart({ width: 900, height: 1200 }, 3 / 4)).toEqual({ width: 900, height: 1200, x: 0, y: 0 })
})

/** An encoder whose files grow with the number of pixels and the quality; notes what it was asked. */
function encoder(bytesAPixel: number) {
  const asked: (Size & { quality: number })[] = []
  return {
    asked,
    encode: async (wanted: Size, quality: number) => {
      asked.push({ ...wanted, quality })
      return new Uint8Array(Math.ceil(wanted.width * wanted.height * bytesAPixel * quality))
    },
  }
}

test('a small picture is encoded once, at the best quality, in its own size', async () => {
  const { asked, encode } = encoder(0.1)
  const page = await fitJpeg({ width: 800, height: 600 }, 256_000, encode)
  expect(asked).toEqual([{ width: 800, height: 600, quality: 0.9 }])
  expect(page.length).toBe(43_200)
})

test('a larger one keeps its size while quality can give way, and comes close to what fits', async () => {
  const { asked, encode } = encoder(0.2)
  const page = await fitJpeg({ width: 4000, height: 3000 }, 256_000, encode)
  expect(new Set(asked.map(a => `${a.width}x${a.height}`))).toEqual(new Set([`${longestSide}x1200`]))
  expect(page.length).toBeLessThanOrEqual(256_000)
  expect(page.length).toBeGreaterThan(256_000 * 0.9)
  expect(asked.length).toBeLessThanOrEqual(5)
})

test('a very busy one is made smaller, but never so small that letters are lost', async () => {
  const { asked, encode } = encoder(0.6)
  const page = await fitJpeg({ width: 1600, height: 1200 }, 256_000, encode)
  expect(page.length).toBeLessThanOrEqual(256_000)
  expect(Math.min(...asked.map(a => a.width))).toBeGreaterThanOrEqual(640)
  await expect(fitJpeg({ width: 1600, height: 1200 }, 256_000, encoder(40).encode)).rejects.toMatchObject({ code: 'too_big' })
})

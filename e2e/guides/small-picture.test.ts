import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cut, makeSmall, type Pixels, readPng, shrink, writePng } from './small-picture.ts'

/** Pictures of at most eight colours that five bits tell apart. */
const pictures = fc.record({ width: fc.integer({ min: 1, max: 24 }), height: fc.integer({ min: 1, max: 24 }) }).chain(({ width, height }) =>
  fc
    .tuple(
      fc.array(fc.integer({ min: 0, max: 31 }), { minLength: 24, maxLength: 24 }),
      fc.array(fc.integer({ min: 0, max: 7 }), { minLength: width * height, maxLength: width * height }),
    )
    .map(([palette, of]): Pixels => {
      const rgb = Uint8Array.from(of.flatMap(at => [0, 1, 2].map(c => palette[at * 3 + c]! * 8)))
      return { width, height, rgb }
    }),
)

/** A palette of ours as RGB, by nobody's decoder but the format's own words. */
function colours(png: Uint8Array): Set<string> {
  const view = Buffer.from(png)
  const at = view.indexOf('PLTE')
  const length = view.readUInt32BE(at - 4)
  const found = new Set<string>()
  for (let n = 0; n < length; n += 3) found.add(view.subarray(at + 4 + n, at + 7 + n).join())
  return found
}

test('few colours stay exactly what they are', () => {
  fc.assert(
    fc.property(pictures, pixels => {
      const here = new Set<string>()
      for (let at = 0; at < pixels.rgb.length; at += 3) here.add(pixels.rgb.subarray(at, at + 3).join())
      expect(colours(writePng(pixels))).toEqual(here)
    }),
  )
})

test('the same screen gives the same bytes; a smaller one is lighter', () => {
  fc.assert(
    fc.property(pictures, pixels => {
      expect(writePng(pixels)).toEqual(writePng({ ...pixels, rgb: pixels.rgb.slice() }))
      const half = shrink(pixels, 2)
      expect(half.rgb.length).toBe(half.width * half.height * 3)
    }),
  )
})

test('a part is that part', () => {
  const rgb = Uint8Array.from({ length: 4 * 2 * 3 }, (_, at) => at)
  expect(cut({ width: 4, height: 2, rgb }, [50, 0, 50, 50])).toEqual({ width: 2, height: 1, rgb: rgb.slice(6, 12) })
})

test('what is no picture of a browser is refused', () => {
  const indexed = writePng({ width: 2, height: 2, rgb: new Uint8Array(12) })
  expect(() => readPng(indexed)).toThrow()
  expect(() => makeSmall(indexed, undefined, 800, 60_000)).toThrow()
})

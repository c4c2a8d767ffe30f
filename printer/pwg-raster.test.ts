import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { page } from './page.test.kit.ts'
import { inGrey, mirrored, onSheet, turned } from './page-image.ts'
import { type PwgSheet, pwgRaster } from './pwg-raster.ts'
import { readPwg } from './pwg-reader.test.kit.ts'

const id1 = { x: 8560, y: 5398 }
const sheet: PwgSheet = { scale: 1, colour: true, twoSided: true, back: 'normal', size: id1 }
const written = (pages: Parameters<typeof pwgRaster>[0], of: PwgSheet = sheet) => Buffer.concat(pwgRaster(pages, of))
/** A filter of CUPS that reads raster by CUPS's own library and writes it again. */
const filter = '/usr/lib/cups/filter/rastertopwg'

describe('PWG raster', () => {
  it('carries both sides of a card dot by dot, at 300 dots to the inch on ID-1', () => {
    const [front, back] = [page(1), page(2)]
    const read = readPwg(written([front, back]))
    expect(read).toHaveLength(2)
    for (const [index, side] of [front, back].entries()) {
      const { pixels, ...about } = read[index] as (typeof read)[number]
      expect(about).toEqual({
        width: 1011,
        height: 638,
        planes: 3,
        bytesPerLine: 3033,
        colourSpace: 19,
        dpi: [300, 300],
        duplex: true,
        tumble: true,
        transform: [1, 1],
        points: [243, 153],
        pages: 2,
      })
      expect(pixels.equals(side.pixels)).toBe(true)
    }
  })

  it('carries any picture of any size', () => {
    const pictures = fc.tuple(
      fc.integer({ min: 1, max: 300 }),
      fc.integer({ min: 1, max: 9 }),
      fc.constantFrom(1 as const, 3 as const),
      fc.nat(3),
    )
    fc.assert(
      fc.property(pictures, fc.infiniteStream(fc.nat(255)), ([width, height, planes, few], bytes) => {
        // Few different values make runs, equal lines and single dots meet.
        const values = [...bytes.take(width * height * planes)].map(byte => (few ? byte % (few + 1) : byte))
        const picture = { width, height, planes, pixels: Uint8Array.from(values) }
        const [read] = readPwg(written([picture], { ...sheet, twoSided: false }))
        return read?.pixels.equals(picture.pixels) === true
      }),
      { numRuns: 60 },
    )
  })

  it('packs more than 256 equal lines and more than 128 equal dots', () => {
    const white = { width: 1011, height: 638, planes: 1 as const, pixels: new Uint8Array(1011 * 638).fill(255) }
    const bytes = written([white])
    expect(bytes.length).toBeLessThan(2_000)
    expect(readPwg(bytes)[0]?.pixels.equals(white.pixels)).toBe(true)
  })

  it('doubles every dot for a printer of 600 to the inch', () => {
    const small = { width: 2, height: 1, planes: 1 as const, pixels: Uint8Array.of(0, 255) }
    const [read] = readPwg(written([small], { ...sheet, scale: 2 }))
    expect([read?.width, read?.height, read?.dpi]).toEqual([4, 2, [600, 600]])
    expect([...(read?.pixels ?? [])]).toEqual([0, 0, 255, 255, 0, 0, 255, 255])
  })

  it.each([
    ['normal', [1, 1], [1, 2, 3, 4, 5, 6]],
    ['rotated', [1, 1], [1, 2, 3, 4, 5, 6]],
    ['flipped', [-1, 1], [3, 2, 1, 6, 5, 4]],
    ['manual-tumble', [-1, -1], [6, 5, 4, 3, 2, 1]],
  ] as const)('lays the second side down as a printer wants it: %s', (back, transform, dots) => {
    const side = { width: 3, height: 2, planes: 1 as const, pixels: Uint8Array.of(1, 2, 3, 4, 5, 6) }
    const read = readPwg(written([side, side], { ...sheet, back }))
    expect(read.map(({ transform, pixels }) => [transform, [...pixels]])).toEqual([
      [
        [1, 1],
        [1, 2, 3, 4, 5, 6],
      ],
      [transform, dots],
    ])
    expect([...side.pixels]).toEqual([1, 2, 3, 4, 5, 6])
  })

  it.runIf(existsSync(filter))('is read by the library of CUPS as the same pictures', () => {
    const sides = [page(1), page(2)]
    const bytes = written(sides)
    // The filter wants three lengths of CUPS's own raster, which PWG raster keeps empty: the page in points and its printed part.
    for (let at = bytes.indexOf('PwgRaster'); at >= 0; at = bytes.indexOf('PwgRaster', at + 1)) {
      for (const [index, value] of [242.64, 153.12, 0, 0, 242.64, 153.12].entries()) bytes.writeFloatBE(value, at + 428 + 4 * index)
    }
    const run = spawnSync(filter, ['1', 'desk', 'City ID', '1', ''], { input: bytes, maxBuffer: 64 * 1024 * 1024 })
    const read = readPwg(run.stdout)
    expect(read.map(({ width, height, planes, colourSpace, pixels }) => [width, height, planes, colourSpace, pixels.length])).toEqual([
      [1011, 638, 3, 19, 1011 * 638 * 3],
      [1011, 638, 3, 19, 1011 * 638 * 3],
    ])
    for (const [index, side] of sides.entries()) expect(read[index]?.pixels.equals(side.pixels)).toBe(true)
  })
})

describe('a page', () => {
  const six = { width: 3, height: 2, planes: 1 as const, pixels: Uint8Array.of(1, 2, 3, 4, 5, 6) }

  it('is turned by a quarter clockwise, and four turns give it back', () => {
    expect([...turned(six).pixels]).toEqual([4, 1, 5, 2, 6, 3])
    expect(turned(turned(turned(turned(six))))).toEqual(six)
  })

  it('mirrored twice is itself', () => {
    expect(mirrored(mirrored(six, true, true), true, true)).toEqual(six)
  })

  it('lies at the top left of a larger sheet, on white', () => {
    expect([...onSheet(six, 4, 3).pixels]).toEqual([1, 2, 3, 255, 4, 5, 6, 255, 255, 255, 255, 255])
  })

  it('without colour keeps black, white and grey', () => {
    const dots = { width: 3, height: 1, planes: 3 as const, pixels: Uint8Array.of(0, 0, 0, 255, 255, 255, 90, 90, 90) }
    expect([...inGrey(dots).pixels]).toEqual([0, 255, 90])
  })
})

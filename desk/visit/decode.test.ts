import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { encode } from 'jpeg-js'
import { describe, expect, test } from 'vitest'
import { jpegSize, longestSide, PictureFault } from './decode.ts'

const picture = (width: number, height: number) =>
  new Uint8Array(encode({ width, height, data: new Uint8Array(width * height * 4).fill(90) }, 50).data)

const codeOf = (run: () => unknown) => {
  try {
    run()
  } catch (fault) {
    if (fault instanceof PictureFault) return fault.code
    throw fault
  }
  return 'none'
}

describe('the header of a page is read before any decoder sees it', () => {
  test('size of a picture', () => {
    expect(jpegSize(picture(33, 70))).toEqual({ width: 33, height: 70 })
  })

  test('a header that asks for more than a page may have is refused', () => {
    const bytes = picture(16, 16)
    const frame = bytes.findIndex((byte, at) => byte === 0xff && bytes[at + 1] === 0xc0)
    expect(frame).toBeGreaterThan(0)
    bytes[frame + 7] = (longestSide + 1) >> 8
    bytes[frame + 8] = (longestSide + 1) & 255
    expect(codeOf(() => jpegSize(bytes))).toBe('too_large')
  })

  test('zero width, another format and nothing at all are not pictures', () => {
    const bytes = picture(16, 16)
    const frame = bytes.findIndex((byte, at) => byte === 0xff && bytes[at + 1] === 0xc0)
    bytes.set([0, 0], frame + 7)
    expect(codeOf(() => jpegSize(bytes))).toBe('not_a_picture')
    expect(codeOf(() => jpegSize(new Uint8Array(readFileSync(new URL('../package.json', import.meta.url)))))).toBe('not_a_picture')
    expect(codeOf(() => jpegSize(new Uint8Array()))).toBe('not_a_picture')
  })

  test('any bytes give a size or a named fault, and end', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), tail => {
        const bytes = new Uint8Array([0xff, 0xd8, ...tail])
        expect(['none', 'not_a_picture', 'too_large']).toContain(codeOf(() => jpegSize(bytes)))
      }),
    )
  })

  test('a picture cut anywhere gives a size or a named fault', () => {
    const bytes = picture(20, 20)
    fc.assert(
      fc.property(fc.nat(bytes.length), length => {
        expect(['none', 'not_a_picture', 'too_large']).toContain(codeOf(() => jpegSize(bytes.subarray(0, length))))
      }),
    )
  })
})

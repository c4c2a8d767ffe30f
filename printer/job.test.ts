import { plateHeight, plateWidth } from '@latchkey/card/plates.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeJob, HelperFault, longestJob, type PageJob, parseJob, plastic, printerFor, whats } from './job.ts'
import { page } from './page.test.kit.ts'

const codeOf = (act: () => unknown) => {
  try {
    act()
  } catch (error) {
    if (error instanceof HelperFault) return error.code
    throw error
  }
  return 'nothing'
}
const paper = (width: number, height: number, planes: 1 | 3 = 1) => page(1, planes, width, height)
const card: PageJob = { what: 'card', pages: [page(1), page(2)] }

describe('a job on the wire', () => {
  it.each(whats)('is the same at the other end: %s', what => {
    const pages = printerFor(what) === 'card' ? [page(1), page(2, 1)] : [paper(40, 30), paper(20, 10, 3)]
    const read = parseJob(encodeJob({ what, pages }))
    expect(read.what).toBe(what)
    expect(read.pages.map(({ width, height, planes }) => [width, height, planes])).toEqual(
      pages.map(({ width, height, planes }) => [width, height, planes]),
    )
    for (const [index, one] of pages.entries()) expect(Buffer.compare(read.pages[index]?.pixels as Uint8Array, one.pixels)).toBe(0)
  })

  it('is zeroed everywhere when its bytes are', () => {
    const bytes = encodeJob(card)
    const read = parseJob(bytes)
    bytes.fill(0)
    expect(read.pages.every(({ pixels }) => pixels.every(one => one === 0))).toBe(true)
  })

  it('holds two full sheets of A4 in colour and no more', () => {
    expect(longestJob).toBeGreaterThan(2 * 2480 * 3508 * 3)
    expect(codeOf(() => encodeJob({ what: 'sheet', pages: [paper(2551, 10)] }))).toBe('malformed')
    expect(codeOf(() => encodeJob({ what: 'sheet', pages: [paper(10, 3509)] }))).toBe('malformed')
  })

  it.each<[string, (bytes: Uint8Array) => Uint8Array, string]>([
    ['another version', bytes => bytes.with(4, 2), 'helper_version'],
    ['another beginning', bytes => bytes.with(0, 0), 'malformed'],
    ['an unknown kind', bytes => bytes.with(5, whats.length), 'malformed'],
    ['a sheet in place of a card', bytes => bytes.with(5, 3), 'nothing'],
    ['no page', bytes => bytes.with(6, 0), 'malformed'],
    ['three pages', bytes => bytes.with(6, 3), 'malformed'],
    ['a byte that means nothing', bytes => bytes.with(7, 1), 'malformed'],
    ['two colours', bytes => bytes.with(16, 2), 'malformed'],
    ['a width of its own', bytes => bytes.with(11, 0), 'malformed'],
    ['a byte less', bytes => bytes.subarray(0, -1), 'malformed'],
    ['a byte more', bytes => Uint8Array.of(...bytes.subarray(0, 200), 0), 'malformed'],
    ['only the beginning', bytes => bytes.subarray(0, 7), 'malformed'],
    ['nothing', () => new Uint8Array(), 'malformed'],
  ])('is refused with %s', (_, change, code) => {
    expect(codeOf(() => parseJob(change(encodeJob(card))))).toBe(code)
  })

  it('has the size of the plates', () => {
    expect(plastic).toEqual({ width: plateWidth, height: plateHeight })
  })

  it('is refused as plastic in any other size', () => {
    for (const what of ['card', 'test_card', 'alignment'] as const) {
      expect(codeOf(() => encodeJob({ what, pages: [paper(1012, 638)] }))).toBe('malformed')
    }
  })

  it('of any bytes is a job or a fault, never anything else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.boolean(), (bytes, begins) => {
        if (begins) bytes.set([0x4c, 0x4b, 0x50, 0x52, 1].slice(0, bytes.length))
        expect(['nothing', 'malformed', 'helper_version']).toContain(codeOf(() => parseJob(bytes)))
      }),
    )
  })
})

import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { billPdf } from './bill-pdf.test.kit.ts'
import { ScreenFault } from './screen-fault.ts'

/** A canvas that draws nothing and counts: what a browser makes of it is seen in the journey `screen-paper`. */
let drawn = 0
class NoCanvas {
  width: number
  height: number
  constructor(width: number, height: number) {
    this.width = width
    this.height = height
  }
  getContext() {
    const known: Record<string, unknown> = {
      canvas: this,
      getImageData: (_x: number, _y: number, width: number, height: number) => ({ width, height, data: new Uint8ClampedArray(4) }),
      createImageData: (width: number, height: number) => ({ width, height, data: new Uint8ClampedArray(4 * width * height) }),
      getTransform: () => new DOMMatrix(),
      currentTransform: undefined,
      measureText: () => ({ width: 1 }),
      fill: () => drawn++,
    }
    return new Proxy(known, { get: (of, name) => (name in of ? of[name as string] : () => {}), set: () => true })
  }
}

let readPdf: typeof import('./pdf-reader.ts')['readPdf']
const asked = vi.fn()
// Of a broken file pdf.js leaves faults of its own to nobody, some after the last test; the worker is silent about them (pdf-worker.ts). Ours are to be caught.
process.on('unhandledRejection', fault => {
  if (fault instanceof ScreenFault) throw fault
})
beforeAll(async () => {
  vi.stubGlobal('OffscreenCanvas', NoCanvas)
  vi.stubGlobal('fetch', asked)
  readPdf = (await import('./pdf-reader.ts')).readPdf
})
afterAll(() => vi.unstubAllGlobals())

const codeOf = (reading: Promise<unknown>) =>
  reading.then(
    () => 'read',
    fault => (fault instanceof ScreenFault ? fault.code : `not of the list: ${fault}`),
  )
/** Opens the file and draws its first page, as the worker does. */
const readAll = async (bytes: Uint8Array) => {
  const pdf = await readPdf(bytes)
  await pdf.draw(1, 1600)
}

describe('a PDF becomes pixels', () => {
  test('each page, its longer side as long as a page of the camera', async () => {
    const pdf = await readPdf(billPdf({ pages: 3 }))
    expect(pdf.pages).toBe(3)
    drawn = 0
    const picture = await pdf.draw(2, 1600)
    expect([picture.width, picture.height]).toEqual([1236, 1600])
    expect(drawn).toBeGreaterThan(0)
  })

  test('a script, a link and a note are not run, opened or asked for', async () => {
    const bill = billPdf({ active: true })
    expect(await codeOf(readAll(bill))).toBe('read')
    expect(asked).not.toHaveBeenCalled()
  })

  test('a page that is not there, and one that is thinner than a pixel', async () => {
    expect(await codeOf(readPdf(billPdf()).then(pdf => pdf.draw(2, 1600)))).toBe('broken')
    expect(await codeOf(readAll(billPdf({ size: [100_000, 1] })))).toBe('broken')
  })
})

describe('a PDF that cannot be read is called by name', () => {
  test('one with a password', async () => {
    expect(await codeOf(readAll(billPdf({ locked: true })))).toBe('locked')
  })

  test('nothing, and a file that only begins like one', async () => {
    expect(await codeOf(readAll(new Uint8Array()))).toBe('broken')
    expect(await codeOf(readAll(new TextEncoder().encode('%PDF-1.7 and no more')))).toBe('broken')
  })

  test('cut anywhere or changed anywhere: read or a named fault, never anything else and never without an end', async () => {
    const whole = billPdf({ pages: 2, active: true })
    const byte = fc.record({ at: fc.nat(whole.length - 1), value: fc.nat(255) })
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length), fc.array(byte, { maxLength: 12 }), async (length, changes) => {
        const file = whole.slice(0, length)
        for (const { at, value } of changes) if (at < file.length) file[at] = value
        expect(['read', 'broken', 'locked']).toContain(await codeOf(readAll(file)))
      }),
      { numRuns: 60 },
    )
  })
})

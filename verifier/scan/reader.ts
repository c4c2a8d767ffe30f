/**
 * Reads the square code from camera pixels, on this device (DESIGN §5.6): zxing in WebAssembly, and a small JavaScript reader
 * when that cannot load. What is read is text from a stranger: it goes to card/check.ts and nowhere else.
 */
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url'

export interface Reading {
  text: string
  /** Camera pixels per module of the code; below `nearEnough` small print is lost and the page says *come nearer*. */
  pixelsAModule: number
}

/** Measured: at 2.4 px a module zxing reads every frame, at 2.0 one blurred frame in eighteen. */
export const nearEnough = 2.5

export interface Reader {
  name: 'zxing' | 'qr'
  /** The code in the picture, or null when none is readable. Never throws. */
  read(pixels: ImageData): Promise<Reading | null>
}

interface Corner {
  x: number
  y: number
}
const distance = (a: Corner, b: Corner) => Math.hypot(a.x - b.x, a.y - b.y)

/** Pixels of the largest picture that is worth enlarging: 800 × 600. */
const smallPicture = 480_000

/** The picture at twice its size, smoothly. */
function doubled(pixels: ImageData): ImageData {
  const [from, to] = [document.createElement('canvas'), document.createElement('canvas')]
  from.width = pixels.width
  from.height = pixels.height
  to.width = 2 * pixels.width
  to.height = 2 * pixels.height
  const pen = to.getContext('2d', { willReadFrequently: true, alpha: false })
  if (!pen) return pixels
  from.getContext('2d', { alpha: false })?.putImageData(pixels, 0, 0)
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(from, 0, 0, to.width, to.height)
  return pen.getImageData(0, 0, to.width, to.height)
}

async function openZxing(): Promise<Reader> {
  const { prepareZXingModule, readBarcodes } = await import('zxing-wasm/reader')
  // The wasm is ours, from our own origin: the package's default would ask a third party.
  await prepareZXingModule({ overrides: { locateFile: () => wasm }, fireImmediately: true })
  const find = async (pixels: ImageData, times: number): Promise<Reading | null> => {
    const [found] = await readBarcodes(pixels, { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 1, textMode: 'Plain' }).catch(
      () => [],
    )
    if (!found?.isValid) return null
    const { topLeft, topRight } = found.position
    const modules = 17 + 4 * (Number(found.version) || 22)
    return { text: found.text, pixelsAModule: distance(topLeft, topRight) / modules / times }
  }
  let failed = 0
  return {
    name: 'zxing',
    async read(pixels) {
      const found = await find(pixels, 1)
      if (found) failed = 0
      // Measured in dim light: enlarged smoothly, noise evens out and half of what was unreadable is read. Every second time: it takes longer.
      else if (pixels.width * pixels.height <= smallPicture && ++failed % 2 === 0) return find(doubled(pixels), 2)
      return found
    },
  }
}

async function openQr(): Promise<Reader> {
  const { decodeQR } = await import('qr/decode.js')
  return {
    name: 'qr',
    async read(pixels) {
      try {
        let pixelsAModule = nearEnough
        const text = decodeQR(pixels, {
          pointsOnDetect: ({ tl, tr }) => {
            // Finder centres lie 3.5 modules inside each edge of a code of 105 modules.
            pixelsAModule = distance(tl, tr) / 98
          },
        })
        return { text, pixelsAModule }
      } catch {
        return null
      }
    },
  }
}

/** Opens the better reader; the smaller one where WebAssembly cannot run or the file is not there (first minutes offline). */
export const openReader = (): Promise<Reader> => openZxing().catch(openQr)

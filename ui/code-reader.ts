/**
 * Reads the square code from camera pixels, on this device (DESIGN §5.6): zxing in WebAssembly, and a small JavaScript reader
 * when that cannot load. Verifier and desk share it. What is read is text from a stranger: it goes to card/'s checks and nowhere else.
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
  /** The codes in the picture that can be read. Never throws. */
  read(pixels: ImageData): Promise<Reading[]>
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
  const large = pen.getImageData(0, 0, to.width, to.height)
  for (const canvas of [from, to]) canvas.width = canvas.height = 0
  return large
}

/** Loaded once a page: a scanner that opens later asks the server nothing. */
let loading: Promise<typeof import('zxing-wasm/reader')> | null = null

async function loadZxing() {
  const zxing = await import('zxing-wasm/reader')
  // The wasm is ours, from our own origin: the package's default would ask a third party.
  await zxing.prepareZXingModule({ overrides: { locateFile: () => wasm }, fireImmediately: true })
  return zxing
}

async function openZxing(most: number): Promise<Reader> {
  loading ??= loadZxing()
  loading.catch(() => {
    loading = null
  })
  const { readBarcodes } = await loading
  const find = async (pixels: ImageData, times: number): Promise<Reading[]> => {
    const found = await readBarcodes(pixels, {
      formats: ['QRCode'],
      tryHarder: true,
      maxNumberOfSymbols: most,
      textMode: 'Plain',
    }).catch(() => [])
    return found
      .filter(one => one.isValid)
      .map(({ text, version, position: { topLeft, topRight } }) => ({
        text,
        pixelsAModule: distance(topLeft, topRight) / (17 + 4 * (Number(version) || 22)) / times,
      }))
  }
  let failed = 0
  return {
    name: 'zxing',
    async read(pixels) {
      const found = await find(pixels, 1)
      if (found.length > 0) failed = 0
      // Measured in dim light: enlarged smoothly, noise evens out and half of what was unreadable is read. Every second time: it takes longer.
      else if (pixels.width * pixels.height <= smallPicture && ++failed % 2 === 0) {
        const large = doubled(pixels)
        const seen = await find(large, 2)
        large.data.fill(0)
        return seen
      }
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
        return [{ text, pixelsAModule }]
      } catch {
        return []
      }
    },
  }
}

/**
 * Opens the better reader; the smaller one, which finds one code at a time, where WebAssembly cannot run or the file is not there (first
 * minutes offline).
 * @param most how many codes a picture may hold: four on a backup sheet
 */
export const openReader = (most = 1): Promise<Reader> => openZxing(most).catch(openQr)

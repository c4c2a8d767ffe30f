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
  /** The codes in the picture that can be read; none once it is closed. Never throws. */
  read(pixels: ImageData): Promise<Reading[]>
  /** When the last that is open closes, its memory is overwritten: what was read lies there in clear, and no later picture takes its place. */
  close(): Promise<void>
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

/** Grey, and each point's difference from those around it doubled: where the modules are few dots, ink and blur run into each other. Changes `pixels`. */
function sharpened(pixels: ImageData): ImageData {
  const { data, width, height } = pixels
  // Two pixels of the camera, in a picture of twice its size.
  const away = 4
  const grey = new Uint8Array(width * height)
  for (let at = 0; at < grey.length; at++) grey[at] = (data[4 * at]! + 2 * data[4 * at + 1]! + data[4 * at + 2]!) >> 2
  for (let y = away; y < height - away; y++) {
    for (let x = away; x < width - away; x++) {
      const at = y * width + x
      const around = (grey[at - away]! + grey[at + away]! + grey[at - away * width]! + grey[at + away * width]!) / 4
      data[4 * at] = data[4 * at + 1] = data[4 * at + 2] = 2 * grey[at]! - around
    }
  }
  grey.fill(0)
  return pixels
}

interface Running {
  readBarcodes: typeof import('zxing-wasm/reader').readBarcodes
  /** Zeroes the memory it ran in. It must not run again. */
  end(): void
}

/** Asked for once a page: a scanner that opens later asks the server nothing. */
let program: Promise<ArrayBuffer> | null = null
/** One for all readers that are open. */
let running: Promise<Running> | null = null
let open = 0

async function fetchProgram(): Promise<ArrayBuffer> {
  const answer = await fetch(wasm)
  if (!answer.ok) throw new Error('no reader')
  return answer.arrayBuffer()
}

async function start(): Promise<Running> {
  const { prepareZXingModule, readBarcodes } = await import('zxing-wasm/reader')
  program ??= fetchProgram()
  const wasmBinary = await program.catch(cause => {
    program = null
    throw cause
  })
  // The wasm is ours, from our own origin: the package's default would ask a third party. New words each time, or the package gives the old module.
  const overrides = () => ({ locateFile: () => wasm, wasmBinary })
  // Its memory is not among the package's types.
  const module = (await prepareZXingModule({ overrides: overrides(), fireImmediately: true })) as unknown as { HEAPU8: Uint8Array }
  return {
    readBarcodes,
    end() {
      module.HEAPU8.fill(0)
      if (running === null) prepareZXingModule({ overrides: overrides() })
    },
  }
}

async function openZxing(most: number): Promise<Reader> {
  running ??= start()
  const mine = running
  open++
  const { readBarcodes, end } = await mine.catch(cause => {
    open--
    if (running === mine) running = null
    throw cause
  })
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
  let closed = false
  let reading: Promise<unknown> = Promise.resolve()
  const findLarge = async (large: ImageData) => {
    const found = await find(large, 2)
    large.data.fill(0)
    return found
  }
  const read = async (pixels: ImageData): Promise<Reading[]> => {
    const found = await find(pixels, 1)
    if (found.length > 0 || pixels.width * pixels.height > smallPicture) {
      failed = 0
      return found
    }
    // By turns, since each takes longer than the one before. Measured: enlarged smoothly, noise in dim light evens out and half of what was unreadable is
    // read; sharpened as well, modules of four printer dots are read in 99 frames of 100 and not in 97.
    failed++
    if (failed % 3 === 2) return findLarge(doubled(pixels))
    if (failed % 3 === 0) return findLarge(sharpened(doubled(pixels)))
    return found
  }
  return {
    name: 'zxing',
    async read(pixels) {
      if (closed) return []
      const found = read(pixels)
      reading = found
      return found
    },
    async close() {
      if (closed) return
      closed = true
      await reading
      if (--open > 0) return
      running = null
      end()
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
    async close() {},
  }
}

/**
 * Opens the better reader; the smaller one, which finds one code at a time, where WebAssembly cannot run or the file is not there (first
 * minutes offline).
 * @param most how many codes a picture may hold: four on a backup sheet
 */
export const openReader = (most = 1): Promise<Reader> => openZxing(most).catch(openQr)

/**
 * A picture of a screen, made small enough for a guide: at most 128 colours, and smaller until it is light enough. The same screen gives the
 * same bytes. Screens are flat, so that little of them is lost; no package is needed for it.
 */
import { deflateSync, inflateSync } from 'node:zlib'

/** RGB, row after row. */
export interface Pixels {
  width: number
  height: number
  rgb: Uint8Array
}

const signature = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10)
const mostColours = 128

/** PNG as browsers write it: 8 bits, RGB or RGBA, not interlaced (PNG, Third Edition, §9 and §11). @throws for any other */
export function readPng(png: Uint8Array): Pixels {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength)
  const parts: Uint8Array[] = []
  let [width, height, channels] = [0, 0, 0]
  for (let at = signature.length; at + 12 <= png.length; ) {
    const length = view.getUint32(at)
    const name = String.fromCharCode(...png.subarray(at + 4, at + 8))
    const data = png.subarray(at + 8, at + 8 + length)
    if (name === 'IHDR') {
      width = view.getUint32(at + 8)
      height = view.getUint32(at + 12)
      channels = data[9] === 2 ? 3 : data[9] === 6 ? 4 : 0
      if (data[8] !== 8 || channels === 0 || data[12] !== 0) throw new Error('not a PNG of a browser')
    }
    if (name === 'IDAT') parts.push(data)
    at += length + 12
  }
  const lines = inflateSync(Buffer.concat(parts))
  const stride = width * channels
  const rgb = new Uint8Array(width * height * 3)
  let before = new Uint8Array(stride)
  for (let y = 0; y < height; y++) {
    const start = y * (stride + 1)
    const line = unfilter(lines[start]!, lines.subarray(start + 1, start + 1 + stride), before, channels)
    for (let x = 0; x < width; x++) rgb.set(line.subarray(x * channels, x * channels + 3), (y * width + x) * 3)
    before = line
  }
  return { width, height, rgb }
}

function unfilter(filter: number, line: Uint8Array, above: Uint8Array, channels: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(line.length)
  for (let at = 0; at < line.length; at++) {
    const left = at >= channels ? out[at - channels]! : 0
    const up = above[at]!
    const corner = at >= channels ? above[at - channels]! : 0
    out[at] = line[at]! + [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter]!
  }
  return out
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)]
  return a <= b && a <= c ? left : b <= c ? up : corner
}

/** Each new pixel is the mean of those it covers. */
export function shrink({ width, height, rgb }: Pixels, by: number): Pixels {
  if (by <= 1) return { width, height, rgb }
  const [w, h] = [Math.round(width / by), Math.round(height / by)]
  const [sx, sy] = [width / w, height / h]
  const out = new Uint8Array(w * h * 3)
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const sums = [0, 0, 0]
      let area = 0
      for (let v = Math.floor(y * sy); v < Math.min(height, Math.ceil((y + 1) * sy)); v++) {
        const tall = Math.min(v + 1, (y + 1) * sy) - Math.max(v, y * sy)
        for (let u = Math.floor(x * sx); u < Math.min(width, Math.ceil((x + 1) * sx)); u++) {
          const part = tall * (Math.min(u + 1, (x + 1) * sx) - Math.max(u, x * sx))
          area += part
          for (let c = 0; c < 3; c++) sums[c]! += part * rgb[(v * width + u) * 3 + c]!
        }
      }
      for (let c = 0; c < 3; c++) out[(y * w + x) * 3 + c] = Math.round(sums[c]! / area)
    }
  }
  return { width: w, height: h, rgb: out }
}

interface Bin {
  /** 15 bits: five of each colour. */
  key: number
  count: number
  mean: [number, number, number]
}

/** Median cut over colours of 15 bits, weighed by the root of how often they are there: a face is small beside its page. */
function palette({ rgb }: Pixels): { colours: number[][]; of: Uint8Array } {
  const counts = new Uint32Array(32_768)
  const sums = new Float64Array(32_768 * 3)
  const keyAt = (at: number) => ((rgb[at]! >> 3) << 10) | ((rgb[at + 1]! >> 3) << 5) | (rgb[at + 2]! >> 3)
  for (let at = 0; at < rgb.length; at += 3) {
    const key = keyAt(at)
    counts[key]!++
    for (let c = 0; c < 3; c++) sums[key * 3 + c]! += rgb[at + c]!
  }
  const bins: Bin[] = []
  counts.forEach((count, key) => {
    if (count > 0) bins.push({ key, count, mean: [0, 1, 2].map(c => sums[key * 3 + c]! / count) as Bin['mean'] })
  })
  const weigh = ({ count }: Bin) => Math.sqrt(count)
  const spread = (box: Bin[]) => {
    const ranges = [0, 1, 2].map(c => {
      const values = box.map(bin => bin.mean[c]!)
      return values.reduce((most, value) => Math.max(most, value), 0) - values.reduce((least, value) => Math.min(least, value), 255)
    })
    const widest = ranges.indexOf(Math.max(...ranges))
    return { widest, score: box.length < 2 ? 0 : ranges[widest]! * Math.sqrt(box.reduce((sum, bin) => sum + weigh(bin), 0)) }
  }
  const boxes = [bins]
  while (boxes.length < mostColours) {
    const scored = boxes.map((box, at) => ({ at, ...spread(box) })).sort((a, b) => b.score - a.score)
    const next = scored[0]!
    if (next.score === 0) break
    const box = [...boxes[next.at]!].sort((a, b) => a.mean[next.widest]! - b.mean[next.widest]! || a.key - b.key)
    const half = box.reduce((sum, bin) => sum + weigh(bin), 0) / 2
    let cut = 0
    for (let sum = 0; cut < box.length - 1 && sum < half; cut++) sum += weigh(box[cut]!)
    boxes.splice(next.at, 1, box.slice(0, Math.max(1, cut)), box.slice(Math.max(1, cut)))
  }
  const of = new Uint8Array(32_768)
  const colours = boxes.map((box, index) => {
    const all = box.reduce((sum, bin) => sum + bin.count, 0)
    for (const bin of box) of[bin.key] = index
    // A page's own white stays white: what is most of a box gives it its colour.
    const most = box.reduce((one, other) => (other.count > one.count ? other : one))
    if (most.count > all * 0.8) return most.mean.map(Math.round)
    return [0, 1, 2].map(c => Math.round(box.reduce((sum, bin) => sum + bin.mean[c]! * bin.count, 0) / all))
  })
  return { colours, of }
}

/** PNG with a palette of at most 128 colours, no dithering: flat stays flat. */
export function writePng(pixels: Pixels): Uint8Array {
  const { width, height, rgb } = pixels
  const { colours, of } = palette(pixels)
  const lines = new Uint8Array((width + 1) * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 3
      lines[y * (width + 1) + 1 + x] = of[((rgb[at]! >> 3) << 10) | ((rgb[at + 1]! >> 3) << 5) | (rgb[at + 2]! >> 3)]!
    }
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 3, 0, 0, 0], 8)
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('PLTE', Uint8Array.from(colours.flat())),
    chunk('IDAT', deflateSync(lines, { level: 9, memLevel: 9 })),
    chunk('IEND', new Uint8Array()),
  ])
}

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c
})

function chunk(name: string, data: Uint8Array): Uint8Array {
  const out = Buffer.alloc(data.length + 12)
  out.writeUInt32BE(data.length, 0)
  out.write(name, 4, 'latin1')
  out.set(data, 8)
  let crc = 0xffffffff
  for (const byte of out.subarray(4, data.length + 8)) crc = crcTable[(crc ^ byte) & 255]! ^ (crc >>> 8)
  out.writeUInt32BE((crc ^ 0xffffffff) >>> 0, data.length + 8)
  return out
}

/** Part of a picture: from the left, from the top, so wide, so high, as hundredths of the whole. */
export type Part = [left: number, top: number, width: number, height: number]

export function cut({ width, height, rgb }: Pixels, [left, top, wide, high]: Part): Pixels {
  const [x0, y0, w, h] = [(left * width) / 100, (top * height) / 100, (wide * width) / 100, (high * height) / 100].map(Math.round) as Part
  const out = new Uint8Array(w * h * 3)
  for (let y = 0; y < h; y++) out.set(rgb.subarray(((y0 + y) * width + x0) * 3, ((y0 + y) * width + x0 + w) * 3), y * w * 3)
  return { width: w, height: h, rgb: out }
}

/** @param widest pixels @param heaviest bytes @returns the sharpest picture that is light enough */
export function makeSmall(png: Uint8Array, part: Part | undefined, widest: number, heaviest: number): Uint8Array {
  const whole = readPng(png)
  const pixels = part ? cut(whole, part) : whole
  for (let by = Math.max(1, pixels.width / widest); by < 8; by *= 1.15) {
    const made = writePng(shrink(pixels, by))
    if (made.length <= heaviest) return made
  }
  throw new Error('no size of this picture is light enough')
}

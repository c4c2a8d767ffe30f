/** PWG raster (PWG 5102.4): a sync word, then for each page 1,796 bytes about it and its lines, packed. Read by every IPP Everywhere printer. */
import type { PageImage } from './job.ts'
import { inGrey, mirrored } from './page-image.ts'

export interface PwgSheet {
  /** Printer dots for each of the page's dots in both directions: 1 at 300 to the inch, 2 at 600. */
  scale: number
  colour: boolean
  /** Two pages are the two sides of one sheet. A card is turned over its short edge, as a page of a book is turned. */
  twoSided: boolean
  /** How this printer lays down a second side. */
  back: 'normal' | 'flipped' | 'rotated' | 'manual-tumble'
  /** Millimetres by a hundred, as the page lies. */
  size: { x: number; y: number }
}

const headerLength = 1796
const sGray = 18
const sRgb = 19

/** Across and along the feed, -1 is backwards: a back side that is turned over its short edge (PWG 5102.4, table of back side transforms). */
const backFeed = { normal: [1, 1], flipped: [-1, 1], rotated: [1, 1], 'manual-tumble': [-1, -1] } as const

function header(page: PageImage, sheet: PwgSheet, pages: number, [crossFeed, feed]: readonly [number, number]): Uint8Array {
  const bytes = new Uint8Array(headerLength)
  const view = new DataView(bytes.buffer)
  const put = (at: number, ...values: number[]) => {
    for (const [index, value] of values.entries()) view.setInt32(at + 4 * index, value)
  }
  bytes.set(new TextEncoder().encode('PwgRaster'))
  const dpi = 300 * sheet.scale
  const [width, height] = [page.width * sheet.scale, page.height * sheet.scale]
  put(272, sheet.twoSided ? 1 : 0) // Duplex
  put(276, dpi, dpi) // HWResolution
  put(340, 1) // NumCopies
  put(352, Math.round((sheet.size.x * 72) / 2540), Math.round((sheet.size.y * 72) / 2540)) // PageSize, points
  put(368, sheet.twoSided ? 1 : 0) // Tumble
  put(372, width, height)
  put(384, 8, 8 * page.planes, width * page.planes, 0, page.planes === 3 ? sRgb : sGray) // bits a colour, a pixel; bytes a line; chunky; space
  put(420, page.planes) // NumColors
  put(452, pages, crossFeed, feed) // TotalPageCount, CrossFeedTransform, FeedTransform
  put(480, 0xffffff) // AlternatePrimary
  put(484, 5) // PrintQuality: high
  return bytes
}

/** @returns how many of the pixels from `from` on are equal, at most 128 */
function run(line: Uint8Array, planes: number, from: number, width: number): number {
  let to = from + 1
  for (; to < width && to - from < 128; to++) {
    for (let plane = 0; plane < planes; plane++) if (line[to * planes + plane] !== line[from * planes + plane]) return to - from
  }
  return to - from
}

/** One line: runs of equal pixels and stretches of different ones, each behind a byte that says which and how many. */
function packLine(line: Uint8Array, planes: number, out: Uint8Array, at: number): number {
  const width = line.length / planes
  let from = 0
  while (from < width) {
    const equal = run(line, planes, from, width)
    let to = from + equal
    if (equal > 1) out[at++] = equal - 1
    else {
      while (to < width && to - from < 128 && run(line, planes, to, width) === 1) to++
      out[at++] = to - from === 1 ? 0 : 257 - (to - from)
    }
    const end = equal > 1 ? from + 1 : to
    out.set(line.subarray(from * planes, end * planes), at)
    at += (end - from) * planes
    from = to
  }
  return at
}

function stretched(line: Uint8Array, planes: number, scale: number): Uint8Array {
  if (scale === 1) return line
  const out = new Uint8Array(line.length * scale)
  for (let at = 0; at < out.length; at++) {
    const pixel = Math.floor(at / planes / scale)
    out[at] = line[pixel * planes + (at % planes)] as number
  }
  return out
}

/** Packed lines are handed on by about this much: a page is never twice in memory as a whole. */
const pieceLength = 65_536

function* packPage(page: PageImage, scale: number): Generator<Uint8Array> {
  const lineLength = page.width * page.planes
  const lineOf = (y: number) => page.pixels.subarray(y * lineLength, (y + 1) * lineLength)
  // A byte for the count of lines, and one for each stretch: never longer than this.
  const longest = 1 + lineLength * scale + page.width * scale
  const out = new Uint8Array(pieceLength + longest)
  let at = 0
  for (let y = 0; y < page.height; ) {
    const line = lineOf(y)
    let lines = 1
    while (y + lines < page.height && (lines + 1) * scale <= 256 && Buffer.compare(line, lineOf(y + lines)) === 0) lines++
    out[at++] = lines * scale - 1
    const wide = stretched(line, page.planes, scale)
    at = packLine(wide, page.planes, out, at)
    if (wide !== line) wide.fill(0)
    y += lines
    if (at < pieceLength && y < page.height) continue
    yield out.slice(0, at)
    at = 0
  }
  out.fill(0)
}

/** The document in pieces; whoever sends them zeroes them. */
export function pwgRaster(pages: readonly PageImage[], sheet: PwgSheet): Uint8Array[] {
  const pieces: Uint8Array[] = [new TextEncoder().encode('RaS2')]
  for (const [index, page] of pages.entries()) {
    const feed = sheet.twoSided && index === 1 ? backFeed[sheet.back] : ([1, 1] as const)
    const grey = sheet.colour ? page : inGrey(page)
    const shown = mirrored(grey, feed[0] < 0, feed[1] < 0)
    pieces.push(header(shown, sheet, pages.length, feed), ...packPage(shown, sheet.scale))
    for (const made of [grey, shown]) if (made !== page) made.pixels.fill(0)
  }
  return pieces
}

/** What has to be done to a page before a printer takes it: turned, mirrored, grey, on a larger sheet. Each makes a new page or gives the same back. */
import type { PageImage } from './job.ts'

/** A new page whose dot at (x, y) is the old one's at `from(x, y)`, white where there is none. */
function mapped(page: PageImage, width: number, height: number, from: (x: number, y: number) => number): PageImage {
  const { planes, pixels } = page
  const out = new Uint8Array(width * height * planes).fill(255)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const source = from(x, y) * planes
      if (source < 0) continue
      const to = (y * width + x) * planes
      for (let plane = 0; plane < planes; plane++) out[to + plane] = pixels[source + plane] as number
    }
  }
  return { width, height, planes, pixels: out }
}

/** By a quarter clockwise, for a printer that lists ID-1 upright only. */
export const turned = (page: PageImage): PageImage =>
  mapped(page, page.height, page.width, (x, y) => (page.height - 1 - x) * page.width + y)

/** Left to right, top to bottom or both: how some printers want the second side. */
export function mirrored(page: PageImage, across: boolean, along: boolean): PageImage {
  if (!across && !along) return page
  const { width, height } = page
  return mapped(page, width, height, (x, y) => (along ? height - 1 - y : y) * width + (across ? width - 1 - x : x))
}

/** On a sheet of this size, at its top left. */
export function onSheet(page: PageImage, width: number, height: number): PageImage {
  if (page.width === width && page.height === height) return page
  return mapped(page, width, height, (x, y) => (x < page.width && y < page.height ? y * page.width + x : -1))
}

/** Grey by the weights of sRGB, for a printer without colour. */
export function inGrey(page: PageImage): PageImage {
  if (page.planes === 1) return page
  const out = new Uint8Array(page.width * page.height)
  for (let at = 0; at < out.length; at++) {
    const [red, green, blue] = [page.pixels[at * 3], page.pixels[at * 3 + 1], page.pixels[at * 3 + 2]] as [number, number, number]
    out[at] = Math.round(0.2126 * red + 0.7152 * green + 0.0722 * blue)
  }
  return { ...page, planes: 1, pixels: out }
}

/**
 * What is wrong with a photo, said while it can still be mended. Pure arithmetic on pixels: no model, no face detector, nothing kept.
 * Meant for pictures of about 320 pixels on the longer side; one look is a single pass over luma and a small flood.
 */

export interface Advice {
  /** Letters would drown: under `darkBelow` on average, and no part of the middle is lit well. */
  dark: boolean
  /** No sharp edges anywhere that matters: the camera moved or is too near. */
  blur: boolean
  /** Only of a face: the light falls from behind it. */
  back: boolean
  /** Middle of the largest shiny spot, each 0..1 from the top left of the picture, or null. */
  glare: { x: number; y: number } | null
  clear: boolean
}

/** Where a shiny spot sits, as the person sees the picture. */
export type Spot = 'top_left' | 'top' | 'top_right' | 'left' | 'middle' | 'right' | 'bottom_left' | 'bottom' | 'bottom_right'

/** What `advise` reads of an ImageData. */
export type Pixels = Pick<ImageData, 'data' | 'width' | 'height'>

/**
 * Measured on eight specimen documents and our drawn papers and faces, filmed at 1280×720 and looked at in 320×180. Luma is 0..255.
 * Mean luma on a dark table: 79 to 163; with 70 or 80 of 100 parts of the light taken away: 15 to 44.
 * Sharpness in focus: 1,660 to 11,400; blurred by a radius of 2 film pixels 470 to 1,950, of 4 at most 330, of 6 at most 134.
 */
export const thresholds = {
  /** Mean luma of the middle three quarters in each direction. A dark table round a well-lit page is not dark: see `litFrom`. */
  darkBelow: 60,
  /** Share of the middle that is at least this bright saves a dark mean. */
  litFrom: 110,
  litShare: 0.12,
  /** Variance of the Laplacian over the sharpest ninth of the picture. */
  sharpFrom: 240,
  /** A pixel is blown out from this luma on. Paper in good light stays under 240. */
  blownFrom: 250,
  /** A shiny spot is one connected area between these shares of the picture: dust is smaller, a white wall behind is larger. */
  spotFrom: 0.004,
  spotMost: 0.25,
  /** Share of its own rows that it fills: a reflection is one solid blob, a white page is full of letters. */
  solidFrom: 0.93,
  /** A spot larger than `boxyFrom` that fills more than `boxyFill` of its box is a blank part of a page, not a lamp. */
  boxyFrom: 0.06,
  boxyFill: 0.9,
} as const

/** The ninth of the picture a point lies in. */
export function spotOf({ x, y }: { x: number; y: number }): Spot {
  const across = x < 1 / 3 ? 'left' : x > 2 / 3 ? 'right' : ''
  const down = y < 1 / 3 ? 'top' : y > 2 / 3 ? 'bottom' : ''
  return ((down && across ? `${down}_${across}` : down + across) || 'middle') as Spot
}

/** Rec. 601 luma in whole numbers. */
export function lumaOf({ data, width, height }: Pixels): Uint8Array {
  const luma = new Uint8Array(width * height)
  for (let at = 0, from = 0; at < luma.length; at++, from += 4)
    luma[at] = (data[from]! * 77 + data[from + 1]! * 150 + data[from + 2]! * 29) >> 8
  return luma
}

function isDark(luma: Uint8Array, width: number, height: number): boolean {
  let sum = 0
  let lit = 0
  let count = 0
  for (let y = height >> 3; y < height - (height >> 3); y++) {
    for (let x = width >> 3; x < width - (width >> 3); x++) {
      const value = luma[y * width + x]!
      sum += value
      if (value >= thresholds.litFrom) lit++
      count++
    }
  }
  return count > 0 && sum / count < thresholds.darkBelow && lit / count < thresholds.litShare
}

/** Variance of the Laplacian of the sharpest of nine parts: a plain wall round a sharp face must not read as blurred. */
function sharpness(luma: Uint8Array, width: number, height: number): number {
  let best = 0
  for (let part = 0; part < 9; part++) {
    const left = Math.max(1, Math.floor(((part % 3) * width) / 3))
    const right = Math.min(width - 1, Math.floor((((part % 3) + 1) * width) / 3))
    const top = Math.max(1, Math.floor((Math.floor(part / 3) * height) / 3))
    const bottom = Math.min(height - 1, Math.floor(((Math.floor(part / 3) + 1) * height) / 3))
    let sum = 0
    let squares = 0
    let count = 0
    for (let y = top; y < bottom; y++) {
      for (let x = left, at = y * width + left; x < right; x++, at++) {
        const edge = luma[at - 1]! + luma[at + 1]! + luma[at - width]! + luma[at + width]! - 4 * luma[at]!
        sum += edge
        squares += edge * edge
        count++
      }
    }
    if (count) best = Math.max(best, squares / count - (sum / count) ** 2)
  }
  return best
}

/**
 * The largest connected blown-out area that has the size and the solidity of a reflection.
 * @param largestShare of the picture: what is larger is a wall or a cloth
 */
export function shinySpot(luma: Uint8Array, width: number, height: number, largestShare: number = thresholds.spotMost): Advice['glare'] {
  const seen = new Uint8Array(luma.length)
  const stack = new Int32Array(luma.length)
  const first = new Int32Array(height)
  const last = new Int32Array(height)
  const least = luma.length * thresholds.spotFrom
  const most = luma.length * largestShare
  let largest = 0
  let middle: Advice['glare'] = null
  for (let start = 0; start < luma.length; start++) {
    if (seen[start] || luma[start]! < thresholds.blownFrom) continue
    let depth = 0
    let size = 0
    let sumX = 0
    let sumY = 0
    first.fill(width)
    last.fill(-1)
    seen[start] = 1
    stack[depth++] = start
    while (depth > 0) {
      const at = stack[--depth]!
      const x = at % width
      const y = (at - x) / width
      size++
      sumX += x
      sumY += y
      if (x < first[y]!) first[y] = x
      if (x > last[y]!) last[y] = x
      const around = [x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width]
      for (const next of around) {
        if (next < 0 || next >= luma.length || seen[next] || luma[next]! < thresholds.blownFrom) continue
        seen[next] = 1
        stack[depth++] = next
      }
    }
    if (size <= largest || size < least || size > most) continue
    let spans = 0
    let left = width
    let right = -1
    let rows = 0
    for (let y = 0; y < height; y++) {
      if (last[y]! < 0) continue
      spans += last[y]! - first[y]! + 1
      left = Math.min(left, first[y]!)
      right = Math.max(right, last[y]!)
      rows++
    }
    const box = rows * (right - left + 1)
    if (size / spans < thresholds.solidFrom) continue
    if (size > luma.length * thresholds.boxyFrom && size / box > thresholds.boxyFill) continue
    largest = size
    middle = { x: sumX / size / width, y: sumY / size / height }
  }
  return middle
}

/** Looks at a paper once. Dark hides everything else, so nothing is said about blur or glare in the dark. */
export function advise(picture: Pixels): Advice {
  const { width, height } = picture
  const luma = lumaOf(picture)
  const dark = isDark(luma, width, height)
  const glare = dark ? null : shinySpot(luma, width, height)
  const blur = !dark && sharpness(luma, width, height) < thresholds.sharpFrom
  return { dark, blur, back: false, glare, clear: !dark && !blur && !glare }
}

/**
 * What is wrong with a card photo, said while it can still be mended. It looks at the oval, and for the light also at a ring around it;
 * no face detector, no template. Nothing here asks what is in the oval, so nothing can ask anybody to uncover it.
 */
import { type Advice, lumaOf, type Pixels, shinySpot } from './advice.ts'
import { type Light, lightIn, ovalMask } from './oval.ts'

/**
 * How light is judged. The mean of a face says how dark the skin is as much as how poor the light is, so it is not used. Used is the bright
 * end of the oval (`Light.bright`): eyes, the shine of skin, a collar, a scarf, the frame of glasses. In good light some of it is bright
 * on every skin; in poor light none of it is, on any. Nothing is ever too bright: luma cannot tell a blown face from a white cloth.
 */
export const faceThresholds = {
  /** The bright end of a photo as it is used is at least this. Luma 0..255. */
  brightFrom: 130,
  /** What `exposure` may do at most: 0.6 stops. */
  mostGain: 2 ** (0.6 / 2.2),
  /** Light from behind: the ring's brighter quarter is at least this, and this many times the oval's bright end. */
  aroundFrom: 150,
  behind: 1.5,
  /** Variance of the Laplacian in the sharpest part of the oval, in parts of the variance of luma in the oval. */
  sharpFrom: 0.06,
  /** An oval with less variance is judged as if it had this: its noise would look like detail. */
  leastSpread: 150,
  /** The largest shiny spot, in parts of the picture: two lenses of a pair of glasses. Larger is cloth or sky. */
  spotMost: 0.04,
} as const

/** Too dark is what `exposure` cannot bring into range. */
export const dimBelow = faceThresholds.brightFrom / faceThresholds.mostGain

/** Detail in the sharpest of nine parts of the oval; only pixels whose four neighbours lie in it too. In parts of the light's spread. */
export function detailIn(luma: Uint8Array, width: number, height: number, spread: number): number {
  const mask = ovalMask(width, height)
  const parts = Array.from({ length: 9 }, () => ({ sum: 0, squares: 0, count: 0 }))
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1, at = y * width + 1; x < width - 1; x++, at++) {
      if (!mask[at] || !mask[at - 1] || !mask[at + 1] || !mask[at - width] || !mask[at + width]) continue
      const edge = luma[at - 1]! + luma[at + 1]! + luma[at - width]! + luma[at + width]! - 4 * luma[at]!
      const part = parts[Math.floor((y * 3) / height) * 3 + Math.floor((x * 3) / width)]!
      part.sum += edge
      part.squares += edge * edge
      part.count++
    }
  }
  const least = width * height * 0.01
  const best = Math.max(0, ...parts.map(({ sum, squares, count }) => (count > least ? squares / count - (sum / count) ** 2 : 0)))
  return best / Math.max(spread, faceThresholds.leastSpread)
}

const isDim = (light: Light) => light.bright < dimBelow
const isBehind = ({ bright, around }: Light) => around >= faceThresholds.aroundFrom && around >= bright * faceThresholds.behind

/** Looks at a 3:4 picture of a face once. In poor light nothing is said about blur or glare. */
export function adviseFace(picture: Pixels): Advice {
  const { width, height } = picture
  const luma = lumaOf(picture)
  const light = lightIn(luma, width, height)
  const dim = isDim(light)
  const back = dim && isBehind(light)
  const blur = !dim && detailIn(luma, width, height, light.spread) < faceThresholds.sharpFrom
  const mask = ovalMask(width, height)
  const glare = dim
    ? null
    : shinySpot(
        luma.map((value, at) => (mask[at] ? value : 0)),
        width,
        height,
        faceThresholds.spotMost,
      )
  return { dark: dim && !back, blur, back, glare, clear: !dim && !blur && !glare }
}

/** By how much a photo is brightened: as little as brings the bright end of its oval into range, 1 to `mostGain`. Never darkened. */
export function gainFor(picture: Pixels): number {
  const { bright } = lightIn(lumaOf(picture), picture.width, picture.height)
  return Math.min(faceThresholds.mostGain, Math.max(1, faceThresholds.brightFrom / Math.max(1, bright)))
}

/**
 * Brightens in place, once, when a photo is taken. One factor for every pixel and every colour, as a longer exposure: hue stays, and of two
 * tones the darker stays the darker by as much. A curve (gamma) would lift dark skin more than light skin. No colour is pushed over its end.
 */
export function expose(data: Uint8ClampedArray, gain: number): void {
  if (gain <= 1) return
  for (let at = 0; at < data.length; at += 4) {
    const most = Math.max(data[at]!, data[at + 1]!, data[at + 2]!)
    const factor = Math.min(gain, 255 / Math.max(1, most))
    for (let channel = at; channel < at + 3; channel++) data[channel] = data[channel]! * factor
  }
}

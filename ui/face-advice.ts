/**
 * What is wrong with a card photo, said while it can still be mended. It looks at the oval, and for the light also at a ring around it;
 * no face detector, no template. Nothing here asks what is in the oval, so nothing can ask anybody to uncover it.
 */
import { type Advice, lumaOf, type Pixels, shinySpot } from './advice.ts'
import { type Light, lightIn, middle, oval, ovalMask } from './oval.ts'

/**
 * How light is judged. The mean of a face says how dark the skin is as much as how poor the light is, so it is not used. Used is the bright
 * end of the oval's middle (`Light.bright`): the white of eyes, teeth, the shine of skin, the frame of glasses. In good light some of it is
 * bright on every skin; in poor light none of it is, on any. Nothing is ever too bright: luma cannot tell a blown face from a white cloth.
 *
 * Measured on our 24 drawn portraits (e2e/camera/portraits.ts), filmed at 1280×720, cut to 3:4 and looked at in 240×320. Luma is 0..255.
 * Mean of the middle: deepest skin in good light 50 to 84, lightest skin with 92 of 100 parts of the light taken away 57: no line divides them.
 * Bright end: good light 128 to 224 on every skin; 92 parts taken away 71 to 72; before a window 70 to 78.
 * Detail in focus 0.28 to 1.06 (0.14 where much of the wall is in the middle); blurred by a radius of 2 film pixels 0.03 to 0.15, of 3 at
 * most 0.07, of 4 at most 0.03; a hand that moved by 23 film pixels 0.03 to 0.04. Drawings are sharper than photos: unconfirmed with people.
 */
export const faceThresholds = {
  /** The bright end of a photo as it is used is at least this. Luma 0..255. */
  brightFrom: 130,
  /** What `exposure` may do at most: 0.6 stops. */
  mostGain: 2 ** (0.6 / 2.2),
  /** Light from behind: the ring's brighter quarter is at least this, and this many times the oval's bright end. */
  aroundFrom: 150,
  behind: 1.5,
  /** `detailIn` of a picture in focus. */
  sharpFrom: 0.07,
  /** A middle with less variance is judged as if it had this: its noise would look like detail. */
  leastSpread: 150,
  /** The largest shiny spot, in parts of the picture: two lenses of a pair of glasses. Larger is cloth or sky. */
  spotMost: 0.04,
} as const

/** Too dark is what `exposure` cannot bring into range. */
export const dimBelow = faceThresholds.brightFrom / faceThresholds.mostGain

/** Sum, sum of squares and count of what was added. */
const tally = () => {
  let [sum, squares, count] = [0, 0, 0]
  return {
    add(value: number) {
      sum += value
      squares += value * value
      count++
    },
    variance: (least: number) => (count > least ? squares / count - (sum / count) ** 2 : 0),
  }
}

/**
 * Detail in the sharpest of nine parts of the oval's middle, across or down, whichever is less: a hand that moved leaves the other alone.
 * Only pixels whose four neighbours lie in the middle too.
 * @returns variance of the second difference, in parts of the light's spread, so that it does not depend on how light or dark a skin is
 */
export function detailIn(luma: Uint8Array, width: number, height: number, spread: number): number {
  const mask = ovalMask(width, height, middle)
  const [left, wide] = [(oval.x - oval.across * middle) * width, (oval.across * middle * width * 2) / 3]
  const [top, tall] = [(oval.y - oval.down * middle) * height, (oval.down * middle * height * 2) / 3]
  const parts = Array.from({ length: 9 }, () => ({ across: tally(), down: tally() }))
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1, at = y * width + 1; x < width - 1; x++, at++) {
      if (!mask[at] || !mask[at - 1] || !mask[at + 1] || !mask[at - width] || !mask[at + width]) continue
      const part = parts[Math.min(2, Math.floor((y - top) / tall)) * 3 + Math.min(2, Math.floor((x - left) / wide))]!
      part.across.add(luma[at - 1]! + luma[at + 1]! - 2 * luma[at]!)
      part.down.add(luma[at - width]! + luma[at + width]! - 2 * luma[at]!)
    }
  }
  const least = width * height * 0.005
  const best = Math.max(...parts.map(({ across, down }) => Math.min(across.variance(least), down.variance(least))))
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

/**
 * The oval of the card photo: where it lies, and how light falls into it. Counts of luma in two fixed shapes, the same wherever a face
 * is or is not: nothing is searched for, measured on a person, compared or kept.
 */

/** Middle and half axes in parts of a 3:4 picture's width and height; live-camera.css draws the same (`.camera-face .camera-guide`). */
export const oval = { x: 0.5, y: 0.545, across: 0.33, down: 0.365 } as const

/** The middle of the oval, in parts of its size: wall between a face and the oval's line would say how light the wall is. */
export const middle = 0.65

/** The ring reaches from the oval to this many times its size, and down to this part of its half height: below are the shoulders. */
export const ring = { to: 1.35, down: 0.4 } as const

/** How far out a point lies, the picture's parts given: 1 on the oval's line. */
export function reach(x: number, y: number): number {
  const [across, down] = [(x - oval.x) / oval.across, (y - oval.y) / oval.down]
  return Math.sqrt(across * across + down * down)
}

/** Around the face and above the shoulders: the wall behind it. Both as parts of the picture. */
export const inRing = (x: number, y: number): boolean => {
  const far = reach(x, y)
  return far > 1 && far <= ring.to && y < oval.y + oval.down * ring.down
}

/** 1 for every pixel of the oval, or of this part of it. */
export function ovalMask(width: number, height: number, part = 1): Uint8Array {
  const mask = new Uint8Array(width * height)
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) if (reach((x + 0.5) / width, (y + 0.5) / height) <= part) mask[at] = 1
  return mask
}

export interface Light {
  /** Luma that the brightest of 100 pixels in the middle of the oval reaches. */
  bright: number
  /** Variance of luma in the middle of the oval. */
  spread: number
  /** Luma that the brighter quarter of the ring reaches. */
  around: number
}

/** The share of the middle that counts as its bright end: eyes, teeth, the shine of skin, cloth in the light. */
export const brightShare = 0.01
const aroundShare = 0.25

/** Luma reached by this share of the counted pixels; 0 of nothing. */
function top(counts: Uint32Array, share: number): number {
  let left = Math.ceil(counts.reduce((sum, count) => sum + count, 0) * share)
  if (left === 0) return 0
  for (let luma = 255; ; luma--) {
    left -= counts[luma]!
    if (left <= 0) return luma
  }
}

/** @param luma one byte a pixel, from the top left, as many as width × height pixels */
export function lightIn(luma: Uint8Array, width: number, height: number): Light {
  const inside = new Uint32Array(256)
  const outside = new Uint32Array(256)
  let count = 0
  let sum = 0
  let squares = 0
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const [px, py] = [(x + 0.5) / width, (y + 0.5) / height]
      const value = luma[at]!
      if (reach(px, py) <= middle) {
        inside[value]!++
        count++
        sum += value
        squares += value * value
      } else if (inRing(px, py)) outside[value]!++
    }
  }
  const spread = count ? squares / count - (sum / count) ** 2 : 0
  return { bright: top(inside, brightShare), spread, around: top(outside, aroundShare) }
}

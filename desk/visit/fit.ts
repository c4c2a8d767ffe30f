/**
 * Desk: finds the quality whose encoded size lies in a range. Pure: the encoder is an argument.
 * A size that grows with quality is assumed; where an encoder wobbles by a few bytes the best size seen still wins.
 */
export interface Fit {
  bytes: Uint8Array
  quality: number
}

/**
 * The best encoding with `least` ≤ length ≤ `most`, by halving the range of qualities (whole numbers, both ends included).
 * Null when no quality tried lies in the range: `tooLarge` tells the caller on which side.
 */
export async function fitQuality(
  encode: (quality: number) => Promise<Uint8Array>,
  range: { least: number; most: number; from: number; to: number },
): Promise<{ fit: Fit | null; tooLarge: boolean }> {
  let low = range.from
  let high = range.to
  let fit: Fit | null = null
  let tooLarge = true
  while (low <= high) {
    const quality = Math.floor((low + high) / 2)
    const bytes = await encode(quality)
    if (bytes.length > range.most) {
      high = quality - 1
      continue
    }
    tooLarge = false
    if (bytes.length >= range.least && (fit === null || bytes.length > fit.bytes.length)) fit = { bytes, quality }
    low = quality + 1
  }
  return { fit, tooLarge }
}

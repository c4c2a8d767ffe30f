/** Desk: finds the best JPEG quality whose size still fits. Pure: the encoder is an argument. */

/**
 * The encoding of the highest quality that is at most `most` bytes long, by halving whole qualities `from`…`to`; null when none fits.
 * A size that grows with quality is assumed.
 */
export function fitQuality(encode: (quality: number) => Uint8Array, most: number, from: number, to: number): Uint8Array | null {
  let low = from
  let high = to
  let fit: Uint8Array | null = null
  while (low <= high) {
    const quality = Math.floor((low + high) / 2)
    const bytes = encode(quality)
    if (bytes.length <= most) {
      fit = bytes
      low = quality + 1
    } else high = quality - 1
  }
  return fit
}

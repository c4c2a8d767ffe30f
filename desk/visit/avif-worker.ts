/** Desk: the AVIF encoder off the main thread, so the keys stay quick while a face is made small. Holds nothing between messages. */
import { encodeAvif } from './avif-encode.ts'

interface Ask {
  id: number
  pixels: Uint8Array
  width: number
  height: number
  quality: number
}

self.onmessage = async (event: MessageEvent<Ask>) => {
  const { id, pixels, width, height, quality } = event.data
  try {
    const file = await encodeAvif(pixels, width, height, quality)
    self.postMessage({ id, file })
  } catch {
    self.postMessage({ id, file: null })
  }
}

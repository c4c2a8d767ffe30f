/** Desk: the AVIF encoder off the main thread, so the keys stay quick while a face is made small. Holds nothing between messages. */
import type { Pixels } from '@latchkey/card/avif.ts'
import { encodeAvif } from './avif-encode.ts'

export interface EncodeAsk {
  id: number
  pixels: Pixels
  options: Readonly<Record<string, number | boolean>>
}
export interface EncodeAnswer {
  id: number
  /** Null when the encoder could not. */
  file: Uint8Array | null
}

self.onmessage = async (event: MessageEvent<EncodeAsk>) => {
  const { id, pixels, options } = event.data
  const file = await encodeAvif(pixels, options).catch(() => null)
  pixels.data.fill(0)
  self.postMessage({ id, file } satisfies EncodeAnswer)
}

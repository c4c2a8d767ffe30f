import type { Inflate } from '@latchkey/card/status-list.ts'

// A stream without a blob: a desk has none.
const streamOf = (bytes: Uint8Array) => new Response(bytes as Uint8Array<ArrayBuffer>).body as ReadableStream<Uint8Array<ArrayBuffer>>

/** zlib by the browser itself. Stops reading past `most` bytes: whoever wrote the list chose how far it unfolds. */
export const inflate: Inflate = async (bytes, most) => {
  const reader = streamOf(bytes).pipeThrough(new DecompressionStream('deflate')).getReader()
  const parts: Uint8Array[] = []
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    length += value.length
    if (length > most) {
      await reader.cancel()
      throw new RangeError('longer than a list')
    }
    parts.push(value)
  }
  const whole = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

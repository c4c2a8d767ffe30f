/**
 * Desk: the AVIF encoder (libavif in WebAssembly), loaded only when a portrait has come. The single-threaded build: it needs no
 * SharedArrayBuffer and no evaluated code, only `'wasm-unsafe-eval'` in the page's policy.
 */
import factory from '@jsquash/avif/codec/enc/avif_enc.js'
import wasmUrl from '@jsquash/avif/codec/enc/avif_enc.wasm?url'
import type { EncodeAvif } from '@latchkey/card/avif.ts'

type Encoder = Awaited<ReturnType<typeof factory>>

let loading: Promise<Encoder> | null = null

async function load(): Promise<Encoder> {
  const response = await fetch(wasmUrl, { credentials: 'omit' })
  const module = await WebAssembly.compile(await response.arrayBuffer())
  return factory({
    noInitialRun: true,
    instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) {
      const instance = new WebAssembly.Instance(module, imports)
      done(instance)
      return instance.exports
    },
  } as Parameters<typeof factory>[0])
}

/** The port of card/avif.ts. A failed load is tried again at the next picture. */
export const encodeAvif: EncodeAvif = async (pixels, options) => {
  loading ??= load().catch(error => {
    loading = null
    throw error
  })
  const encoder = await loading
  const bytes = new Uint8Array(pixels.data.buffer, pixels.data.byteOffset, pixels.data.byteLength)
  const file = encoder.encode(bytes, pixels.width, pixels.height, options as never)
  if (!file) throw new Error('the encoder gave nothing')
  return file.slice()
}

/**
 * Desk: the AVIF encoder (libavif in WebAssembly), loaded only when a portrait has come. The single-threaded build: it needs no
 * SharedArrayBuffer and no evaluated code, only `'wasm-unsafe-eval'` in the page's policy.
 */
import factory from '@jsquash/avif/codec/enc/avif_enc.js'
import wasmUrl from '@jsquash/avif/codec/enc/avif_enc.wasm?url'

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

/** One AVIF file of these RGBA pixels at a quality of 0 (small) to 100; 8 bit, 4:2:0. */
export async function encodeAvif(pixels: Uint8Array, width: number, height: number, quality: number): Promise<Uint8Array> {
  loading ??= load()
  const encoder = await loading
  const file = encoder.encode(pixels as Uint8Array<ArrayBuffer>, width, height, {
    quality,
    qualityAlpha: -1,
    denoiseLevel: 0,
    tileRowsLog2: 0,
    tileColsLog2: 0,
    speed: 6,
    subsample: 1,
    chromaDeltaQ: false,
    sharpness: 0,
    tune: 0,
    enableSharpYUV: false,
    bitDepth: 8,
    lossless: false,
  } as Parameters<Encoder['encode']>[3])
  if (!file) throw new Error('the encoder gave nothing')
  return file.slice()
}

/** Desk: the AVIF encoder behind the port of card/avif.ts, in a worker; in the page itself where a browser refuses the worker. */
import type { EncodeAvif, Pixels } from '@latchkey/card/avif.ts'
import { workerUrl } from '@latchkey/ui/worker-url.ts'
import type { EncodeAnswer, EncodeAsk } from './avif-worker.ts'
import workerAddress from './avif-worker.ts?worker&url'

let worker: Worker | null = null
let refused = false
let asked = 0
const waiting = new Map<number, { done(file: Uint8Array): void; failed(): void }>()

function start(): Worker {
  const made = new Worker(workerUrl(workerAddress), { type: 'module', name: 'avif' })
  made.onmessage = (event: MessageEvent<EncodeAnswer>) => {
    const { id, file } = event.data
    const one = waiting.get(id)
    waiting.delete(id)
    if (file) one?.done(file)
    else one?.failed()
  }
  made.onerror = () => {
    refused = true
    endEncoder()
  }
  return made
}

/** Ends the worker and its memory: at goodbye, so that nothing of a face stays in it. What is under way fails. */
export function endEncoder(): void {
  worker?.terminate()
  worker = null
  for (const one of waiting.values()) one.failed()
  waiting.clear()
}

async function inPage(pixels: Pixels, options: Readonly<Record<string, number | boolean>>): Promise<Uint8Array> {
  const { encodeAvif } = await import('./avif-encode.ts')
  return encodeAvif(pixels, options)
}

export const encodeInWorker: EncodeAvif = async (pixels, options) => {
  if (refused) return inPage(pixels, options)
  try {
    worker ??= start()
  } catch {
    refused = true
    return inPage(pixels, options)
  }
  const running = worker
  const id = ++asked
  try {
    return await new Promise<Uint8Array>((done, failed) => {
      waiting.set(id, { done, failed: () => failed(new Error('the encoder ended')) })
      running.postMessage({ id, pixels, options } satisfies EncodeAsk)
    })
  } catch (error) {
    if (refused) return inPage(pixels, options)
    throw error
  }
}

/** A PDF that the resident picked, read by a worker that lives as long as the file is looked at. Nothing of the file leaves this phone but a page's pixels. */
import { type Later, laterByTimer } from '@latchkey/channel/socket.ts'
import { longestSide } from '@latchkey/ui/photo.ts'
import { workerUrl } from '@latchkey/ui/worker-url.ts'
import type { PdfAnswer, PdfAsk } from './pdf-worker.ts'
import workerAddress from './pdf-worker.ts?worker&url'
import { ScreenFault } from './screen-fault.ts'

/** Pages that can be chosen from: the first so many. */
export const mostPdfPages = 20
/** Milliseconds for opening, and for each page: an old phone needs a few seconds. */
const patience = 30_000

export interface OpenPdf {
  /** Pages of the whole file. */
  all: number
  /** Pages that can be drawn: at most `mostPdfPages`. */
  pages: number
  /** @param page from 1 @throws ScreenFault broken | slow | no_reader; after `slow` and `no_reader` the file is closed */
  draw(page: number): Promise<ImageData>
  /** Ends the worker; what is under way never comes. */
  close(): void
}

type ReaderWorker = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>
const startReader = (): ReaderWorker => new Worker(workerUrl(workerAddress), { type: 'module', name: 'pdf' })

/**
 * @param file bytes of the file; the worker takes the buffer over
 * @throws ScreenFault locked | broken | slow | no_reader: the worker has ended
 */
export async function openPdf(
  file: Uint8Array<ArrayBuffer>,
  { start = startReader, later = laterByTimer, signal }: { start?: () => ReaderWorker; later?: Later; signal?: AbortSignal } = {},
): Promise<OpenPdf> {
  let worker: ReaderWorker
  try {
    worker = start()
  } catch {
    throw new ScreenFault('no_reader')
  }
  const close = () => worker.terminate()
  signal?.addEventListener('abort', close)
  const ask = (what: PdfAsk, transfer: Transferable[] = []) =>
    new Promise<Exclude<PdfAnswer, { fault: unknown }>>((answered, failed) => {
      const fail = (code: 'slow' | 'no_reader') => {
        close()
        failed(new ScreenFault(code))
      }
      const cancel = later(patience, () => fail('slow'))
      worker.onmessage = ({ data }: MessageEvent<PdfAnswer>) => {
        cancel()
        if ('fault' in data) failed(new ScreenFault(data.fault))
        else answered(data)
      }
      worker.onerror = () => {
        cancel()
        fail('no_reader')
      }
      worker.postMessage(what, transfer)
    })
  try {
    const opened = await ask({ file }, [file.buffer])
    if (!('pages' in opened)) throw new ScreenFault('broken')
    return {
      all: opened.pages,
      pages: Math.min(mostPdfPages, opened.pages),
      async draw(page) {
        const drawn = await ask({ page, longest: longestSide })
        if (!('pixels' in drawn)) throw new ScreenFault('broken')
        return drawn.pixels
      },
      close,
    }
  } catch (fault) {
    close()
    throw fault
  }
}

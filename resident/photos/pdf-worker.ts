/** The reader of one PDF, apart from the page: whatever the file does to it ends with the worker. Its policy (server/http/headers.ts) lets it ask nobody. */
import { type ReadPdf, readPdf } from './pdf-reader.ts'
import { ScreenFault, type ScreenFaultCode } from './screen-fault.ts'

/** First the file, then pages of it, one after the other. */
export type PdfAsk = { file: Uint8Array } | { page: number; longest: number }
export type PdfAnswer = { pages: number } | { pixels: ImageData } | { fault: ScreenFaultCode }

let open: ReadPdf | null = null

async function answer(ask: PdfAsk): Promise<PdfAnswer> {
  if ('file' in ask) {
    open = await readPdf(ask.file)
    return { pages: open.pages }
  }
  if (!open) throw new ScreenFault('broken')
  return { pixels: await open.draw(ask.page, ask.longest) }
}

// pdf.js leaves some of its own faults to nobody. Each was answered by name already, and words of a file do not belong into a console.
self.addEventListener('unhandledrejection', event => event.preventDefault())

self.onmessage = async (event: MessageEvent<PdfAsk>) => {
  const said = await answer(event.data).catch((fault): PdfAnswer => ({ fault: fault instanceof ScreenFault ? fault.code : 'broken' }))
  self.postMessage(said, { transfer: 'pixels' in said ? [said.pixels.data.buffer] : [] })
}

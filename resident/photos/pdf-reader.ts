/**
 * Pages of a PDF as pixels, and nothing else of it: no script, form, note, link, text or name is asked for. Runs in a worker of its own (pdf-worker.ts),
 * which may open no connection and is ended with the file.
 *
 * Whoever made the file controls every byte. Script is made from none of them: what could is off, taken out of the build (tools/pdf-plugin.mjs) and
 * refused by the worker's policy. Pictures inside are decoded by pdf.js itself; fonts inside are read by the browser, as those of any page are.
 */
import './pdf-globals.ts'
import 'pdfjs-dist/legacy/build/pdf.worker.mjs'
import { AnnotationMode, getDocument, type PDFDocumentProxy, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { ScreenFault } from './screen-fault.ts'

/** Pixels of one picture inside a PDF; a larger one is left out: it would fill a phone's memory. */
const largestInside = 40_000_000

export interface ReadPdf {
  pages: number
  /**
   * @param page from 1
   * @param longest pixels of the longer side
   * @throws ScreenFault broken
   */
  draw(page: number, longest: number): Promise<ImageData>
}

class Canvases {
  create(width: number, height: number) {
    const canvas = new OffscreenCanvas(Math.max(1, width), Math.max(1, height))
    return { canvas, context: canvas.getContext('2d', { willReadFrequently: true }) }
  }
  reset(made: { canvas: OffscreenCanvas }, width: number, height: number) {
    made.canvas.width = Math.max(1, width)
    made.canvas.height = Math.max(1, height)
  }
  destroy(made: { canvas: OffscreenCanvas | null; context: unknown }) {
    if (made.canvas) made.canvas.width = made.canvas.height = 0
    made.canvas = made.context = null
  }
}

/** Filters are drawn by a document, and here is none. */
class NoFilters {
  addFilter = () => 'none'
  addHCMFilter = () => 'none'
  addAlphaFilter = () => 'none'
  addLuminosityFilter = () => 'none'
  addHighlightHCMFilter = () => 'none'
  destroy() {}
}

/** @throws ScreenFault `locked`, `broken` */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const fonts = (globalThis as { fonts?: unknown }).fonts
  let pdf: PDFDocumentProxy
  try {
    pdf = await getDocument({
      data: bytes,
      isEvalSupported: false,
      enableXfa: false,
      useWasm: false,
      useWorkerFetch: false,
      disableAutoFetch: true,
      disableRange: true,
      disableStream: true,
      isImageDecoderSupported: false,
      maxImageSize: largestInside,
      // Letters that the file does not bring are the device's own: nothing is fetched, so nobody sees which were wanting.
      useSystemFonts: fonts !== undefined,
      disableFontFace: fonts === undefined,
      ownerDocument: { fonts } as unknown as HTMLDocument,
      CanvasFactory: Canvases,
      FilterFactory: NoFilters,
      verbosity: VerbosityLevel.ERRORS,
    }).promise
  } catch (fault) {
    throw new ScreenFault((fault as Error | null)?.name === 'PasswordException' ? 'locked' : 'broken')
  }
  if (!(pdf.numPages >= 1)) throw new ScreenFault('broken')
  return {
    pages: pdf.numPages,
    async draw(number, longest) {
      try {
        const page = await pdf.getPage(number)
        const own = page.getViewport({ scale: 1 })
        const scale = longest / Math.max(own.width, own.height)
        const viewport = page.getViewport({ scale })
        const width = Math.round(viewport.width)
        const height = Math.round(viewport.height)
        if (!(width >= 1 && height >= 1 && width <= longest && height <= longest)) throw new ScreenFault('broken')
        const canvas = new OffscreenCanvas(width, height)
        const context = canvas.getContext('2d', { willReadFrequently: true })
        if (!context) throw new ScreenFault('broken')
        await page.render({
          canvas: null,
          canvasContext: context as unknown as CanvasRenderingContext2D,
          viewport,
          // `display` draws in the rhythm of a screen, and a worker has none.
          intent: 'print',
          annotationMode: AnnotationMode.DISABLE,
        }).promise
        const pixels = context.getImageData(0, 0, width, height)
        canvas.width = canvas.height = 0
        page.cleanup()
        return pixels
      } catch {
        throw new ScreenFault('broken')
      }
    },
  }
}

/** Desk: the browser's own print dialog behind the port of printer.ts. */
import './print-layer.css'
import { type DecodePicture, drawPlate } from '@latchkey/ui/draw-plate.ts'
import { decodeFile } from '../visit/decode.ts'
import type { Printer, PrintJob } from './printer.ts'

const dotsAnInch = 300

/** ID-1 to the hundredth of a millimetre (ISO/IEC 7810); paper and labels as large as their drawing. */
export function paperOf({ what, pages }: PrintJob): { width: string; height: string } {
  if (what === 'card' || what === 'test_card' || what === 'alignment') return { width: '85.6mm', height: '53.98mm' }
  const inches = (dots = 0) => `${dots / dotsAnInch}in`
  return { width: inches(pages[0]?.width), height: inches(pages[0]?.height) }
}

/**
 * Lays the pages out beside the desk's own, out of sight on the screen and alone in print, and opens the dialog. The title of the document
 * is the desk's, always: it becomes the name of the job in every queue. The canvases are emptied when the dialog has gone.
 * @throws what `decode` throws; then no dialog opened
 */
export async function printByBrowser(job: PrintJob, decode: DecodePicture = decodeFile): Promise<void> {
  const { width, height } = paperOf(job)
  const canvases = job.pages.map(() => document.createElement('canvas'))
  const sheet = new CSSStyleSheet()
  sheet.insertRule(`@page desk-job { size: ${width} ${height}; margin: 0 }`)
  sheet.insertRule(`.print-page { inline-size: ${width}; block-size: ${height} }`)
  const layer = document.createElement('div')
  layer.className = 'print-pages'
  layer.ariaHidden = 'true'
  for (const canvas of canvases) {
    canvas.className = 'print-page'
    layer.append(canvas)
  }
  try {
    for (const [at, page] of job.pages.entries()) await drawPlate(canvases[at] as HTMLCanvasElement, page, decode)
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
    document.body.append(layer)
    await dialog()
  } finally {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter(one => one !== sheet)
    layer.remove()
    for (const canvas of canvases) canvas.width = canvas.height = 0
  }
}

/** Some browsers return from `print()` at once and tell later that the dialog has gone. */
const dialog = () =>
  new Promise<void>(gone => {
    addEventListener('afterprint', () => gone(), { once: true })
    window.print()
  })

export const browserPrinter: Printer = {
  by: 'browser',
  print: job => printByBrowser(job),
  // A browser cannot ask a printer anything.
  purge: async () => 'cannot',
}

/** The text of each page of a PDF, by PDF.js: a program that knows nothing of how the file was made. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

export async function readPdfPages(bytes: Uint8Array): Promise<string[]> {
  const opened = await getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 }).promise
  const pages: string[] = []
  for (let at = 1; at <= opened.numPages; at++) {
    const { items } = await (await opened.getPage(at)).getTextContent()
    pages.push(items.map(item => ('str' in item ? item.str : '')).join(' '))
  }
  await opened.destroy()
  return pages
}

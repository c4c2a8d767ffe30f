/** A PDF of pictures only, for a printer that takes no PWG raster: one page a side, exactly as large as the sheet; no title, author, date or identifier. */
import { deflateSync } from 'node:zlib'
import type { PageImage } from './job.ts'
import { inGrey } from './page-image.ts'

/**
 * @param size of the sheet, millimetres by a hundred
 * @returns the document in pieces; whoever sends them zeroes them
 */
export function pdf(pages: readonly PageImage[], { size, colour }: { size: { x: number; y: number }; colour: boolean }): Uint8Array[] {
  const pieces: Uint8Array[] = []
  const starts: number[] = []
  let length = 0
  const put = (piece: string | Uint8Array) => {
    const bytes = typeof piece === 'string' ? new TextEncoder().encode(piece) : piece
    pieces.push(bytes)
    length += bytes.length
  }
  const object = (dictionary: string, stream?: Uint8Array) => {
    starts.push(length)
    put(`${starts.length} 0 obj\n${dictionary}\n`)
    if (stream) {
      put('stream\n')
      put(stream)
      put('\nendstream\n')
    }
    put('endobj\n')
  }
  const points = (hundredths: number) => ((hundredths * 72) / 2540).toFixed(3)
  const [width, height] = [points(size.x), points(size.y)]
  put('%PDF-1.4\n')
  object('<< /Type /Catalog /Pages 2 0 R /ViewerPreferences << /PrintScaling /None >> >>')
  const kids = pages.map((_, page) => `${3 + page * 3} 0 R`)
  object(`<< /Type /Pages /Count ${pages.length} /Kids [${kids.join(' ')}] >>`)
  for (const [index, page] of pages.entries()) {
    const own = 3 + index * 3
    const shown = colour ? page : inGrey(page)
    const packed = deflateSync(shown.pixels)
    if (shown !== page) shown.pixels.fill(0)
    const content = new TextEncoder().encode(`${width} 0 0 ${height} 0 0 cm /I Do`)
    object(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents ${own + 1} 0 R /Resources << /XObject << /I ${own + 2} 0 R >> >> >>`,
    )
    object(`<< /Length ${content.length} >>`, content)
    object(
      `<< /Type /XObject /Subtype /Image /Width ${page.width} /Height ${page.height} /BitsPerComponent 8 /ColorSpace /${shown.planes === 3 ? 'DeviceRGB' : 'DeviceGray'} /Filter /FlateDecode /Length ${packed.length} >>`,
      packed,
    )
  }
  const table = length
  put(`xref\n0 ${starts.length + 1}\n0000000000 65535 f \n`)
  for (const start of starts) put(`${String(start).padStart(10, '0')} 00000 n \n`)
  put(`trailer\n<< /Size ${starts.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`)
  return pieces
}

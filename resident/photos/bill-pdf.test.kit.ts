/** PDF files as others write them, small enough to be read here: a bill with pages, and with what a page of ours must not do. */
const head = '%PDF-1.5\n'

export interface BillOptions {
  pages?: number
  /** Runs when the file is opened, goes to an address, fills a form: none of it may happen. */
  active?: boolean
  /** Asks for a password. */
  locked?: boolean
  /** Points of a page. */
  size?: [number, number]
}

export function billPdf({ pages = 1, active = false, locked = false, size = [612, 792] }: BillOptions = {}): Uint8Array<ArrayBuffer> {
  const kids = Array.from({ length: pages }, (_, at) => `${10 + 2 * at} 0 R`)
  const objects: [number, string][] = [
    [1, `<</Type/Catalog/Pages 2 0 R${active ? '/OpenAction<</S/JavaScript/JS(app.launchURL("https://elsewhere.example"))>>' : ''}>>`],
    [2, `<</Type/Pages/Kids[${kids.join(' ')}]/Count ${pages}>>`],
    [3, '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>'],
    [4, '<</Type/Annot/Subtype/Link/Rect[0 0 612 792]/A<</S/URI/URI(https://elsewhere.example)>>>>'],
  ]
  for (let at = 0; at < pages; at++) {
    const drawn = `0 0 0 rg 72 ${700 - 20 * at} 200 12 re f BT /F1 24 Tf 72 600 Td (Electric bill, page ${at + 1}) Tj ET`
    const page = `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${size.join(' ')}]/Contents ${11 + 2 * at} 0 R/Resources<</Font<</F1 3 0 R>>>>`
    objects.push([10 + 2 * at, `${page}${active ? '/Annots[4 0 R]' : ''}>>`])
    objects.push([11 + 2 * at, `<</Length ${drawn.length}>>stream\n${drawn}\nendstream`])
  }
  let file = head
  const at = new Map<number, number>()
  for (const [number, body] of objects) {
    at.set(number, file.length)
    file += `${number} 0 obj${body}endobj\n`
  }
  const xref = file.length
  for (const [number, place] of [...at].sort(([a], [b]) => a - b)) {
    file += `${file.length === xref ? 'xref\n' : ''}${number} 1\n${String(place).padStart(10, '0')} 00000 n \n`
  }
  const lock = `/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<${'5a'.repeat(32)}>/U<${'a5'.repeat(32)}>>>/ID[<01><01>]`
  file += `trailer<</Size ${10 + 2 * pages}/Root 1 0 R${locked ? lock : ''}>>\nstartxref\n${xref}\n%%EOF`
  return Uint8Array.from(file, letter => letter.charCodeAt(0))
}

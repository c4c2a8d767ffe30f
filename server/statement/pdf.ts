/**
 * A plain PDF (ISO 32000-1) of laid-out text: no picture, no script, no form, no link, nothing that opens by itself. The same text is always the same bytes: no
 * moment of making, no random name, nothing compressed. Tagged, so that a screen reader reads headings as headings; what stands at every foot is marked as
 * such and read once by nobody.
 */
import { createHash } from 'node:crypto'
import { codesOf } from './helvetica.ts'
import { type Block, type Line, layOut, paper } from './paper.ts'

export interface PdfText {
  title: string
  /** BCP 47, such as `en`. */
  language: string
  blocks: readonly Block[]
  /** At the foot of every page: first what stays, in fixed width, then the page. */
  foot: string
  /** `page 2 of 7` in words. */
  page(at: number, of: number): string
}

const faces = { plain: 'F1', bold: 'F2', mono: 'F3' } as const
const fonts = { F1: 'Helvetica', F2: 'Helvetica-Bold', F3: 'Courier' } as const
const roles: Record<Block['as'], string> = {
  title: 'H1',
  heading: 'H2',
  part: 'H3',
  text: 'P',
  item: 'P',
  pair: 'P',
  mono: 'P',
  hand: 'P',
}

export function writePdf({ title, language, blocks, foot, page }: PdfText): Uint8Array<ArrayBuffer> {
  const sheets = layOut(blocks)
  const bodies: string[] = []
  /** Numbers of objects: 1 catalog, 2 pages, 3-5 fonts, 6 structure, 7 its document, 8 its numbers, 9 about the file; then two a page; then one a block. */
  const pageAt = (sheet: number) => 10 + 2 * sheet
  const blockAt = (block: number) => 10 + 2 * sheets.length + block
  const kids = blocks.map(() => [] as string[])
  const numbers: string[] = []

  sheets.forEach(({ lines, rules }, at) => {
    const marks: number[] = []
    const drawn: string[] = []
    for (const run of runsOf(lines)) {
      const { block } = run[0] as Line
      drawn.push(`/${roles[(blocks[block] as Block).as]} <</MCID ${marks.length}>> BDC`, ...run.map(show), 'EMC')
      kids[block]?.push(`<</Type /MCR /Pg ${pageAt(at)} 0 R /MCID ${marks.length}>>`)
      marks.push(block)
    }
    drawn.push('/Artifact BMC', '0.6 w')
    for (const { x, to, y } of rules) drawn.push(`${point(x)} ${point(y)} m ${point(to)} ${point(y)} l S`)
    const right = page(at + 1, sheets.length)
    drawn.push(
      `0.4 w ${paper.edge} 56 m ${paper.width - paper.edge} 56 l S`,
      show({ block: 0, text: foot, face: 'mono', size: 7.2, x: paper.edge, y: 44 }),
      show({ block: 0, text: right, face: 'plain', size: 8, x: paper.edge, y: 32 }),
      'EMC',
    )
    numbers.push(`${at} [${marks.map(block => `${blockAt(block)} 0 R`).join(' ')}]`)
    const content = drawn.join('\n')
    const resources = Object.keys(fonts)
      .map((name, font) => `/${name} ${3 + font} 0 R`)
      .join(' ')
    bodies[pageAt(at)] =
      `<</Type /Page /Parent 2 0 R /MediaBox [0 0 ${paper.width} ${paper.height}] /Resources <</Font <<${resources}>>>> /Contents ${pageAt(at) + 1} 0 R /StructParents ${at} /Tabs /S>>`
    bodies[pageAt(at) + 1] = `<</Length ${content.length}>>\nstream\n${content}\nendstream`
  })

  const name = `(${escaped(codesOf(title))})`
  bodies[1] = `<</Type /Catalog /Pages 2 0 R /Lang (${language}) /MarkInfo <</Marked true>> /StructTreeRoot 6 0 R /ViewerPreferences <</DisplayDocTitle true>>>>`
  bodies[2] = `<</Type /Pages /Count ${sheets.length} /Kids [${sheets.map((_, at) => `${pageAt(at)} 0 R`).join(' ')}]>>`
  Object.values(fonts).forEach((font, at) => {
    bodies[3 + at] = `<</Type /Font /Subtype /Type1 /BaseFont /${font} /Encoding /WinAnsiEncoding>>`
  })
  bodies[6] = `<</Type /StructTreeRoot /K 7 0 R /ParentTree 8 0 R /ParentTreeNextKey ${sheets.length}>>`
  bodies[7] = `<</Type /StructElem /S /Document /P 6 0 R /K [${blocks.map((_, at) => `${blockAt(at)} 0 R`).join(' ')}]>>`
  bodies[8] = `<</Nums [${numbers.join(' ')}]>>`
  bodies[9] = `<</Title ${name}>>`
  blocks.forEach(({ as }, at) => {
    bodies[blockAt(at)] = `<</Type /StructElem /S /${roles[as]} /P 7 0 R /K [${kids[at]?.join(' ') ?? ''}]>>`
  })
  return file(bodies)
}

/** Lines of one block that follow each other on a page are one marked run. */
function runsOf(lines: readonly Line[]): Line[][] {
  const runs: Line[][] = []
  for (const line of lines) {
    const last = runs.at(-1)
    if (last?.[0]?.block === line.block) last.push(line)
    else runs.push([line])
  }
  return runs
}

const point = (number: number) => String(Math.round(number * 100) / 100)

const show = ({ text, face, size, x, y }: Line) =>
  `BT /${faces[face]} ${point(size)} Tf ${point(x)} ${point(y)} Td (${escaped(codesOf(text))}) Tj ET`

/** A literal string: everything but printable ASCII as an octal escape, so that the file is ASCII and can be read with any tool. */
const escaped = (codes: readonly number[]) =>
  codes
    .map(code =>
      code === 40 || code === 41 || code === 92
        ? `\\${String.fromCharCode(code)}`
        : code >= 32 && code < 127
          ? String.fromCharCode(code)
          : `\\${code.toString(8).padStart(3, '0')}`,
    )
    .join('')

/** Objects, their table and the trailer. The file's name for itself is the hash of its objects. */
function file(bodies: readonly string[]): Uint8Array<ArrayBuffer> {
  let text = '%PDF-1.7\n'
  const places: number[] = []
  for (let number = 1; number < bodies.length; number++) {
    places.push(text.length)
    text += `${number} 0 obj\n${bodies[number]}\nendobj\n`
  }
  const table = text.length
  const id = createHash('sha256').update(text).digest('hex').slice(0, 32)
  const rows = places.map(place => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  text += `xref\n0 ${bodies.length}\n0000000000 65535 f \n${rows}trailer\n<</Size ${bodies.length} /Root 1 0 R /Info 9 0 R /ID [<${id}> <${id}>]>>\nstartxref\n${table}\n%%EOF\n`
  return new Uint8Array(Buffer.from(text, 'latin1'))
}

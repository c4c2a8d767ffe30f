/**
 * The sheets of a built city as PDF files, on both sizes of paper: for offices and agencies that print many. Made at release, never at start, and served by
 * nobody, because a file's address would say whose guide in which language somebody opened (docs/decisions/guide.md).
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { openPerson, type Person } from '../browser.ts'

export const papers = { letter: { width: 8.5, height: 11 }, a4: { width: 8.27, height: 11.69 } } as const
export type PaperSize = keyof typeof papers

/** Where the files are read from while they are printed. There is no such host, and none is asked. */
const nowhere = 'http://sheets.invalid'
const types: Record<string, string> = { '.html': 'text/html', '.css': 'text/css', '.svg': 'image/svg+xml' }

export const countPages = (pdf: Buffer): number => [...pdf.toString('latin1').matchAll(/\/Type\s*\/Page\b(?!s)/g)].length

/** Prints the sheet that a page shows now, as the browser's own dialog would. */
export async function printSheet({ cdp }: Pick<Person, 'cdp'>, size: PaperSize): Promise<Buffer> {
  const { width, height } = papers[size]
  const { data } = await cdp.send('Page.printToPDF', { paperWidth: width, paperHeight: height, printBackground: true })
  return Buffer.from(data, 'base64')
}

/** A page of the built city out of its folder. */
export async function openFolder(www: string): Promise<Person> {
  const person = await openPerson()
  await person.context.route(`${nowhere}/**`, route => {
    const path = new URL(route.request().url()).pathname
    const file = join(www, path.endsWith('/') ? `${path}index.html` : path)
    return existsSync(file) ? route.fulfill({ body: readFileSync(file), contentType: types[extname(file)] ?? 'text/plain' }) : route.abort()
  })
  return person
}

export async function openSheet({ page }: Person, where: 'guide' | 'posters', id: string): Promise<void> {
  await page.goto(`${nowhere}/${where}/#${id}`)
  await page.waitForSelector(`[id="${id}"]:target`)
}

/** The ids of a page's sheets, in the order of the page; the list of all posters is for screens. */
export async function sheetsOf({ page }: Person, where: 'guide' | 'posters'): Promise<string[]> {
  await page.goto(`${nowhere}/${where}/`)
  const ids = await page.locator('.print-sheet').evaluateAll(all => all.map(one => one.id))
  return ids.filter(id => id !== 'all')
}

/**
 * Whether something of a poster lies outside what its sheet can hold: such a sheet would lose words, or begin a second page.
 * @returns a sentence for each fault
 */
export function faultsOf(where: 'guide' | 'posters', id: string, size: PaperSize, pages: number, clipped: number): string[] {
  const faults = []
  if (where === 'posters' && pages !== 1) faults.push(`${id} takes ${pages} pages of ${size}`)
  if (clipped > 0) faults.push(`${id} loses words on ${size}`)
  return faults
}

/** Boxes of a fixed height whose words are longer, as they are printed on this paper. */
export async function clippedOn({ page }: Person, size: PaperSize): Promise<number> {
  const inches = papers[size].width - (2 * 13) / 25.4
  await page.setViewportSize({ width: Math.floor(inches * 96), height: 900 })
  await page.emulateMedia({ media: 'print' })
  const clipped = await page
    .locator('.print-sheet:target .flyer')
    .evaluateAll(all => all.filter(one => one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1).length)
  await page.emulateMedia({ media: null })
  return clipped
}

/** @returns how many files were written, and what is wrong with any of them */
export async function makePdfs(www: string, out: string): Promise<{ files: number; faults: string[] }> {
  const person = await openFolder(www)
  const faults: string[] = []
  let files = 0
  mkdirSync(out, { recursive: true })
  try {
    for (const where of ['guide', 'posters'] as const) {
      for (const id of await sheetsOf(person, where)) {
        await openSheet(person, where, id)
        for (const size of Object.keys(papers) as PaperSize[]) {
          const pdf = await printSheet(person, size)
          faults.push(...faultsOf(where, id, size, countPages(pdf), await clippedOn(person, size)))
          writeFileSync(join(out, `${where}-${id}-${size}.pdf`), pdf)
          files++
        }
      }
    }
  } finally {
    await person.close()
  }
  return { files, faults }
}

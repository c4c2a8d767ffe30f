/** What a page gives to the browser's print dialog: the dialog is caught, and its pages are made as the browser makes them for a printer. */
import type { Person } from './browser.ts'

export interface Printed {
  /** Width and height of every page, in points of 72 to the inch. */
  pages: { width: number; height: number }[]
  /** The document's title: the name of the job in every queue. */
  title: string
  /** The canvases of the layer, in order: RGBA. */
  canvases: { width: number; height: number; data: Uint8ClampedArray }[]
}

/** ID-1, 85.60 × 53.98 mm, in points. */
export const id1Points = { width: 242.65, height: 153.01 }
/** Chromium cuts pages by whole pixels of 96 to the inch. */
export const isId1 = ({ width, height }: { width: number; height: number }) =>
  Math.abs(width - id1Points.width) < 0.75 && Math.abs(height - id1Points.height) < 0.75

interface Caught {
  dialogs: number
}

/** Before the page loads. Without it a headless browser never comes back from `print()`. */
export const catchDialogs = (person: Person) =>
  person.context.addInitScript(() => {
    const caught = globalThis as unknown as Caught
    caught.dialogs = 0
    window.print = () => {
      caught.dialogs++
    }
  })

export const dialogsOf = (person: Person) => person.page.evaluate(() => (globalThis as unknown as Caught).dialogs)

/** Waits for the dialog that comes after `before` others, and prints what it shows; the page then hears that the dialog has gone. */
export async function printDialog(person: Person, before: number): Promise<Printed> {
  const { page, cdp } = person
  await page.waitForFunction(before => (globalThis as unknown as Caught).dialogs > before, before)
  const drawn = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLCanvasElement>('.print-pages canvas')].map(canvas => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
      let text = ''
      for (let at = 0; at < data.length; at += 32_768) text += String.fromCharCode(...data.subarray(at, at + 32_768))
      return { width: canvas.width, height: canvas.height, text: btoa(text) }
    }),
  )
  const { data } = await cdp.send('Page.printToPDF', { preferCSSPageSize: true, printBackground: true })
  const pdf = Buffer.from(data, 'base64').toString('latin1')
  const pages = [...pdf.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)].map(([, width, height]) => ({
    width: Number(width),
    height: Number(height),
  }))
  return {
    pages,
    title: await page.title(),
    canvases: drawn.map(({ width, height, text }) => ({ width, height, data: new Uint8ClampedArray(Buffer.from(text, 'base64')) })),
  }
}

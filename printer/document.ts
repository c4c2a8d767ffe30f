/** What a printer can take, and a job in a form that it takes: PWG raster where it can, PDF otherwise, always one exact page a side. */
import { type Attributes, strings } from './ask.ts'
import { HelperFault, type PageImage, type PageJob, printerFor } from './job.ts'
import { onSheet, turned } from './page-image.ts'
import { pdf } from './pdf.ts'
import { type PwgSheet, pwgRaster } from './pwg-raster.ts'

/** Millimetres by a hundred. */
export interface Size {
  x: number
  y: number
}

export interface Abilities {
  /** Names, for the clerk's screen. */
  media: string[]
  /** Empty when the printer does not say. */
  sizes: Size[]
  operations: string[]
  purges: boolean
  twoSided: boolean
  raster: Pick<PwgSheet, 'scale' | 'colour' | 'back'> | null
  colour: boolean
}

const id1: Size = { x: 8560, y: 5398 }
const letter: Size = { x: 21590, y: 27940 }
const a4: Size = { x: 21000, y: 29700 }
const dots = { letter: { width: 2550, height: 3300 }, a4: { width: 2480, height: 3508 } }
const upright = ({ x, y }: Size): Size => ({ x: y, y: x })
/** Half a millimetre: printers round. */
const same = (left: Size, right: Size) => Math.abs(left.x - right.x) <= 50 && Math.abs(left.y - right.y) <= 50

const back = (value: unknown): PwgSheet['back'] =>
  value === 'flipped' || value === 'rotated' || value === 'manual-tumble' ? value : 'normal'

/**
 * @throws HelperFault printer_other when the printer takes neither document or says that it has no ID-1 cards
 */
export function readAbilities(printer: Attributes, kind: 'card' | 'paper' | 'labels'): Abilities {
  const formats = strings(printer['document-format-supported'])
  const types = strings(printer['pwg-raster-document-type-supported'])
  const scale = [1, 2, 4].find(one => resolutions(printer['pwg-raster-document-resolution-supported']).includes(300 * one))
  const colour = types.includes('srgb_8')
  // A queue that passes on what it gets knows nothing about rasters; it takes the plainest one.
  const says = printer['pwg-raster-document-type-supported'] !== undefined
  const takesRaster = formats.includes('image/pwg-raster') && (!says || (scale !== undefined && (colour || types.includes('sgray_8'))))
  if (!takesRaster && !formats.includes('application/pdf')) throw new HelperFault('printer_other')
  const sizes = sizesOf(printer['media-size-supported'])
  if (kind === 'card' && sizes.length > 0 && !sizes.some(size => same(size, id1) || same(size, upright(id1))))
    throw new HelperFault('printer_other')
  const operations = strings(printer['operations-supported'])
  return {
    media: strings(printer['media-supported']),
    sizes,
    operations,
    purges: operations.includes('Purge-Jobs'),
    twoSided: strings(printer['sides-supported']).includes('two-sided-short-edge'),
    raster: takesRaster ? { scale: scale ?? 1, colour: colour || !says, back: back(printer['pwg-raster-document-sheet-back']) } : null,
    colour: printer['color-supported'] !== false,
  }
}

/** [across, along, unit], one or several. */
function resolutions(value: unknown): number[] {
  const list = Array.isArray(value) && Array.isArray(value[0]) ? value : [value]
  return list.flatMap(one => (Array.isArray(one) && one[0] === one[1] && one[2] === 'dpi' ? [Number(one[0])] : []))
}

function sizesOf(value: unknown): Size[] {
  return (Array.isArray(value) ? value : [value]).flatMap(one => {
    const { 'x-dimension': x, 'y-dimension': y } = (one ?? {}) as Record<string, unknown>
    return typeof x === 'number' && typeof y === 'number' ? [{ x, y }] : []
  })
}

export interface Document {
  format: 'image/pwg-raster' | 'application/pdf'
  pieces: Uint8Array[]
  /** The job's own attributes: the sheet and its sides. */
  attributes: Attributes
}

/** The pages may be zeroed afterwards: nothing of them is kept but the pieces. */
export function document(job: PageJob, abilities: Abilities): Document {
  const { pages, size } = laidOut(job, abilities.sizes)
  const twoSided = printerFor(job.what) === 'card' && pages.length === 2 && abilities.twoSided
  const known = abilities.sizes.length === 0 || abilities.sizes.some(one => same(one, size))
  const attributes: Attributes = {
    // A size that the printer does not list is left to it: it then takes what lies in its tray.
    ...(known ? { 'media-col': { 'media-size': { 'x-dimension': size.x, 'y-dimension': size.y } } } : {}),
    sides: twoSided ? 'two-sided-short-edge' : 'one-sided',
  }
  const { raster } = abilities
  const pieces = raster ? pwgRaster(pages, { ...raster, twoSided, size }) : pdf(pages, { size, colour: abilities.colour })
  for (const [index, page] of pages.entries()) if (page !== job.pages[index]) page.pixels.fill(0)
  return { format: raster ? 'image/pwg-raster' : 'application/pdf', pieces, attributes }
}

/** The pages as they lie on the sheet. */
function laidOut({ what, pages }: PageJob, sizes: Size[]): { pages: PageImage[]; size: Size } {
  const kind = printerFor(what)
  const first = pages[0] as PageImage
  if (kind === 'card') {
    const lies = sizes.length === 0 || sizes.some(size => same(size, id1))
    return lies ? { pages, size: id1 } : { pages: pages.map(turned), size: upright(id1) }
  }
  const hundredths = (dot: number) => Math.round((dot * 2540) / 300)
  if (kind === 'labels') return { pages, size: { x: hundredths(first.width), y: hundredths(first.height) } }
  const isA4 = first.width <= dots.a4.width && first.height > dots.letter.height
  const sheet = isA4 ? dots.a4 : dots.letter
  return { pages: pages.map(page => onSheet(page, sheet.width, sheet.height)), size: isA4 ? a4 : letter }
}

/**
 * Runs in a page of its own (studio.ts), never in ours: draws what lies before a test camera. Papers and faces are the tour's own
 * drawings; the passport is the published specimen in this folder.
 */
import * as built from 'virtual:city/look'
import { parseLook } from '@latchkey/card/look.ts'
import { makePlates, type PlateCard } from '@latchkey/card/plates.ts'
import type { CityNames } from '@latchkey/cities/city.ts'
import { faces } from '@latchkey/try/specimens/face.ts'
import type { Holder } from '@latchkey/try/specimens/paper.ts'
import { paint, type Specimen } from '@latchkey/try/specimens/picture.ts'
import { drawPlate } from '@latchkey/ui/draw-plate.ts'
import { plateLabels } from '@latchkey/ui/plate-labels.ts'
import decodeQR from 'qr/decode.js'

/** Lamp off, a hand that shakes, a lamp in the paper. */
export type Light = 'good' | 'dark' | 'blurred' | 'glare'

/** What lies before the lens. */
export type Before =
  | { what: Specimen; holder: HolderOf; light?: Light }
  /** A picture file as a data address: the specimen passport. */
  | { what: 'picture'; address: string; light?: Light }
  /** A printed card, back up, as it was drawn: PNG as a data address. */
  | { what: 'plate'; address: string }

export type HolderOf = Omit<Holder, 'face'> & { face: keyof typeof faces }

const width = 1280
const height = 720

interface Canvas {
  canvas: HTMLCanvasElement
  pen: CanvasRenderingContext2D
}

const newCanvas = (): Canvas => {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const pen = canvas.getContext('2d', { willReadFrequently: true, alpha: false })
  if (!pen) throw new Error('no canvas')
  return { canvas, pen }
}

async function picture(address: string): Promise<HTMLImageElement> {
  const image = new Image()
  image.src = address
  await image.decode()
  return image
}

function table(pen: CanvasRenderingContext2D) {
  const wood = pen.createLinearGradient(0, 0, width, height)
  wood.addColorStop(0, '#3b322b')
  wood.addColorStop(1, '#2a231e')
  pen.fillStyle = wood
  pen.fillRect(0, 0, width, height)
}

/** The picture flat on the table, a little crooked, as large as fits into `share` of the view. */
function lay(pen: CanvasRenderingContext2D, image: HTMLImageElement, share: number) {
  const scale = Math.min((width * share) / image.width, (height * share) / image.height)
  table(pen)
  pen.save()
  pen.translate(width / 2, height / 2)
  pen.rotate(0.012)
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(image, (-image.width * scale) / 2, (-image.height * scale) / 2, image.width * scale, image.height * scale)
  pen.restore()
}

/** RGBA as base64: a film wants pixels and nothing else. */
const pixelsOf = (pen: CanvasRenderingContext2D) =>
  new Promise<string>((done, failed) => {
    const reader = new FileReader()
    reader.onload = () => done(String(reader.result).split(',')[1] ?? '')
    reader.onerror = () => failed(new Error('no pixels'))
    reader.readAsDataURL(new Blob([pen.getImageData(0, 0, width, height).data]))
  })

/** What the lens sees, 1280 × 720. */
async function seen(before: Before): Promise<Canvas> {
  const drawn = newCanvas()
  const { canvas, pen } = drawn
  if (before.what === 'plate') {
    lay(pen, await picture(before.address), 0.92)
    return drawn
  }
  if (before.what === 'picture') {
    lay(pen, await picture(before.address), 0.94)
    // Paper in a room is never as white as a file; only a lamp in it is.
    pen.fillStyle = 'rgba(30, 24, 16, 0.14)'
    pen.fillRect(0, 0, width, height)
  } else paint(pen, width, height, before.what, { ...before.holder, face: faces[before.holder.face] })
  const { light = 'good' } = before
  if (light === 'blurred') {
    const moved = newCanvas()
    moved.pen.filter = 'blur(9px)'
    moved.pen.drawImage(canvas, 0, 0)
    return moved
  }
  if (light === 'dark') {
    pen.fillStyle = 'rgba(4, 4, 8, 0.84)'
    pen.fillRect(0, 0, width, height)
  }
  if (light === 'glare') {
    const [x, y] = [width * 0.33, height * 0.28]
    const lamp = pen.createRadialGradient(x, y, 60, x, y, 130)
    lamp.addColorStop(0, '#ffffff')
    lamp.addColorStop(0.5, 'rgba(255, 255, 255, 0.6)')
    lamp.addColorStop(1, 'rgba(255, 255, 255, 0)')
    pen.fillStyle = lamp
    pen.fillRect(0, 0, width, height)
  }
  return drawn
}

/** One scene of a film. @returns RGBA of 1280 × 720 in base64 */
const scene = async (before: Before): Promise<string> => pixelsOf((await seen(before)).pen)

/** The same as a photo somebody has on their phone. @returns PNG as a data address */
const photo = async (before: Before): Promise<string> => (await seen(before)).canvas.toDataURL('image/png')

/** The back of a plate with any code on it: what a forger prints, and what another city prints. PNG as a data address. */
async function plateBack(card: Omit<PlateCard, 'pictures'>, names: CityNames): Promise<string> {
  const canvas = document.createElement('canvas')
  const nothing = { face: new Uint8Array(), print: new Uint8Array() }
  const look = parseLook(built.look)
  await drawPlate(canvas, makePlates({ ...card, pictures: nothing }, plateLabels(names, look), look).back, () => {
    throw new Error('the back has no picture')
  })
  return canvas.toDataURL('image/png')
}

/** What a stranger's reader reads on a picture of a plate. @param address PNG as a data address */
async function codeOn(address: string): Promise<string> {
  const image = await picture(address)
  const canvas = document.createElement('canvas')
  canvas.width = image.width
  canvas.height = image.height
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  if (!pen) throw new Error('no canvas')
  pen.drawImage(image, 0, 0)
  return decodeQR(pen.getImageData(0, 0, canvas.width, canvas.height))
}

export interface Studio {
  codeOn: typeof codeOn
  scene: typeof scene
  photo: typeof photo
  plateBack: typeof plateBack
}
;(globalThis as unknown as { studio: Studio }).studio = { scene, photo, plateBack, codeOn }

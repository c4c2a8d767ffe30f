/**
 * Runs in a page of its own (plastic.ts): the back of a printed plate as a small camera sees it, 640 × 480, tilted, blurred, in three lights;
 * and the reader of the check page on each such frame. Everything follows from the frame's number.
 */
import * as built from 'virtual:city/look'
import { names as cityNames } from 'virtual:city'
import { parseLook } from '@latchkey/card/look.ts'
import { makePlates } from '@latchkey/card/plates.ts'
import type { CityNames } from '@latchkey/cities/city.ts'
import { drawPlate } from '@latchkey/ui/draw-plate.ts'
import { plateLabels } from '@latchkey/ui/plate-labels.ts'
import { openReader, type Reader } from '@latchkey/verifier/scan/reader.ts'
import { cases } from '../plates/cases.ts'
import { faceOf, plateOfCase } from '../plates/plate-of-case.ts'

const width = 640
const height = 480
/** Of the lens, pixels: a view of 53 degrees. */
const focal = 640
const tilt = (20 * Math.PI) / 180
const lights = ['day', 'dim', 'lamp'] as const
export type Light = (typeof lights)[number]

export interface FrameRead {
  light: Light
  /** Camera pixels a module. */
  pixels: number
  right: boolean
  milliseconds: number
}

/** mulberry32: small, and the same everywhere. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

interface Plate {
  grey: Float32Array
  width: number
  height: number
  /** The middle of the code, dots. */
  middle: { x: number; y: number }
  module: number
  text: string
}

/** A plate as it leaves the printer: a ribbon bleeds by most of a dot. */
async function printed(number: number, module: number): Promise<Plate> {
  const look = parseLook(built.look)
  const back = makePlates(await plateOfCase(cases[number]!), plateLabels(cityNames as CityNames, look), {
    ...look,
    code: { module, moduleWhenCrowded: module },
  }).back
  const canvas = document.createElement('canvas')
  await drawPlate(canvas, back, faceOf(number))
  const paper = new OffscreenCanvas(canvas.width, canvas.height)
  const pen = paper.getContext('2d', { willReadFrequently: true })!
  pen.filter = 'blur(0.7px)'
  pen.drawImage(canvas, 0, 0)
  const { data } = pen.getImageData(0, 0, canvas.width, canvas.height)
  const grey = Float32Array.from({ length: canvas.width * canvas.height }, (_, at) => {
    const value = (data[at * 4]! * 0.3 + data[at * 4 + 1]! * 0.59 + data[at * 4 + 2]! * 0.11) / 255
    // Plastic is not as white as a screen, nor its black as black.
    return 0.1 + 0.8 * value
  })
  const code = back.ops.find(op => op.op === 'code')!
  const middle = { x: code.box.x + code.box.width / 2, y: code.box.y + code.box.height / 2 }
  return { grey, width: canvas.width, height: canvas.height, middle, module: code.module, text: code.text }
}

/** How the plate is held before the lens: where the light of a camera point comes from, in dots of the plate. */
function held(random: () => number, module: number) {
  // The page says *hold the code in the box*: it fills 60 to 80 percent of the height.
  const pixels = 2.6 + random() * 0.9
  const turn = ((random() * 20 - 10) * Math.PI) / 180
  const axis = random() * 2 * Math.PI
  const [offX, offY] = [random() * 40 - 20, random() * 24 - 12]
  const away = (focal * module) / pixels
  // Rodrigues: the plate's two sides after turning in its plane and tilting about an axis in it.
  const tilted = (x: number, y: number) => {
    const along = x * Math.cos(axis) + y * Math.sin(axis)
    const [acrossX, acrossY] = [x - along * Math.cos(axis), y - along * Math.sin(axis)]
    return [
      along * Math.cos(axis) + acrossX * Math.cos(tilt),
      along * Math.sin(axis) + acrossY * Math.cos(tilt),
      (y * Math.cos(axis) - x * Math.sin(axis)) * Math.sin(tilt),
    ] as const
  }
  const right = tilted(Math.cos(turn), Math.sin(turn))
  const down = tilted(-Math.sin(turn), Math.cos(turn))
  const seen = (x: number, y: number): [number, number] => {
    const [rayX, rayY] = [(x - width / 2 - offX) / focal, (y - height / 2 - offY) / focal]
    // ray · t = right · u + down · v + (0, 0, away), solved for u and v.
    const [a, b, c] = [right[0] - rayX * right[2], down[0] - rayX * down[2], rayX * away]
    const [d, e, f] = [right[1] - rayY * right[2], down[1] - rayY * down[2], rayY * away]
    const whole = a * e - b * d
    return [(c * e - b * f) / whole, (a * f - c * d) / whole]
  }
  return { pixels, seen }
}

function photograph(plate: Plate, frame: number): { picture: ImageData; light: Light; pixels: number } {
  const random = chance(frame * 7919 + plate.module)
  const light = lights[frame % lights.length]!
  const { pixels, seen } = held(random, plate.module)
  const table = 0.32
  const at = (x: number, y: number) => {
    const [u, v] = seen(x, y)
    const [left, top] = [u + plate.middle.x, v + plate.middle.y]
    if (left < 0 || top < 0 || left >= plate.width || top >= plate.height) return table
    return plate.grey[Math.floor(top) * plate.width + Math.floor(left)]!
  }
  let values: Float32Array = new Float32Array(width * height)
  // Nine rays a pixel: a sensor gathers light, it does not pick dots.
  const rays = [-1 / 3, 0, 1 / 3]
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let sum = 0
      for (const down of rays) for (const right of rays) sum += at(x + 0.5 + right, y + 0.5 + down)
      values[y * width + x] = sum / 9
    }
  // Out of focus by up to a pixel, and every third hand shakes by up to three pixels.
  values = blurred(values, 0.3 + random() * 0.7)
  if (frame % 9 < 3) values = shaken(values, 1 + random() * 2, random() * Math.PI)
  const lamp = { x: random() * width, y: random() * height, reach: 60 + random() * 60 }
  const shade = random() * 2 * Math.PI
  const noise = light === 'dim' ? 0.035 : 0.012
  const picture = new ImageData(width, height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const falloff = 1 + 0.25 * (((x - width / 2) / width) * Math.cos(shade) + ((y - height / 2) / height) * Math.sin(shade))
      let value = values[y * width + x]! * falloff * (light === 'dim' ? 0.3 : light === 'lamp' ? 0.8 : 0.95)
      if (light === 'lamp') value += 0.45 * Math.exp(-((x - lamp.x) ** 2 + (y - lamp.y) ** 2) / (2 * lamp.reach ** 2))
      // Twelve chances together are nearly a bell curve; three are near enough.
      value += noise * 2 * (random() + random() + random() - 1.5)
      const byte = Math.max(0, Math.min(255, Math.round(value * 255)))
      picture.data.set([byte, byte, byte, 255], (y * width + x) * 4)
    }
  return { picture, light, pixels }
}

function blurred(values: Float32Array, sigma: number): Float32Array {
  const reach = Math.ceil(sigma * 3)
  const weights = Array.from({ length: 2 * reach + 1 }, (_, at) => Math.exp(-((at - reach) ** 2) / (2 * sigma * sigma)))
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  const pass = (from: Float32Array, stepX: number, stepY: number) => {
    const to = new Float32Array(from.length)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        let sum = 0
        for (let at = -reach; at <= reach; at++) {
          const fromX = Math.max(0, Math.min(width - 1, x + at * stepX))
          const fromY = Math.max(0, Math.min(height - 1, y + at * stepY))
          sum += from[fromY * width + fromX]! * weights[at + reach]!
        }
        to[y * width + x] = sum / all
      }
    return to
  }
  return pass(pass(values, 1, 0), 0, 1)
}

function shaken(values: Float32Array, far: number, way: number): Float32Array {
  const to = new Float32Array(values.length)
  const steps = [-0.5, -0.25, 0, 0.25, 0.5].map(part => [Math.round(part * far * Math.cos(way)), Math.round(part * far * Math.sin(way))] as const)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let sum = 0
      for (const [stepX, stepY] of steps)
        sum += values[Math.max(0, Math.min(height - 1, y + stepY)) * width + Math.max(0, Math.min(width - 1, x + stepX))]!
      to[y * width + x] = sum / steps.length
    }
  return to
}

let reader: Reader | null = null
let waiting: { picture: ImageData; light: Light; pixels: number; text: string }[] = []

/** Frames `from` to `to` of plates with this many dots a module: photographed now, read by `read`. @returns the first one as PNG, to be looked at */
async function photographAll(from: number, to: number, module: number): Promise<string> {
  reader ??= await openReader()
  // Ten people and every third one without a face in the code, in turn.
  const plates = await Promise.all(Array.from({ length: 10 }, (_, at) => printed(at, module)))
  waiting = []
  for (let frame = from; frame < to; frame++) {
    const plate = plates[frame % plates.length]!
    waiting.push({ ...photograph(plate, frame), text: plate.text })
  }
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  canvas.getContext('2d')!.putImageData(waiting[0]!.picture, 0, 0)
  return canvas.toDataURL('image/png')
}

/** The check page's reader on each, as that page calls it. */
async function read(): Promise<FrameRead[]> {
  if (!reader) throw new Error('no frames')
  const done: FrameRead[] = []
  for (const { picture, light, pixels, text } of waiting) {
    const began = performance.now()
    const found = await reader.read(picture)
    done.push({ light, pixels, right: found?.text === text, milliseconds: performance.now() - began })
  }
  return done
}

export interface PlasticPage {
  photographAll: typeof photographAll
  read: typeof read
  reader(): string
}
const page: PlasticPage = { photographAll, read, reader: () => reader?.name ?? 'none' }
;(globalThis as unknown as { plastic: PlasticPage }).plastic = page

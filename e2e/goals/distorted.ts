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
import { openReader, type Reader } from '@latchkey/ui/code-reader.ts'
import { cases } from '../plates/cases.ts'
import { faceOf, plateOfCase } from '../plates/plate-of-case.ts'

const width = 640
const height = 480
/** Of the lens, pixels: a view of 53 degrees. */
const focal = 640
const tilt = (20 * Math.PI) / 180
const lights = ['day', 'dim', 'lamp'] as const
export type Light = (typeof lights)[number]

/** How bright white is, and how much a sensor adds of its own (standard deviation), of the whole range. */
const lightOf: Record<Light, { white: number; noise: number }> = {
  day: { white: 0.95, noise: 0.012 },
  // A room in the evening: the camera turns itself up, and its noise with it.
  dim: { white: 0.4, noise: 0.02 },
  // A lamp that shines back from the plastic.
  lamp: { white: 0.8, noise: 0.012 },
}

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
  // The page says *hold the code in the box*: it fills 61 to 79 percent of the height.
  const pixels = 2.8 + random() * 0.8
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
  const [rightX, rightY, rightZ] = tilted(Math.cos(turn), Math.sin(turn))
  const [downX, downY, downZ] = tilted(-Math.sin(turn), Math.cos(turn))
  // ray · t = right · u + down · v + (0, 0, away), solved for u and v.
  const whole = [rightX * downY - downX * rightY, downZ * rightY - rightZ * downY, downX * rightZ - rightX * downZ] as const
  const seen = (x: number, y: number, dots: { x: number; y: number }) => {
    const rayX = (x - width / 2 - offX) / focal
    const rayY = (y - height / 2 - offY) / focal
    const scale = away / (whole[0] + whole[1] * rayX + whole[2] * rayY)
    dots.x = (rayX * downY - rayY * downX) * scale
    dots.y = (rayY * rightX - rayX * rightY) * scale
  }
  return { pixels, seen }
}

function photograph(plate: Plate, frame: number): { picture: ImageData; light: Light; pixels: number } {
  const random = chance(frame * 7919 + plate.module)
  const light = lights[frame % lights.length]!
  const { pixels, seen } = held(random, plate.module)
  const table = 0.32
  const dots = { x: 0, y: 0 }
  const at = (x: number, y: number) => {
    seen(x, y, dots)
    const left = Math.floor(dots.x + plate.middle.x)
    const top = Math.floor(dots.y + plate.middle.y)
    return left < 0 || top < 0 || left >= plate.width || top >= plate.height ? table : plate.grey[top * plate.width + left]!
  }
  let values: Float32Array = new Float32Array(width * height)
  // Four rays a pixel: a sensor gathers light, it does not pick dots.
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      values[y * width + x] = (at(x + 0.25, y + 0.25) + at(x + 0.75, y + 0.25) + at(x + 0.25, y + 0.75) + at(x + 0.75, y + 0.75)) / 4
  // Out of focus, and every third hand shakes by up to half a module. By a whole one nothing is read: the page waits for the next frame.
  const data = seenThrough(values, 0.3 + random() * 0.6, frame % 9 < 3 ? 0.5 + random() : 0, random() * Math.PI)
  const lamp = { x: random() * width, y: random() * height, reach: 60 + random() * 60 }
  const shade = random() * 2 * Math.PI
  const picture = new ImageData(width, height)
  const { white, noise } = lightOf[light]
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const falloff = 1 + 0.25 * (((x - width / 2) / width) * Math.cos(shade) + ((y - height / 2) / height) * Math.sin(shade))
      const byte = (y * width + x) * 4
      let value = (data[byte]! / 255) * falloff * white
      if (light === 'lamp') value += 0.45 * Math.exp(-((x - lamp.x) ** 2 + (y - lamp.y) ** 2) / (2 * lamp.reach ** 2))
      // Three chances together are nearly a bell curve, half a step wide.
      value += noise * 2 * (random() + random() + random() - 1.5)
      picture.data[byte] = picture.data[byte + 1] = picture.data[byte + 2] = value * 255
      picture.data[byte + 3] = 255
    }
  return { picture, light, pixels }
}

/** The lens: out of focus by `sigma` pixels, moved by `far` pixels towards `way` while the shutter was open. */
function seenThrough(values: Float32Array, sigma: number, far: number, way: number): Uint8ClampedArray {
  const sharp = new ImageData(width, height)
  for (let at = 0; at < values.length; at++) {
    sharp.data[at * 4] = sharp.data[at * 4 + 1] = sharp.data[at * 4 + 2] = values[at]! * 255
    sharp.data[at * 4 + 3] = 255
  }
  const from = new OffscreenCanvas(width, height)
  from.getContext('2d')!.putImageData(sharp, 0, 0)
  const pen = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!
  pen.filter = `blur(${sigma}px)`
  const moments = far > 0 ? 5 : 1
  for (let moment = 0; moment < moments; moment++) {
    // Each moment has the same weight in the end.
    pen.globalAlpha = 1 / (moment + 1)
    const part = moments === 1 ? 0 : moment / (moments - 1) - 0.5
    pen.drawImage(from, part * far * Math.cos(way), part * far * Math.sin(way))
  }
  return pen.getImageData(0, 0, width, height).data
}

let reader: Reader | null = null
/** One of them has no face in the code. */
const people = 10
let plates: Plate[] = []
let waiting: { picture: ImageData; light: Light; pixels: number; text: string }[] = []

/** Frames `from` to `to` of plates with this many dots a module: photographed now, read by `read`. @returns the first one as PNG, to be looked at */
async function photographAll(from: number, to: number, module: number): Promise<string> {
  reader ??= await openReader()
  if (plates[0]?.module !== module) plates = await Promise.all(Array.from({ length: people }, (_, at) => printed(at, module)))
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

/** The check page's reader on each, as that page calls it: again after a moment until it has a code or the time is over. */
async function read(most: number): Promise<FrameRead[]> {
  if (!reader) throw new Error('no frames')
  const done: FrameRead[] = []
  for (const { picture, light, pixels, text } of waiting) {
    const began = performance.now()
    let [found] = await reader.read(picture)
    while (!found && performance.now() - began < most) {
      await new Promise(later => setTimeout(later, 60))
      found = (await reader.read(picture))[0]
    }
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

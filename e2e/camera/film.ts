/**
 * The film a test camera plays: a y4m file of scenes, each with a corner mark that tells which scene is in front of the lens.
 * A journey waits for the mark of the scene it needs; no clock is involved.
 */
import { closeSync, openSync, writeSync } from 'node:fs'
import type { BrowserContext, Page } from 'playwright-core'

export const filmSize = { width: 1280, height: 720 }
const framesAScene = 8
const framesASecond = 5
/** Side of a square of the mark in the top left corner, pixels. */
const square = 12
/** Greys and not white on black: hard edges in a corner would make every blurred picture look sharp. */
const light = 165
const dim = 90

export interface Scene {
  name: string
  /** RGBA, filmSize. */
  pixels: Uint8Array
}

/** Draws the mark of scene `at` into the pixels: eight squares in a row, one light, six bits, one dim. */
function mark(pixels: Uint8Array, at: number) {
  for (let bit = 0; bit < 8; bit++) {
    const on = bit === 0 || (bit < 7 && ((at >> (bit - 1)) & 1) === 1)
    for (let y = 0; y < square; y++) {
      for (let x = bit * square; x < (bit + 1) * square; x++) {
        const offset = (y * filmSize.width + x) * 4
        pixels.fill(on ? light : dim, offset, offset + 3)
      }
    }
  }
}

function toI420(pixels: Uint8Array): Buffer {
  const { width, height } = filmSize
  const out = Buffer.alloc((width * height * 3) / 2)
  const half = width / 2
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const offset = (y * width + x) * 4
      const r = pixels[offset]!
      const g = pixels[offset + 1]!
      const b = pixels[offset + 2]!
      out[y * width + x] = (66 * r + 129 * g + 25 * b + 4224) >> 8
      if (y % 2 === 0 && x % 2 === 0) {
        const at = (y / 2) * half + x / 2
        out[width * height + at] = (-38 * r - 74 * g + 112 * b + 32896) >> 8
        out[width * height + half * (height / 2) + at] = (112 * r - 94 * g - 18 * b + 32896) >> 8
      }
    }
  }
  return out
}

export function writeFilm(path: string, scenes: Scene[]) {
  const file = openSync(path, 'w')
  writeSync(file, `YUV4MPEG2 W${filmSize.width} H${filmSize.height} F${framesASecond}:1 Ip A1:1 C420jpeg\n`)
  scenes.forEach((scene, at) => {
    const pixels = Uint8Array.from(scene.pixels)
    mark(pixels, at)
    const frame = toI420(pixels)
    for (let count = 0; count < framesAScene; count++) {
      writeSync(file, 'FRAME\n')
      writeSync(file, frame)
    }
  })
  closeSync(file)
}

/** In the page: which scene the mark in the live video tells, now and at the moment of the last tap. */
function tellScenes({ square, width }: { square: number; width: number }) {
  const canvas = document.createElement('canvas')
  // Methods and no named functions: this text is run in a page that has none of the compiler's helpers.
  const film = {
    sceneAtTap: null as number | null,
    sceneNow(): number | null {
      const video = [...document.querySelectorAll('video')].find(one => one.videoWidth > 0)
      const pen = canvas.getContext('2d', { willReadFrequently: true })
      if (!video || !pen) return null
      const side = (square * video.videoWidth) / width
      canvas.width = Math.ceil(8 * side)
      canvas.height = Math.ceil(side)
      pen.drawImage(video, 0, 0)
      const bits = [0, 1, 2, 3, 4, 5, 6, 7].map(n => (pen.getImageData((n + 0.5) * side, side / 2, 1, 1).data[0] ?? 0) > 127)
      if (!bits[0] || bits[7]) return null
      return bits.slice(1, 7).reduce((found, bit, n) => found | (bit ? 1 << n : 0), 0)
    },
  }
  // Before the page hears of the tap: the frame it takes is this one.
  addEventListener(
    'click',
    () => {
      film.sceneAtTap = film.sceneNow()
    },
    true,
  )
  Object.assign(globalThis, { film })
}

type Told = { film: { sceneNow(): number | null; sceneAtTap: number | null } }

/** Call before the first page of a phone is opened. */
export const watchScenes = (context: BrowserContext) => context.addInitScript(tellScenes, { square, width: filmSize.width })

export const sceneNow = (page: Page) => page.evaluate(() => (globalThis as unknown as Told).film.sceneNow())
/** Which scene was before the lens when the page was last tapped. */
export const sceneAtTap = (page: Page) => page.evaluate(() => (globalThis as unknown as Told).film.sceneAtTap)

/** Waits until the live video shows scene `at`, and, where asked, until the page says this about it. */
export async function waitForScene(page: Page, at: number, advice?: string) {
  await page.waitForFunction(
    ([at, advice]) => {
      const said = document.querySelector<HTMLElement>('[data-advice]')?.dataset.advice
      return (globalThis as unknown as Told).film.sceneNow() === at && (advice === undefined || said === advice)
    },
    [at, advice] as const,
    { polling: 100, timeout: 60_000 },
  )
}

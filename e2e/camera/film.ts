/**
 * The film a test camera plays: a y4m file of scenes, each with a corner mark that tells which scene is in front of the lens.
 * A journey waits for the mark of the scene it needs; no clock is involved.
 */
import { closeSync, openSync, writeSync } from 'node:fs'
import type { Page } from 'playwright-core'

export const filmSize = { width: 1280, height: 720 }
const framesAScene = 8
const framesASecond = 4
/** The mark: six squares in the top left corner, white or black, bit by bit. */
const square = 12

export interface Scene {
  name: string
  /** RGBA, filmSize. */
  pixels: Uint8Array
}

/** Draws the mark of scene `at` into the pixels: a white frame, then six bits. */
function mark(pixels: Uint8Array, at: number) {
  for (let bit = 0; bit < 8; bit++) {
    const on = bit === 0 || (bit < 7 && ((at >> (bit - 1)) & 1) === 1)
    for (let y = 0; y < square; y++) {
      for (let x = bit * square; x < (bit + 1) * square; x++) {
        const offset = (y * filmSize.width + x) * 4
        pixels.fill(on ? 255 : 0, offset, offset + 3)
        pixels[offset + 3] = 255
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

/** Waits until the live video on the page shows scene `at`: twice in a row, so that the picture taken next is still it. */
export async function waitForScene(page: Page, at: number) {
  await page.waitForFunction(
    ({ wanted, square, width }) => {
      const video = [...document.querySelectorAll('video')].find(one => one.videoWidth > 0)
      if (!video) return false
      const scale = video.videoWidth / width
      const canvas = document.createElement('canvas')
      canvas.width = Math.ceil(8 * square * scale)
      canvas.height = Math.ceil(square * scale)
      const pen = canvas.getContext('2d', { willReadFrequently: true })
      if (!pen) return false
      pen.drawImage(video, 0, 0)
      const bit = (n: number) => (pen.getImageData((n + 0.5) * square * scale, (square * scale) / 2, 1, 1).data[0] ?? 0) > 127
      if (!bit(0) || bit(7)) return false
      let found = 0
      for (let n = 0; n < 6; n++) if (bit(n + 1)) found |= 1 << n
      const seen = window as unknown as { scenesSeen?: number; lastFrame?: number }
      seen.scenesSeen =
        found === wanted && seen.lastFrame !== video.currentTime
          ? (seen.scenesSeen ?? 0) + 1
          : found === wanted
            ? (seen.scenesSeen ?? 0)
            : 0
      seen.lastFrame = video.currentTime
      return seen.scenesSeen >= 2 && seen.scenesSeen <= 5
    },
    { wanted: at, square, width: filmSize.width },
    { polling: 100, timeout: 60_000 },
  )
}

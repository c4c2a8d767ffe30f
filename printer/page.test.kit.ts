/** Pages for tests: a picture of its own for every number, with runs, noise and single dots. */
import { type PageImage, plastic } from './job.ts'

export function page(number: number, planes: 1 | 3 = 3, width = plastic.width, height = plastic.height): PageImage {
  const pixels = new Uint8Array(width * height * planes)
  let noise = number + 1
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const part = (y >> 6) % 4
      noise = (noise * 1103515245 + 12345) & 0x7fffffff
      const value = part === 0 ? 255 : part === 1 ? (x >> 4) % 2 : part === 2 ? noise >> 8 : x % 3 ? 0 : noise >> 8
      for (let plane = 0; plane < planes; plane++) pixels[(y * width + x) * planes + plane] = value + plane * number
    }
  }
  return { width, height, planes, pixels }
}

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { advise, type Pixels, spotOf } from './advice.ts'

const width = 320
const height = 240

/** A picture from a brightness at every place, 0..255, given in parts of the picture. */
function picture(luma: (x: number, y: number) => number): Pixels {
  const data = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4
      data.fill(luma(x / width, y / height), at, at + 3)
      data[at + 3] = 255
    }
  }
  return { data, width, height }
}

/** A page with lines of letters on a dark table. */
const inPage = (x: number, y: number) => x > 0.15 && x < 0.85 && y > 0.1 && y < 0.9
const letters = (x: number, y: number) =>
  x > 0.2 && x < 0.8 && Math.floor(y * height) % 9 < 4 && (Math.floor(x * width) * 7 + Math.floor((y * height) / 9) * 13) % 5 < 2
const paper = (x: number, y: number) => (!inPage(x, y) ? 55 : letters(x, y) ? 60 : 215)

/** The picture as a camera sees it that moved: averaged over a square of 2 × `by` + 1 pixels, three times. */
function moved(from: Pixels, by: number): Pixels {
  let now = from
  for (let turn = 0; turn < 3; turn++) {
    const source = now
    now = picture((px, py) => {
      let sum = 0
      let count = 0
      const cx = Math.round(px * width)
      const cy = Math.round(py * height)
      for (let y = Math.max(0, cy - by); y <= Math.min(height - 1, cy + by); y++) {
        for (let x = Math.max(0, cx - by); x <= Math.min(width - 1, cx + by); x++) {
          sum += source.data[(y * width + x) * 4]!
          count++
        }
      }
      return sum / count
    })
  }
  return now
}

const shine = (cx: number, cy: number, radius: number) => (x: number, y: number) => Math.hypot((x - cx) * 4, (y - cy) * 3) < radius * 4
const clear = { dark: false, blur: false, back: false, glare: null, clear: true }

test('a page in good light on a dark table is clear', () => {
  expect(advise(picture(paper))).toEqual(clear)
})

test('the same page with the lamp off is dark, and nothing else is said', () => {
  expect(advise(picture((x, y) => paper(x, y) * 0.22))).toEqual({ dark: true, blur: false, back: false, glare: null, clear: false })
})

test('a small page on a black table is not dark', () => {
  const small = (x: number, y: number) => (x > 0.3 && x < 0.7 && y > 0.3 && y < 0.7 ? paper(x, y) : 8)
  expect(advise(picture(small)).dark).toBe(false)
})

test('a page the camera moved over is blurred; the sharp one beside it was not', () => {
  expect(advise(moved(picture(paper), 2))).toEqual({ dark: false, blur: true, back: false, glare: null, clear: false })
})

test('noise of a dim room does not pass for a sharp page', () => {
  let seed = 7
  const noise = () => ((seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648 - 0.5) * 8
  const blurred = moved(picture(paper), 2)
  const noisy = picture((x, y) => blurred.data[(Math.round(y * height) * width + Math.round(x * width)) * 4]! + noise())
  expect(advise(noisy).blur).toBe(true)
})

test('a lamp on the page is found where it is', () => {
  for (const [x, y, spot] of [
    [0.25, 0.2, 'top_left'],
    [0.75, 0.8, 'bottom_right'],
    [0.5, 0.5, 'middle'],
  ] as const) {
    const advice = advise(picture((px, py) => (shine(x, y, 0.08)(px, py) ? 255 : paper(px, py))))
    expect(advice).toMatchObject({ blur: false, clear: false })
    expect(advice.glare!.x).toBeCloseTo(x, 1)
    expect(advice.glare!.y).toBeCloseTo(y, 1)
    expect(spotOf(advice.glare!)).toBe(spot)
  }
})

test('of two lamps the larger is named', () => {
  const two = picture((x, y) => (shine(0.25, 0.25, 0.05)(x, y) || shine(0.7, 0.7, 0.1)(x, y) ? 255 : paper(x, y)))
  expect(spotOf(advise(two).glare!)).toBe('bottom_right')
})

test('a page as white as a lamp is full of letters, a white wall is too large, dust is too small: none is a shiny spot', () => {
  expect(advise(picture((x, y) => (inPage(x, y) && !letters(x, y) ? 255 : 60))).glare).toBeNull()
  expect(advise(picture((x, y) => (shine(0.5, 0.55, 0.2)(x, y) ? 120 : 255))).glare).toBeNull()
  expect(advise(picture((x, y) => (shine(0.4, 0.4, 0.012)(x, y) ? 255 : paper(x, y)))).glare).toBeNull()
})

test('any picture gets an answer, and clear means nothing else was said', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), fc.infiniteStream(fc.nat(255)), (w, h, stream) => {
      const data = Uint8ClampedArray.from({ length: w * h * 4 }, () => stream.next().value as number)
      const advice = advise({ data, width: w, height: h })
      expect(advice.clear).toBe(!advice.dark && !advice.blur && !advice.glare)
      if (advice.glare) expect(advice.glare.x >= 0 && advice.glare.x < 1 && advice.glare.y >= 0 && advice.glare.y < 1).toBe(true)
    }),
    { numRuns: 60 },
  )
})

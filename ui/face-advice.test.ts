import fc from 'fast-check'
import { expect, test } from 'vitest'
import { advise, lumaOf, type Pixels } from './advice.ts'
import { adviseFace, dimBelow, expose, faceThresholds, gainFor } from './face-advice.ts'
import { lightIn, reach, ring } from './oval.ts'

const width = 240
const height = 320
type Colour = readonly [number, number, number]

/** A picture from a colour at every place, given in parts of the picture. */
function picture(colour: (x: number, y: number) => Colour): Pixels {
  const data = new Uint8ClampedArray(width * height * 4)
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at += 4) data.set([...colour((x + 0.5) / width, (y + 0.5) / height), 255], at)
  return { data, width, height }
}

/** Real skins as a camera in good light gives them, from the deepest to the lightest. */
const skins: Colour[] = [
  [62, 38, 28],
  [92, 58, 38],
  [134, 88, 58],
  [178, 128, 94],
  [214, 168, 136],
  [240, 206, 182],
]
const deepest = skins[0]!
const lightest = skins.at(-1)!
const grey = (value: number): Colour => [value, value, value]
const within = (x: number, y: number, cx: number, cy: number, across: number, down: number) =>
  ((x - cx) / across) ** 2 + ((y - cy) / down) ** 2 <= 1

/** A head with eyes, brows and a mouth before a wall, a shoulder line below. */
const head =
  (skin: Colour, wall: Colour = grey(205), cover: Colour = grey(30)) =>
  (x: number, y: number): Colour => {
    for (const side of [-1, 1]) {
      const eye = 0.5 + side * 0.11
      if (within(x, y, eye, 0.52, 0.02, 0.015)) return grey(25)
      if (within(x, y, eye, 0.52, 0.05, 0.016)) return grey(225)
      if (within(x, y, eye, 0.47, 0.07, 0.008)) return grey(35)
    }
    if (within(x, y, 0.5, 0.66, 0.08, 0.012)) return [skin[0] * 0.7, skin[1] * 0.5, skin[2] * 0.5]
    if (within(x, y, 0.5, 0.55, 0.26, 0.28)) return y < 0.36 ? cover : skin
    return y > 0.84 ? grey(70) : within(x, y, 0.5, 0.5, 0.3, 0.33) ? cover : wall
  }

/** What is left when this share of the light is. */
const inLight = (of: (x: number, y: number) => Colour, light: number, only: (x: number, y: number) => boolean = () => true) => {
  const share = light ** (1 / 2.2)
  return (x: number, y: number): Colour => {
    const [r, g, b] = of(x, y)
    return only(x, y) ? [r * share, g * share, b * share] : [r, g, b]
  }
}

/** Averaged over a square, three times, where `where` holds. */
function blurred(from: Pixels, by: number, where: (x: number, y: number) => boolean): Pixels {
  let now = from
  for (let turn = 0; turn < 3; turn++) {
    const source = now
    now = picture((px, py) => {
      const [cx, cy] = [Math.floor(px * width), Math.floor(py * height)]
      const own = (cy * width + cx) * 4
      if (!where(px, py)) return [source.data[own]!, source.data[own + 1]!, source.data[own + 2]!]
      let [sum, count] = [0, 0]
      for (let y = Math.max(0, cy - by); y <= Math.min(height - 1, cy + by); y++)
        for (let x = Math.max(0, cx - by); x <= Math.min(width - 1, cx + by); x++) {
          sum += source.data[(y * width + x) * 4]!
          count++
        }
      return grey(sum / count)
    })
  }
  return now
}

const clear = { dark: false, blur: false, back: false, glare: null, clear: true }
const lightOf = (of: Pixels) => lightIn(lumaOf(of), of.width, of.height)

test('every skin in good light is clear, before a white wall and before a black one, bareheaded and covered', () => {
  for (const skin of skins)
    for (const wall of [235, 15])
      for (const cover of [12, 235]) expect(adviseFace(picture(head(skin, grey(wall), grey(cover))))).toEqual(clear)
})

test('every skin in poor light is told to find more, also the lightest, whose picture is lighter than the deepest in good light', () => {
  for (const skin of skins) {
    const dim = adviseFace(picture(inLight(head(skin), 0.1)))
    expect(dim).toEqual({ ...clear, dark: true, clear: false })
  }
  const mean = (of: Pixels) => lumaOf(of).reduce((sum, value) => sum + value, 0) / (width * height)
  const wall = grey(20)
  expect(mean(picture(inLight(head(lightest, grey(200)), 0.1)))).toBeGreaterThan(mean(picture(head(deepest, wall))))
})

test('before a window the face is dark and what is round it bright: turn, on any skin; a dark room behind is plain dark', () => {
  const person = (x: number, y: number) => within(x, y, 0.5, 0.5, 0.3, 0.33) || y > 0.84
  for (const skin of skins) {
    expect(adviseFace(picture(inLight(head(skin, grey(250)), 0.08, person)))).toEqual({ ...clear, back: true, clear: false })
    expect(adviseFace(picture(inLight(head(skin, grey(30)), 0.08, person)))).toEqual({ ...clear, dark: true, clear: false })
  }
})

test('blur in the oval is told on every skin; a wall out of focus round a sharp face is not', () => {
  const everywhere = () => true
  for (const skin of [deepest, lightest]) {
    expect(adviseFace(blurred(picture(head(skin)), 3, everywhere))).toEqual({ ...clear, blur: true, clear: false })
    expect(adviseFace(blurred(picture(head(skin)), 3, (x, y) => reach(x, y) > 1))).toEqual(clear)
  }
})

test('a hand that moved to one side is told: edges along the way stay sharp', () => {
  const still = picture(head(lightest))
  const moved = picture((x, y) => {
    let sum = 0
    const row = Math.floor(y * height)
    for (let by = 0; by < 14; by++) sum += still.data[(row * width + Math.min(width - 1, Math.floor(x * width) + by)) * 4]!
    return grey(sum / 14)
  })
  expect(adviseFace(moved).blur).toBe(true)
})

test('a lamp in a lens is told; beside the face, as large as a cap, or as small as a glint in an eye it is not', () => {
  const with_ = (cx: number, cy: number, across: number, down: number) =>
    adviseFace(picture((x, y) => (within(x, y, cx, cy, across, down) ? grey(255) : head(skins[2]!)(x, y))))
  expect(with_(0.61, 0.53, 0.06, 0.035).glare).not.toBeNull()
  expect(with_(0.07, 0.1, 0.05, 0.04).glare).toBeNull()
  expect(with_(0.5, 0.3, 0.25, 0.12).glare).toBeNull()
  expect(with_(0.61, 0.515, 0.008, 0.006).glare).toBeNull()
})

test('whatever lies outside the oval and its ring changes nothing', () => {
  const known = (x: number, y: number) => reach(x, y) <= ring.to
  fc.assert(
    fc.property(
      fc.constantFrom(...skins),
      fc.constantFrom(1, 0.5, 0.1),
      fc.nat(255),
      fc.nat(255),
      fc.integer({ min: 1, max: 9 }),
      (skin, light, one, other, size) => {
        const scene = inLight(head(skin), light)
        const elsewhere = (x: number, y: number) => grey((Math.floor(x * size * 9) + Math.floor(y * size * 9)) % 2 ? one : other)
        const changed = picture((x, y) => (known(x, y) ? scene(x, y) : elsewhere(x, y)))
        expect(adviseFace(changed)).toEqual(adviseFace(picture(scene)))
        expect(gainFor(changed)).toBe(gainFor(picture(scene)))
      },
    ),
    { numRuns: 12 },
  )
})

test('any picture gets an answer, and clear means nothing else was said', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 40 }), fc.infiniteStream(fc.nat(255)), (w, h, stream) => {
      const data = Uint8ClampedArray.from({ length: w * h * 4 }, () => stream.next().value as number)
      const advice = adviseFace({ data, width: w, height: h })
      expect(advice.clear).toBe(!advice.dark && !advice.blur && !advice.back && !advice.glare)
      expect(gainFor({ data, width: w, height: h })).toBeLessThanOrEqual(faceThresholds.mostGain)
    }),
    { numRuns: 60 },
  )
})

/** Hue as a colour wheel has it, degrees. */
function hue([r, g, b]: Colour): number {
  const most = Math.max(r, g, b)
  const span = most - Math.min(r, g, b)
  const turn = most === r ? (g - b) / span : most === g ? 2 + (b - r) / span : 4 + (r - g) / span
  return ((turn * 60 + 360) % 360) as number
}

test('what is clear is in range once it is taken, and a photo in good light is left as it is', () => {
  for (const skin of skins) {
    for (const light of [1, 0.5, 0.3, 0.24]) {
      const taken = picture(inLight(head(skin), light))
      const before = taken.data.slice()
      const { clear: wasClear } = adviseFace(taken)
      expose(taken.data, gainFor(taken))
      expect(wasClear).toBe(lightOf({ ...taken, data: before }).bright >= dimBelow)
      if (wasClear) expect(lightOf(taken).bright).toBeGreaterThanOrEqual(faceThresholds.brightFrom - 1)
      if (light === 1) expect(taken.data.every((value, at) => value === before[at])).toBe(true)
    }
  }
})

test('brightening keeps hue and the order of skins, by the same share for each, and turns no colour over its end', () => {
  const bright = (colour: Colour): Colour => {
    const data = Uint8ClampedArray.from([...colour, 255])
    expose(data, faceThresholds.mostGain)
    return [data[0]!, data[1]!, data[2]!]
  }
  const luma = ([r, g, b]: Colour) => 0.299 * r + 0.587 * g + 0.114 * b
  const shown = skins.map(bright)
  skins.forEach((skin, at) => {
    expect(Math.abs(hue(shown[at]!) - hue(skin))).toBeLessThan(1.5)
    if (at > 0) expect(luma(shown[at]!)).toBeGreaterThan(luma(shown[at - 1]!))
    if (Math.max(...skin) * faceThresholds.mostGain < 255) expect(luma(shown[at]!) / luma(skin)).toBeCloseTo(faceThresholds.mostGain, 1)
  })
  fc.assert(
    fc.property(fc.tuple(fc.integer({ min: 60, max: 255 }), fc.nat(255), fc.nat(255)), colour => {
      const [r, g, b] = bright(colour)
      const share = r / colour[0]
      // Each value is rounded, and the share is as exact as the red it comes from.
      const mayDiffer = (value: number) => 0.5 + (0.5 * value) / colour[0] + 1e-9
      for (const [now, was] of [
        [g, colour[1]],
        [b, colour[2]],
      ] as const)
        expect(Math.abs(now - was * share)).toBeLessThanOrEqual(mayDiffer(was))
    }),
  )
})

test('a paper is looked at as before: the whole picture, and no advice about light from behind', () => {
  expect(advise(picture(inLight(head(lightest, grey(250)), 0.08, (x, y) => reach(x, y) < 1))).back).toBe(false)
})

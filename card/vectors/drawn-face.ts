import type { Pixels } from '../avif.ts'

/** Drawn by us for tests and vectors: a head before a wall, with soft edges and a little grain, so that it is as hard to write small as a photo. */
export function drawnFace(width: number, height: number, look: { skin: Colour; hair: Colour; wall: Colour; grain: number; seed: number }): Pixels {
  const data = new Uint8ClampedArray(width * height * 4)
  const random = mulberry(look.seed)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const colour = colourAt((x + 0.5) / width, (y + 0.5) / height, look)
      const noise = (random() - 0.5) * look.grain
      for (let channel = 0; channel < 3; channel++) data[(y * width + x) * 4 + channel] = (colour[channel] as number) + noise
      data[(y * width + x) * 4 + 3] = 255
    }
  }
  return { data, width, height }
}

export type Colour = readonly [number, number, number]

function colourAt(x: number, y: number, { skin, hair, wall }: { skin: Colour; hair: Colour; wall: Colour }): Colour {
  let colour = mix(wall, [255, 255, 255], 0.25 * (1 - y))
  colour = mix(colour, mix(skin, [40, 44, 60], 0.75), ellipse(x, y, 0.5, 1.12, 0.46, 0.34))
  colour = mix(colour, hair, ellipse(x, y, 0.5, 0.42, 0.31, 0.36))
  colour = mix(colour, mix(skin, [0, 0, 0], 0.25 * Math.max(0, x - 0.5)), ellipse(x, y, 0.5, 0.48, 0.23, 0.3))
  for (const eye of [0.41, 0.59]) {
    colour = mix(colour, hair, ellipse(x, y, eye, 0.385, 0.065, 0.012) * 0.8)
    colour = mix(colour, [245, 245, 245], ellipse(x, y, eye, 0.44, 0.045, 0.02))
    colour = mix(colour, [50, 36, 28], ellipse(x, y, eye, 0.44, 0.02, 0.02))
  }
  colour = mix(colour, [120, 70, 60], ellipse(x, y, 0.515, 0.545, 0.03, 0.05) * 0.35)
  return mix(colour, [150, 60, 60], ellipse(x, y, 0.5, 0.65, 0.085, 0.022))
}

/** 1 inside, 0 outside, an edge of a few hundredths. */
function ellipse(x: number, y: number, cx: number, cy: number, rx: number, ry: number): number {
  const distance = Math.hypot((x - cx) / rx, (y - cy) / ry)
  return Math.min(1, Math.max(0, (1.03 - distance) / 0.06))
}

const mix = (a: Colour, b: Colour, part: number): Colour => [
  a[0] + (b[0] - a[0]) * part,
  a[1] + (b[1] - a[1]) * part,
  a[2] + (b[2] - a[2]) * part,
]

/** Small seeded generator (Mulberry32): the same picture every time. */
export function mulberry(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Our own drawings of invented people as a phone's front camera sees them: wall, person, light, and what a hand or a window does. */
import { darker, ellipse, lighter, line, lit, type Pen, sequence } from './brush.ts'
import { drawBehind, drawClothes, drawCover, drawHair } from './draw-cloth.ts'
import { drawFace, drawGlasses, drawNeck } from './draw-head.ts'
import { type How, type Portrait, skins } from './portraits.ts'

export const viewSize = { width: 1280, height: 720 }
const { width, height } = viewSize

function drawWall(pen: Pen, one: Portrait) {
  const colour = one.wallColour
  const fill = pen.createLinearGradient(one.side < 0 ? 0 : width, 0, one.side < 0 ? width : 0, height)
  fill.addColorStop(0, lighter(colour, 0.14))
  fill.addColorStop(1, darker(colour, 0.18))
  pen.fillStyle = fill
  pen.fillRect(0, 0, width, height)
  const next = sequence(one.name.length)
  if (one.wall === 'panels') for (let x = 40; x < width; x += 88) line(pen, darker(colour, 0.34), 5, [x, 0], [x, height])
  if (one.wall === 'door') {
    for (const [x, y] of [
      [440, 40],
      [700, 40],
      [440, 420],
      [700, 420],
    ] as const) {
      pen.strokeStyle = darker(colour, 0.3)
      pen.lineWidth = 8
      pen.strokeRect(x, y, 200, 330)
    }
  }
  if (one.wall === 'curtain')
    for (let x = 0; x < width; x += 46)
      line(pen, x % 92 ? darker(colour, 0.22) : lighter(colour, 0.22), 18, [x, 0], [x + 8, 300, x - 8, 500, x + 4, height])
  if (one.wall === 'brick' || one.wall === 'tiles') {
    const [w, h] = one.wall === 'brick' ? [92, 34] : [76, 76]
    for (let y = 0, row = 0; y < height; y += h, row++)
      for (let x = one.wall === 'brick' && row % 2 ? -w / 2 : 0; x < width; x += w) {
        pen.fillStyle = next() > 0.5 ? darker(colour, next() * 0.14) : lighter(colour, next() * 0.12)
        pen.fillRect(x + 2, y + 2, w - 4, h - 4)
      }
  }
  if (one.wall === 'shelf')
    for (let y = 20; y < height; y += 172) {
      pen.fillStyle = darker(colour, 0.5)
      pen.fillRect(0, y + 130, width, 18)
      for (let x = 10; x < width; x += 26 + next() * 18) {
        pen.fillStyle = ['#7a3b35', '#31566a', '#c2a763', '#4b6350', '#8a8076'][Math.floor(next() * 5)]!
        pen.fillRect(x, y + next() * 36, 20 + next() * 14, 130)
      }
    }
}

const tints = { day: 'rgba(255, 255, 255, 1)', warm: 'rgba(255, 240, 218, 1)', cool: 'rgba(228, 240, 255, 1)' }

function drawPerson(pen: Pen, one: Portrait) {
  const [y, scale] = one.wheelchair ? [462, 1.08] : one.baby ? [392, 1.42] : [404, 1.4]
  pen.save()
  pen.translate(width / 2, y)
  // No two heads have one shape.
  const next = sequence(one.name.length * 101 + one.skin * 7)
  pen.scale(scale * (0.95 + next() * 0.09), scale * (0.97 + next() * 0.05))
  drawBehind(pen, one)
  if (one.baby) drawHolder(pen)
  drawNeck(pen, one)
  drawClothes(pen, one)
  if (one.baby) drawSleeve(pen)
  drawFace(pen, one)
  drawHair(pen, one)
  drawCover(pen, one)
  drawGlasses(pen, one)
  pen.restore()
}

/** Whoever holds the baby: a chest behind it and a sleeve below, out of the oval. */
function drawHolder(pen: Pen) {
  pen.save()
  pen.filter = 'blur(4px)'
  ellipse(pen, 70, 330, 300, 260, lit(pen, '#64758a', 0.4, 240))
  pen.restore()
}
function drawSleeve(pen: Pen) {
  pen.save()
  pen.filter = 'blur(2px)'
  line(pen, '#4c5c70', 74, [300, 200], [200, 250, 60, 262, -40, 250])
  line(pen, '#64758a', 60, [300, 196], [200, 244, 60, 256, -40, 246])
  pen.restore()
}

function newPen(clear = false): Pen {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const pen = canvas.getContext('2d', { alpha: clear, willReadFrequently: true })
  if (!pen) throw new Error('no canvas')
  return pen
}

/** Takes light away from what is drawn, and leaves alone what is not. */
const veil = (pen: Pen, colour: string) => {
  const drawn = newPen(true)
  drawn.drawImage(pen.canvas, 0, 0)
  drawn.globalCompositeOperation = 'multiply'
  drawn.fillStyle = colour
  drawn.fillRect(0, 0, width, height)
  drawn.globalCompositeOperation = 'destination-in'
  drawn.drawImage(pen.canvas, 0, 0)
  pen.drawImage(drawn.canvas, 0, 0)
}
const grey = (share: number) =>
  `rgb(${Array(3)
    .fill(Math.round(255 * share))
    .join(', ')})`
/** Encoded value of a share of the light: halving the light does not halve the number. */
const encoded = (light: number) => light ** (1 / 2.2)

/** @returns the drawing, 1280 × 720, with the grain of a small sensor */
export function drawPortrait(one: Portrait, how: How = 'well'): HTMLCanvasElement {
  const wall = newPen()
  const person = newPen(true)
  if (how === 'window') drawWindow(wall)
  else drawWall(wall, one)
  drawPerson(person, one)
  veil(person, tints[one.tint])
  if (how === 'lamp') for (const side of [-1, 1]) drawReflection(person, side)
  veil(person, grey(encoded(how === 'dark' ? 0.08 : how === 'window' ? 0.1 : how === 'lamp' ? 1 : one.light)))
  if (how !== 'window') {
    veil(wall, tints[one.tint])
    veil(wall, grey(encoded(how === 'dark' ? 0.08 : one.light)))
  }
  const pen = newPen()
  pen.filter = 'blur(5px)'
  // Larger than the view: what lies beyond its edge would be blurred into it.
  pen.drawImage(wall.canvas, -16, -9, width + 32, height + 18)
  pen.filter = 'none'
  pen.drawImage(person.canvas, 0, 0)
  if (how === 'moved') {
    // A hand that moved through a thirtieth of the picture while the shutter was open.
    const sharp = newPen()
    sharp.drawImage(pen.canvas, 0, 0)
    for (let at = 1; at < 20; at++) {
      pen.globalAlpha = 1 / (at + 1)
      pen.drawImage(sharp.canvas, at * moved, at * moved * 0.4)
    }
  }
  addGrain(pen, one.skin + 3)
  return pen.canvas
}
const moved = 1.2

function drawWindow(pen: Pen) {
  const sky = pen.createLinearGradient(0, 0, 0, height)
  sky.addColorStop(0, '#fbfdff')
  sky.addColorStop(1, '#e6eef2')
  pen.fillStyle = sky
  pen.fillRect(0, 0, width, height)
  for (const x of [300, 980]) line(pen, '#8d969c', 26, [x, 0], [x, height])
  line(pen, '#8d969c', 18, [0, 96], [width, 96])
}

function drawReflection(pen: Pen, side: number) {
  pen.save()
  pen.filter = 'blur(1px)'
  ellipse(pen, width / 2 + side * 60 + 6, 396, 31, 22, '#ffffff', 0.2)
  pen.restore()
}

function addGrain(pen: Pen, seed: number) {
  const picture = pen.getImageData(0, 0, width, height)
  const next = sequence(seed)
  for (let at = 0; at < picture.data.length; at += 4) {
    const step = (next() + next() - 1) * 5
    for (let channel = 0; channel < 3; channel++) picture.data[at + channel]! += step
  }
  pen.putImageData(picture, 0, 0)
}

/** The colour a skin was drawn with, before any light fell on it. */
export const skinOf = (one: Portrait): string => skins[one.skin]

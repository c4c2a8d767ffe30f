/** Runs in a page: draws every text of a plate alone and looks where its ink is. */
import { type Box, type Drawing, type Op, plateHeight, plateWidth } from '@latchkey/card/plates.ts'
import { drawText, type TextOp } from '@latchkey/ui/draw-plate.ts'
import { missingLetters } from './glyphs.ts'

export type ProblemKind = 'clipped' | 'missing' | 'overlap' | 'code'
export interface Problem {
  kind: ProblemKind
  what: string
}

/** Around the box of a text, dots: ink that leaves it is seen up to here. */
const around = 80
/** How far ink may reach over its box: the foot of a j, the smoothing of an edge. */
const slack = { x: 4, y: 2 }
const leastModule = 4

const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!

/** Where the ink of a text is on its plate; null when there is none. */
function inkBox(op: TextOp): { ink: Box | null; lines: string[]; font: string } {
  const { canvas } = pen
  const [left, top] = [Math.floor(op.box.x) - around, Math.floor(op.box.y) - around]
  canvas.width = Math.ceil(op.box.width) + 2 * around
  canvas.height = Math.ceil(op.box.height) + 2 * around
  const { lines } = drawText(pen, { ...op, colour: '#000', box: { ...op.box, x: op.box.x - left, y: op.box.y - top } })
  const { data, width, height } = pen.getImageData(0, 0, canvas.width, canvas.height)
  let [x1, y1, x2, y2] = [width, height, -1, -1]
  for (let at = 3, x = 0, y = 0; at < data.length; at += 4) {
    if (data[at]! >= 64) {
      if (x < x1) x1 = x
      if (x > x2) x2 = x
      if (y < y1) y1 = y
      if (y > y2) y2 = y
    }
    if (++x === width) {
      x = 0
      y++
    }
  }
  const ink = x2 < 0 ? null : { x: x1 + left, y: y1 + top, width: x2 - x1 + 1, height: y2 - y1 + 1 }
  return { ink, lines, font: pen.font }
}

const meet = (a: Box, b: Box) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

/** Whether a box lies under the band of a stripe. */
function underStripe(box: Box, { box: place, angle, size }: Extract<Op, { op: 'stripe' }>): boolean {
  if (!meet(box, place)) return false
  const turn = (angle * Math.PI) / 180
  const [middleX, middleY] = [place.x + place.width / 2, place.y + place.height / 2]
  const far = [box.x, box.x + box.width].flatMap(x =>
    [box.y, box.y + box.height].map(y => (y - middleY) * Math.cos(turn) - (x - middleX) * Math.sin(turn)),
  )
  return Math.min(...far) < size * 0.9 && Math.max(...far) > -size * 0.9
}

const plain = (text: string) => text.replace(/\s+/g, '')

/** Everything that is wrong with a drawing of a plate. */
export function checkDrawing(drawing: Drawing): Problem[] {
  const found: Problem[] = []
  const say = (kind: ProblemKind, what: string) => found.push({ kind, what })
  const plate = { x: 0, y: 0, width: plateWidth, height: plateHeight }
  const taken: { what: string; box: Box }[] = []
  const inside = (box: Box, outer: Box, by: { x: number; y: number }) =>
    box.x >= outer.x - by.x &&
    box.y >= outer.y - by.y &&
    box.x + box.width <= outer.x + outer.width + by.x &&
    box.y + box.height <= outer.y + outer.height + by.y
  for (const op of drawing.ops) {
    if (op.op === 'picture' || op.op === 'code') taken.push({ what: `the ${op.op}`, box: op.box })
    if (op.op === 'code') {
      if (op.module < leastModule) say('code', `modules of ${op.module} dots`)
      if (!inside(op.box, plate, { x: 0, y: 0 })) say('code', 'the code leaves the plate')
    }
    if (op.op === 'stripe') {
      const font = `700 ${op.size}px ${letters(drawing)}`
      pen.font = font
      if (missingLetters(op.text, font).length > 0) say('missing', op.text)
      if (pen.measureText(op.text).width > op.box.width) say('clipped', op.text)
    }
    if (op.op !== 'text' || plain(op.text) === '') continue
    const { ink, lines, font } = inkBox(op)
    const missing = missingLetters(op.text, font)
    if (missing.length > 0) say('missing', `${missing.map(codePoint).join(' ')} in “${op.text}”`)
    if (ink === null) {
      say('missing', `no ink for “${op.text}”`)
      continue
    }
    if (plain(lines.join('')) !== plain(op.text)) say('clipped', `the end of “${op.text}”`)
    else if (!inside(ink, op.box, slack) || !inside(ink, plate, { x: 0, y: 0 })) say('clipped', `“${op.text}” leaves its place`)
    for (const other of taken) if (meet(ink, other.box)) say('overlap', `“${op.text}” and ${other.what}`)
    taken.push({ what: `“${op.text}”`, box: ink })
  }
  for (const stripe of drawing.ops.flatMap(op => (op.op === 'stripe' ? [op] : [])))
    for (const { what, box } of taken)
      if (what !== 'the picture' && underStripe(box, stripe)) say('overlap', `${what} and the practice stripe`)
  return found
}

const codePoint = (letter: string) => `U+${letter.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`

/** The faces plates are drawn with, as the canvas knows them after a text was drawn. */
function letters(drawing: Drawing): string {
  const op = drawing.ops.find(op => op.op === 'text')
  if (!op) return 'sans-serif'
  return inkBox(op).font.replace(/^.*?\d+px /, '')
}

/** Faults made on purpose: the check must see each, in every run, or its zero is worth nothing. */
export function plantedFaults(good: Drawing): Record<string, { kind: ProblemKind; drawing: Drawing }> {
  const index = good.ops.findIndex(op => op.op === 'text')
  const first = good.ops[index] as TextOp
  const withOp = (change: Partial<TextOp>): Drawing => ({
    ...good,
    ops: good.ops.map((op, at) => (at === index ? { ...first, ...change } : op)),
  })
  return {
    'a letter without a glyph': { kind: 'missing', drawing: withOp({ text: `Amal ${String.fromCodePoint(0xe123)}` }) },
    'a mark without a glyph': { kind: 'missing', drawing: withOp({ text: `Amal\u0897` }) },
    'a text that is cut': { kind: 'clipped', drawing: withOp({ text: 'word '.repeat(40), least: first.size }) },
    'a text higher than its place': { kind: 'clipped', drawing: withOp({ box: { ...first.box, height: 20 }, least: first.size }) },
    'a text at the edge': { kind: 'clipped', drawing: withOp({ box: { ...first.box, x: plateWidth - 90 } }) },
    'two texts in one place': { kind: 'overlap', drawing: { ...good, ops: [...good.ops, { ...first, text: 'Over it' }] } },
    'modules of three dots': {
      kind: 'code',
      drawing: { ...good, ops: [...good.ops, { op: 'code', text: 'LK1:', box: { x: 0, y: 0, width: 339, height: 339 }, module: 3 }] },
    },
  }
}

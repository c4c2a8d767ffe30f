/** Draws the instructions of card/plates.ts on a canvas, the same on phone and desk. */
import type { Box, Drawing, Op } from '@latchkey/card/plates.ts'
import { codeModules, drawModules } from './code-modules.ts'

/** The bytes of an AVIF or JPEG file as something a canvas can draw. */
export type DecodePicture = (file: Uint8Array) => Promise<ImageBitmap | ImageData>

/** The browser's own decoder, for the phone: from memory, without an object URL. */
export const decodeByBrowser: DecodePicture = file =>
  createImageBitmap(new Blob([file as Uint8Array<ArrayBuffer>], { type: file[0] === 0xff ? 'image/jpeg' : 'image/avif' }))

// No web font: a card must look the same when the phone is offline. Latin and Arabic faces of the common systems first, then
// whatever the system has for a script: `npm run plates` finds a letter that nothing can draw.
const letters = "'Noto Sans', 'Segoe UI', 'Helvetica Neue', Arial, 'Noto Sans Arabic', sans-serif"
const oneWidth = "'Noto Sans Mono', 'DejaVu Sans Mono', Menlo, Consolas, monospace"
const lineHeight = 1.22
/** From the top of a line to its base, in sizes; marks over capitals and deep scripts take what they need. */
const toBase = 0.95

export type TextOp = Extract<Op, { op: 'text' }>
/** How wide a line is, and how far its ink reaches over and under its base. */
export interface Ink {
  width: number
  ascent: number
  descent: number
}
type Measure = (text: string) => Ink

/** Letters as people see them: a mark never leaves its letter. Code points where the browser does not know better. */
export function graphemesOf(text: string): string[] {
  if (typeof Intl.Segmenter !== 'function') return [...text]
  return Array.from(new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text), part => part.segment)
}

/** Where a word may go on in the next line: after a hyphen, between Chinese or Japanese signs, between words written without spaces. */
function partsOf(word: string): string[] {
  if (/[\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/u.test(word) && typeof Intl.Segmenter === 'function')
    return Array.from(new Intl.Segmenter('und', { granularity: 'word' }).segment(word), part => part.segment)
  return word.match(/[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}][\p{P}\p{M}]*|[^-\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]+-*|-+/gu) ?? [word]
}

/** Words onto lines no wider than `width`; a word longer than a line is cut between letters, and `cut` says so. Pure but for `widthOf`. */
export function wrapText(text: string, width: number, widthOf: (text: string) => number): { lines: string[]; cut: boolean } {
  const lines: string[] = []
  let cut = false
  for (const paragraph of text.split('\n')) {
    let line = ''
    for (const word of paragraph.split(/\s+/).filter(Boolean)) {
      for (const [at, part] of partsOf(word).entries()) {
        const longer = line && at === 0 ? `${line} ${part}` : line + part
        if (widthOf(longer) <= width) {
          line = longer
          continue
        }
        if (line) lines.push(line)
        line = part
        while (widthOf(line) > width) {
          const seen = graphemesOf(line)
          if (seen.length < 2) break
          // By halves: a page that draws while somebody types has no time to try every letter at every size.
          let [fits, over] = [1, seen.length]
          while (over - fits > 1) {
            const middle = (fits + over) >> 1
            if (widthOf(seen.slice(0, middle).join('')) <= width) fits = middle
            else over = middle
          }
          lines.push(seen.slice(0, fits).join(''))
          line = seen.slice(fits).join('')
          cut = true
        }
      }
    }
    lines.push(line)
  }
  return { lines, cut }
}

const fontOf = (op: Pick<TextOp, 'weight' | 'mono'>, size: number) => `${op.weight} ${size}px ${op.mono ? oneWidth : letters}`

export interface Fitted {
  size: number
  lines: string[]
  /** From line to line, and from the top of the first one to its base. */
  step: number
  base: number
  /** Of all lines. */
  height: number
}

/**
 * The largest size at which the text fits its box without a word cut; if there is none, the largest at which it fits with words cut; at
 * the least size what does not fit is left out at the end.
 */
export function fitText(op: Omit<TextOp, 'op'>, measureAt: (size: number) => Measure): Fitted {
  let withCut: Fitted | null = null
  for (let size = op.size; ; size--) {
    const measure = measureAt(size)
    const { lines, cut } = wrapText(op.text, op.box.width, text => measure(text).width)
    const inks = lines.map(measure)
    const ascent = Math.max(...inks.map(ink => ink.ascent))
    const descent = Math.max(...inks.map(ink => ink.descent))
    const base = Math.max(size * toBase, ascent)
    const step = Math.max(size * lineHeight, base + descent)
    const fitted = { size, lines, step, base, height: step * lines.length }
    const fits = lines.length <= op.lines && fitted.height <= op.box.height
    if (fits && !cut) return fitted
    if (fits) withCut ??= fitted
    if (size <= op.least) {
      if (withCut) return withCut
      const most = Math.max(1, Math.min(op.lines, Math.floor(op.box.height / step)))
      return { ...fitted, lines: lines.slice(0, most), height: step * Math.min(most, lines.length) }
    }
  }
}

function outline(context: CanvasRenderingContext2D, box: Box, radius = 0) {
  context.beginPath()
  context.roundRect(box.x, box.y, box.width, box.height, radius)
}

const rightToLeftLetter = /[\p{sc=Arab}\p{sc=Hebr}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nkoo}\p{sc=Adlm}]/u
const firstLetter = /\p{L}/u

/** The foot of a J and the tail of a last letter reach out of their line: so far it moves, to stay in its box. */
function intoBox(ink: TextMetrics, x: number, box: Box): number {
  const before = box.x - (x - ink.actualBoundingBoxLeft)
  if (before > 0) return before
  return Math.min(0, box.x + box.width - (x + ink.actualBoundingBoxRight))
}

/** Draws one text. @returns how it was fitted: the lines that stand there */
export function drawText(context: CanvasRenderingContext2D, op: TextOp): Fitted {
  const fitted = fitText(op, at => {
    context.font = fontOf(op, at)
    return text => {
      const ink = context.measureText(text)
      return { width: ink.width, ascent: ink.actualBoundingBoxAscent, descent: ink.actualBoundingBoxDescent }
    }
  })
  const { size, lines, step, base, height } = fitted
  context.font = fontOf(op, size)
  context.fillStyle = op.colour
  context.textBaseline = 'alphabetic'
  const rightToLeft = op.direction === 'rtl' || (op.direction === 'auto' && rightToLeftLetter.test(firstLetter.exec(op.text)?.[0] ?? ''))
  const start = rightToLeft ? op.box.x + op.box.width : op.box.x
  const end = rightToLeft ? op.box.x : op.box.x + op.box.width
  const x = op.align === 'centre' ? op.box.x + op.box.width / 2 : op.align === 'start' ? start : end
  // Left and right, not start and end: a line has a direction of its own.
  context.textAlign = op.align === 'centre' ? 'center' : (op.align === 'start') === rightToLeft ? 'right' : 'left'
  const spare = op.box.height - height
  const top = op.box.y + (op.vertical === 'top' ? 0 : op.vertical === 'middle' ? spare / 2 : spare)
  for (const [at, line] of lines.entries()) {
    // A telephone number below an Arabic name reads from the left, or its groups change places.
    context.direction = rightToLeft && rightToLeftLetter.test(line) ? 'rtl' : 'ltr'
    context.fillText(line, x + intoBox(context.measureText(line), x, op.box), top + step * at + base)
  }
  return fitted
}

function drawCode(context: CanvasRenderingContext2D, op: Extract<Op, { op: 'code' }>) {
  const { box, module } = op
  const rows = codeModules(op.text, op.version)
  context.fillStyle = '#fff'
  context.fillRect(box.x, box.y, box.width, box.height)
  // Centred on whole dots: half a dot would blur every edge.
  const left = box.x + Math.floor((box.width - rows.length * module) / 2)
  const top = box.y + Math.floor((box.height - rows.length * module) / 2)
  drawModules(context, rows, left, top, module)
}

function drawStripe(context: CanvasRenderingContext2D, op: Extract<Op, { op: 'stripe' }>) {
  const { box, angle, fill, colour, size, text } = op
  context.save()
  context.beginPath()
  context.rect(box.x, box.y, box.width, box.height)
  context.clip()
  context.translate(box.x + box.width / 2, box.y + box.height / 2)
  context.rotate((angle * Math.PI) / 180)
  const length = box.width + box.height
  context.fillStyle = fill
  context.fillRect(-length, -size * 0.9, 2 * length, size * 1.8)
  context.font = `700 ${size}px ${letters}`
  context.fillStyle = colour
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.direction = 'ltr'
  context.fillText(text, 0, 0)
  context.restore()
}

function drawNobody(context: CanvasRenderingContext2D, { x, y, width, height }: Box) {
  context.fillStyle = '#dde3de'
  context.fillRect(x, y, width, height)
  context.fillStyle = '#b4c0b8'
  context.beginPath()
  context.arc(x + width / 2, y + height * 0.4, width * 0.2, 0, 2 * Math.PI)
  context.ellipse(x + width / 2, y + height, width * 0.38, height * 0.32, 0, 0, 2 * Math.PI)
  context.fill()
}

/**
 * Draws everything on `canvas`, which takes the drawing's size. Pictures are decoded first, so that nothing half-drawn is ever seen.
 * @returns false when `signal` ended it before anything was drawn
 * @throws what `decode` throws
 */
export async function drawPlate(
  canvas: HTMLCanvasElement,
  drawing: Drawing,
  decode: DecodePicture,
  signal?: AbortSignal,
): Promise<boolean> {
  const pictures = new Map<Op, ImageBitmap>()
  for (const op of drawing.ops) {
    // A card that is not photographed yet has an empty picture: a person's outline stands there.
    if (op.op !== 'picture' || op.file.length === 0) continue
    const decoded = await decode(op.file)
    pictures.set(op, decoded instanceof ImageBitmap ? decoded : await createImageBitmap(decoded))
  }
  try {
    const context = signal?.aborted ? null : canvas.getContext('2d', { alpha: false })
    if (!context) return false
    canvas.width = drawing.width
    canvas.height = drawing.height
    context.fillStyle = '#fff'
    context.fillRect(0, 0, drawing.width, drawing.height)
    for (const op of drawing.ops) {
      if (op.op === 'rect') {
        outline(context, op.box, op.radius)
        context.fillStyle = op.fill
        context.fill()
      } else if (op.op === 'line') {
        context.beginPath()
        context.moveTo(op.x1, op.y1)
        context.lineTo(op.x2, op.y2)
        context.lineWidth = op.width
        context.strokeStyle = op.colour
        context.stroke()
      } else if (op.op === 'text') drawText(context, op)
      else if (op.op === 'picture') {
        context.save()
        outline(context, op.box, op.radius)
        context.clip()
        context.imageSmoothingQuality = 'high'
        const picture = pictures.get(op)
        if (picture) context.drawImage(picture, op.box.x, op.box.y, op.box.width, op.box.height)
        else drawNobody(context, op.box)
        context.restore()
      } else if (op.op === 'code') drawCode(context, op)
      else drawStripe(context, op)
    }
    return true
  } finally {
    for (const picture of pictures.values()) picture.close()
  }
}

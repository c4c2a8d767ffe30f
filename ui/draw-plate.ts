/** Draws the instructions of card/plates.ts on a canvas, the same on phone and desk. */
import type { Box, Drawing, Op } from '@latchkey/card/plates.ts'
import { codeModules, drawModules } from './code-modules.ts'

/** The bytes of an AVIF or JPEG file as something a canvas can draw. */
export type DecodePicture = (file: Uint8Array) => Promise<ImageBitmap | ImageData>

/** The browser's own decoder, for the phone: from memory, without an object URL. */
export const decodeByBrowser: DecodePicture = file =>
  createImageBitmap(new Blob([file as Uint8Array<ArrayBuffer>], { type: file[0] === 0xff ? 'image/jpeg' : 'image/avif' }))

// No web font: a card must look the same when the phone is offline. Arabic and Latin faces of the common systems.
const letters = "'Noto Sans', 'Segoe UI', 'Helvetica Neue', Arial, 'Noto Sans Arabic', sans-serif"
const oneWidth = "'Noto Sans Mono', 'DejaVu Sans Mono', Menlo, Consolas, monospace"
const lineHeight = 1.22

type TextOp = Extract<Op, { op: 'text' }>
type Measure = (text: string) => number

/** Words onto lines no wider than `width`; a word longer than a line is cut. Pure but for `measure`. */
export function wrapText(text: string, width: number, measure: Measure): string[] {
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    let line = ''
    for (const word of paragraph.split(/\s+/).filter(Boolean)) {
      const longer = line ? `${line} ${word}` : word
      if (measure(longer) <= width) {
        line = longer
        continue
      }
      if (line) lines.push(line)
      line = word
      while (measure(line) > width && [...line].length > 1) {
        const parts = [...line]
        let fits = parts.length - 1
        while (fits > 1 && measure(parts.slice(0, fits).join('')) > width) fits--
        lines.push(parts.slice(0, fits).join(''))
        line = parts.slice(fits).join('')
      }
    }
    lines.push(line)
  }
  return lines
}

const fontOf = (op: Pick<TextOp, 'weight' | 'mono'>, size: number) => `${op.weight} ${size}px ${op.mono ? oneWidth : letters}`

/** The largest size at which the text fits its box; at the least size what does not fit is left out at the end. */
export function fitText(op: Omit<TextOp, 'op'>, measureAt: (size: number) => Measure): { size: number; lines: string[] } {
  for (let size = op.size; ; size--) {
    const lines = wrapText(op.text, op.box.width, measureAt(size))
    const most = Math.max(1, Math.min(op.lines, Math.floor(op.box.height / (size * lineHeight)) || 1))
    if (lines.length <= most) return { size, lines }
    if (size <= op.least) return { size, lines: lines.slice(0, most) }
  }
}

function outline(context: CanvasRenderingContext2D, box: Box, radius = 0) {
  context.beginPath()
  context.roundRect(box.x, box.y, box.width, box.height, radius)
}

function drawText(context: CanvasRenderingContext2D, op: TextOp) {
  const { size, lines } = fitText(op, at => {
    context.font = fontOf(op, at)
    return text => context.measureText(text).width
  })
  context.font = fontOf(op, size)
  context.fillStyle = op.colour
  context.textBaseline = 'alphabetic'
  const rightToLeft = op.direction === 'rtl' || (op.direction === 'auto' && /^[^\p{L}]*[\p{sc=Arab}\p{sc=Hebr}]/u.test(op.text))
  context.direction = rightToLeft ? 'rtl' : 'ltr'
  const start = rightToLeft ? op.box.x + op.box.width : op.box.x
  const end = rightToLeft ? op.box.x : op.box.x + op.box.width
  const x = op.align === 'centre' ? op.box.x + op.box.width / 2 : op.align === 'start' ? start : end
  context.textAlign = op.align === 'centre' ? 'center' : op.align
  const step = size * lineHeight
  const spare = op.box.height - step * lines.length
  const top = op.box.y + (op.vertical === 'top' ? 0 : op.vertical === 'middle' ? spare / 2 : spare)
  for (const [at, line] of lines.entries()) context.fillText(line, x, top + step * at + size * 0.95)
}

function drawCode(context: CanvasRenderingContext2D, op: Extract<Op, { op: 'code' }>) {
  const { box, module } = op
  const rows = codeModules(op.text)
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

/** The refusal slip on paper: what was missing, on which day, by which rules, and the code that shows it is the city's. No name stands on it. */
import { type Drawing, type Op, palette, stripeOp, textOp } from './drawing.ts'
import { refusalVersion } from './refusal-code.ts'
import { sheetHeight, sheetWidth } from './sheet-drawing.ts'

/** Every word on the slip, in the language of whoever reads it. */
export interface RefusalLabels {
  title: string
  /** What was missing and what would do, as the page says it: one line each, cut after sixteen. */
  lines: string[]
  /** City, day, clerk, rules: one line each. */
  head: string[]
  /** *Show this at a counter: another person looks again.* */
  use: string
  /** That nothing was kept. */
  kept: string
  practice: string
}

const left = 200
const width = sheetWidth - 2 * left
const most = 16
/** Dots a module, and 137 modules with a quiet zone of four on each side: 86 mm, which an old camera reads. */
const module = 7
const codeBox = 145 * module

/**
 * @param code text of the slip's code, or null where there is none: its words are a paper like any other then
 * @returns a page of letter paper at 300 dots to the inch
 */
export function refusalDrawing(labels: RefusalLabels, code: string | null, practice: boolean): Drawing {
  const ops: Op[] = [
    { op: 'rect', box: { x: 0, y: 0, width: sheetWidth, height: sheetHeight }, fill: palette.paper },
    { op: 'rect', box: { x: left, y: 160, width, height: 12 }, fill: palette.accent },
  ]
  let y = 210
  const put = (words: string, size: number, lines: number, more: Parameters<typeof textOp>[3] = {}) => {
    const height = Math.round(size * 1.35 * lines)
    ops.push(textOp(words, { x: left, y, width, height }, size, { lines, ...more }))
    y += height
  }
  put(labels.title, 84, 1, { weight: 700 })
  for (const line of labels.head.slice(0, 4)) put(line, 42, 1, { colour: palette.quiet })
  y += 24
  for (const line of labels.lines.slice(0, most)) put(line, 46, line.length > 90 ? 2 : 1)
  // The code stands at the bottom whatever was said above, and its words beside it.
  const top = sheetHeight - 160 - codeBox
  const beside = { x: left + codeBox + 40, width: width - codeBox - 40 }
  if (code !== null)
    ops.push({ op: 'code', text: code, box: { x: left, y: top, width: codeBox, height: codeBox }, module, version: refusalVersion })
  const words = code === null ? { x: left, width } : beside
  ops.push(
    textOp(labels.use, { ...words, y: top + 40, height: 420 }, 58, { weight: 700, lines: 6 }),
    textOp(labels.kept, { ...words, y: top + 500, height: 260 }, 40, { lines: 5, colour: palette.quiet }),
  )
  if (practice) ops.push(stripeOp(labels.practice, { x: 0, y: sheetHeight - 110, width: sheetWidth, height: 110 }, 0, 60))
  return { width: sheetWidth, height: sheetHeight, ops }
}

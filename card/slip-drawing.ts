/** The cancel slip (DESIGN §5.5): the size of a card, one code, no name. All it can do is cancel. */
import { groupCancelCode } from './cancel-code.ts'
import type { Drawing, Op } from './drawing.ts'

export interface SlipLabels {
  title: string
  how: string
  only: string
  practice: string
}

const width = 1011
const height = 638
const margin = 54

/** @param cancelCode 24 digits @param practice marks the slip of a practice card @returns drawing of 1,011 × 638 dots at 300 dpi */
export function slipDrawing(cancelCode: string, labels: SlipLabels, practice: boolean): Drawing {
  const inner = width - 2 * margin
  const groups = groupCancelCode(cancelCode)
  const text = (
    y: number,
    tall: number,
    words: string,
    size: number,
    lines: number,
    more: Partial<Extract<Op, { op: 'text' }>> = {},
  ): Op => ({
    op: 'text',
    text: words,
    box: { x: margin, y, width: inner, height: tall },
    colour: '#111111',
    weight: 400,
    size,
    least: 18,
    lines,
    align: 'start',
    vertical: 'top',
    direction: 'auto',
    ...more,
  })
  const code = (y: number, digits: string[]): Op =>
    text(y, 84, digits.join(' '), 72, 1, { weight: 700, align: 'centre', vertical: 'middle', direction: 'ltr', mono: true })
  const ops: Op[] = [
    { op: 'rect', box: { x: 0, y: 0, width, height }, fill: '#ffffff' },
    { op: 'rect', box: { x: 0, y: 0, width, height: 12 }, fill: '#17644c' },
    text(48, 66, labels.title, 52, 1, { weight: 700 }),
    code(142, groups.slice(0, 3)),
    code(232, groups.slice(3)),
    text(350, 110, labels.how, 36, 3),
    text(474, practice ? 76 : 110, labels.only, 32, 3, { colour: '#444444' }),
  ]
  if (practice) {
    ops.push({ op: 'rect', box: { x: 0, y: height - 66, width, height: 66 }, fill: '#f3a43b' })
    ops.push(text(height - 66, 66, labels.practice, 34, 1, { weight: 700, align: 'centre', vertical: 'middle', colour: '#33200a' }))
  }
  return { width, height, ops }
}

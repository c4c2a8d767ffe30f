/** A refusal on paper: the words a phone would show, in the resident's language, and no name. */
import { type Drawing, type Op, textOp } from '@latchkey/card/drawing.ts'
import type { ShownRefusal } from '../second/shown.ts'

/** A sheet of letter paper, 300 dots an inch. */
const width = 2550
const height = 3300
const margin = 240

/** @param kept the sentence that nothing was kept @param unreviewed that no native speaker has checked these words; null where one has */
export function refusalDrawing({ title, lines, mends }: ShownRefusal, kept: string, unreviewed: string | null): Drawing {
  const inner = width - 2 * margin
  const ops: Op[] = [{ op: 'rect', box: { x: 0, y: 0, width, height }, fill: '#ffffff' }]
  let y = margin
  const put = (words: string, size: number, rows: number, weight: 400 | 700 = 400) => {
    const tall = Math.round(size * 1.4 * rows)
    ops.push(textOp(words, { x: margin, y, width: inner, height: tall }, size, { lines: rows, weight }))
    y += tall + Math.round(size * 0.4)
  }
  put(title, 96, 2, 700)
  for (const line of lines) put(line, 60, 3)
  for (const line of mends) put(`• ${line}`, 60, 2)
  put(kept, 48, 3)
  if (unreviewed !== null) put(unreviewed, 40, 2)
  return { width, height, ops }
}

/** Desk: one address on one label of four by two inches. Drawing instructions that live until the printer has them. */
import { type Drawing, palette, textOp } from '@latchkey/card/drawing.ts'

/** Dots of 300 to the inch. */
export const labelWidth = 1200
export const labelHeight = 600
/** Lines of an address, and characters of a line. */
export const addressLines = 5
export const addressLine = 40

/** The lines as typed, tidied; null for nothing, too many, or what no label holds. */
export function addressOf(typed: string): string[] | null {
  const lines = typed
    .split(/\r?\n/)
    .map(line => line.replace(/\s+/g, ' ').trim())
    .filter(line => line !== '')
  if (lines.length < 2 || lines.length > addressLines) return null
  if (lines.some(line => [...line].length > addressLine || /\p{Cc}/u.test(line))) return null
  return lines
}

/** @param lines as `addressOf` gives them */
export function labelDrawing(lines: readonly string[]): Drawing {
  const step = Math.floor((labelHeight - 80) / addressLines)
  return {
    width: labelWidth,
    height: labelHeight,
    ops: [
      { op: 'rect', box: { x: 0, y: 0, width: labelWidth, height: labelHeight }, fill: palette.paper },
      ...lines.map((line, at) =>
        textOp(line, { x: 60, y: 40 + at * step, width: labelWidth - 120, height: step }, 72, { least: 30, vertical: 'middle' }),
      ),
    ],
  }
}

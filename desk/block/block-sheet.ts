/** Desk: codes of booked times for a helper, on one sheet of paper to cut or to read from. No name of anybody, and none of the agency. */
import { type Drawing, type Op, palette, textOp } from '@latchkey/card/drawing.ts'
import { sheetHeight, sheetWidth } from '@latchkey/card/sheet-drawing.ts'
import { inGroups } from '@latchkey/wire/booking-code.ts'

/** Every word on the sheet. */
export interface BlockLabels {
  title: string
  /** Place, day, time: one line each. */
  head: string[]
  /** What each code is good for. */
  says: string
}

const left = 240
const width = sheetWidth - 2 * left
const [columns, rowHeight, top] = [2, 210, 860]

/** @param codes at most twenty */
export function blockSheet(codes: readonly string[], { title, head, says }: BlockLabels): Drawing {
  const ops: Op[] = [
    { op: 'rect', box: { x: 0, y: 0, width: sheetWidth, height: sheetHeight }, fill: palette.paper },
    { op: 'rect', box: { x: left, y: 200, width, height: 12 }, fill: palette.accent },
    textOp(title, { x: left, y: 240, width, height: 120 }, 88, { weight: 700, vertical: 'middle' }),
    ...head.map((text, at) => textOp(text, { x: left, y: 390 + at * 86, width, height: 80 }, 58, { vertical: 'middle' })),
    textOp(says, { x: left, y: 680, width, height: 150 }, 46, { lines: 2 }),
    ...codes.flatMap((code, at): Op[] => {
      const box = {
        x: left + (at % columns) * (width / columns),
        y: top + Math.floor(at / columns) * rowHeight,
        width: width / columns - 40,
        height: 140,
      }
      return [
        textOp(inGroups(code), box, 74, { mono: true, weight: 700, vertical: 'middle', direction: 'ltr' }),
        {
          op: 'line',
          x1: box.x,
          y1: box.y + 165,
          x2: box.x + box.width,
          y2: box.y + 165,
          width: 3,
          colour: palette.tint,
        },
      ]
    }),
  ]
  return { width: sheetWidth, height: sheetHeight, ops }
}

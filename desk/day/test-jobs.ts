/** Desk: what is printed at opening to see whether the printer does what it should: a card that says that it is none, and a page of rulers. */
import { codeModule, codeSide, type Drawing, type Op, palette, textOp } from '@latchkey/card/drawing.ts'
import { plateHeight, plateWidth } from '@latchkey/card/plates.ts'
import type { PrintJob } from '../print/printer.ts'

const edge = 24
const white: Op = { op: 'rect', box: { x: 0, y: 0, width: plateWidth, height: plateHeight }, fill: palette.paper }
const colours = [palette.ink, palette.accent, palette.practice, '#c02020', '#2050c0', '#f0d000']

/** Colours on the front, a code of the size of a real one on the back: worn ribbons and dirty heads show on both. */
function testCard(says: string): Drawing[] {
  const band = (plateWidth - 2 * edge) / colours.length
  const front: Op[] = [
    white,
    ...colours.map((fill, at): Op => ({ op: 'rect', box: { x: edge + at * band, y: edge, width: band, height: 260 }, fill })),
    textOp(says, { x: edge, y: 330, width: plateWidth - 2 * edge, height: 120 }, 84, { weight: 700, align: 'centre', vertical: 'middle' }),
    textOp('Aa Ññ Éé 0123456789 أب', { x: edge, y: 480, width: plateWidth - 2 * edge, height: 90 }, 52, { align: 'centre' }),
  ]
  const x = (plateWidth - codeSide) / 2
  const back: Op[] = [
    white,
    {
      op: 'code',
      text: 'LATCHKEY TEST CARD '.repeat(76).slice(0, 1444),
      box: { x, y: 36, width: codeSide, height: codeSide },
      module: codeModule,
    },
  ]
  return [front, back].map(ops => ({ width: plateWidth, height: plateHeight, ops }))
}

/** A ruler along every edge: what is cut off, and by how much, can be read. */
function rulers(): Drawing {
  const ops: Op[] = [white]
  const line = (x1: number, y1: number, x2: number, y2: number) => ops.push({ op: 'line', x1, y1, x2, y2, width: 2, colour: palette.ink })
  const millimetre = 300 / 25.4
  for (let mm = 0; mm * millimetre < plateWidth; mm++) {
    const [at, long] = [mm * millimetre, mm % 5 === 0 ? 60 : 30]
    line(at, 0, at, long)
    line(at, plateHeight - long, at, plateHeight)
  }
  for (let mm = 0; mm * millimetre < plateHeight; mm++) {
    const [at, long] = [mm * millimetre, mm % 5 === 0 ? 60 : 30]
    line(0, at, long, at)
    line(plateWidth - long, at, plateWidth, at)
  }
  return { width: plateWidth, height: plateHeight, ops }
}

export const testCardJob = (says: string): PrintJob => ({ what: 'test_card', pages: testCard(says) })
export const alignmentJob = (): PrintJob => ({ what: 'alignment', pages: [rulers()] })

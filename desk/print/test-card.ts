/**
 * Desk: the two pages of an opening. The test card is a practice card of nobody, in every city: sharp, straight, and its code is read by the
 * desk's scanner. The alignment page has marks at the very edge, to see what the printer cuts off and how far it is out.
 */
import { codeCharacters } from '@latchkey/card/code.ts'
import { textOp } from '@latchkey/card/drawing.ts'
import { noLines } from '@latchkey/card/facts.ts'
import type { Drawing, Op } from '@latchkey/card/plates.ts'
import { makePlates, plateHeight, plateWidth } from '@latchkey/card/plates.ts'
import type { CityNames } from '@latchkey/cities/city.ts'
import { plateLabels } from '@latchkey/ui/plate-labels.ts'
import { look } from '../look.ts'
import type { PrintJob } from './printer.ts'

/** As long as a card's code, so that the squares are as small; of a card it is not, and every verifier says so. */
export const testCode = 'LATCHKEY TEST '.repeat(200).slice(0, codeCharacters)

/** Noon on 1 January 2030: a day that is nobody's. */
const someDay = 1_893_499_200

/** Both sides of a practice card of nobody, with a code that no verifier takes for a card. */
export function testCardJob(names: CityNames): PrintJob {
  const nobody = {
    name: 'Test Card',
    name_latin: null,
    birth_date: '2000-01-01',
    portrait: new Uint8Array(0),
    ends: null,
    address: null,
    gender: null,
    emergency_contact: null,
    veteran: null,
    lines: noLines,
  }
  const pictures = { face: new Uint8Array(0), print: new Uint8Array(0) }
  const card = { facts: nobody, pictures, technicalEnd: someDay, practice: true, code: testCode }
  const { front, back } = makePlates(card, plateLabels(names, look), look)
  return { what: 'test_card', pages: [front, back] }
}

/** Dots of 300 to the inch in a millimetre. */
const millimetre = 300 / 25.4
const ink = '#000000'

/** Both sides with rulers from every edge: what the printer cuts off, and by how much. */
export function alignmentJob(): PrintJob {
  return { what: 'alignment', pages: [alignment('FRONT'), alignment('BACK')] }
}

function alignment(side: string): Drawing {
  const line = (x1: number, y1: number, x2: number, y2: number, width = 2): Op => ({ op: 'line', x1, y1, x2, y2, width, colour: ink })
  const frame = (inset: number): Op[] => {
    const [right, bottom] = [plateWidth - inset, plateHeight - inset]
    return [
      line(inset, inset, right, inset),
      line(right, inset, right, bottom),
      line(right, bottom, inset, bottom),
      line(inset, bottom, inset, inset),
    ]
  }
  const cross = (x: number, y: number, arm: number): Op[] => [line(x - arm, y, x + arm, y), line(x, y - arm, x, y + arm)]
  const inset = Math.round(5 * millimetre)
  const corners = [inset, plateWidth - inset].flatMap(x => [inset, plateHeight - inset].map(y => [x, y] as const))
  const [middleX, middleY] = [plateWidth / 2, plateHeight / 2]
  const words = { x: middleX - 300, width: 600, height: 60 }
  return {
    width: plateWidth,
    height: plateHeight,
    ops: [
      { op: 'rect', box: { x: 0, y: 0, width: plateWidth, height: plateHeight }, fill: '#ffffff' },
      // At the edge, one millimetre in and two: what is missing is cut off.
      ...[1, millimetre, 2 * millimetre].flatMap(frame),
      ...corners.flatMap(([x, y]) => cross(x, y, 30)),
      ...cross(middleX, middleY, 60),
      // A ruler of centimetres along the middle: a card that comes out shorter is scaled.
      ...Array.from({ length: 8 }, (_, at) =>
        line(middleX + (at - 3.5) * 10 * millimetre, middleY - 18, middleX + (at - 3.5) * 10 * millimetre, middleY + 18, 3),
      ),
      textOp(side, { ...words, y: 130 }, 52, { weight: 700, align: 'centre', vertical: 'middle', colour: ink, direction: 'ltr' }),
      textOp('1 mm  ·  2 mm  ·  10 mm', { ...words, y: 440 }, 34, { align: 'centre', vertical: 'middle', colour: ink, direction: 'ltr' }),
    ],
  }
}

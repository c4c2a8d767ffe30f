/**
 * Desk: the one slip of paper that a day leaves (product D10): numbers of cards, refusals in whole tens, two lines to sign in ink. Drawing instructions; nothing of it is
 * stored, sent or shown again, and no number on it is about a person.
 */
import { type Drawing, type Op, palette, textOp } from '@latchkey/card/drawing.ts'
import { sheetHeight, sheetWidth } from '@latchkey/card/sheet-drawing.ts'
import { shouldHold, type Tally, told } from './tally.ts'

/** Every word on the slip. */
export interface SlipLabels {
  title: string
  /** City, day, desk: one line each. */
  head: string[]
  before: string
  printed: string
  spoiled: string
  should: string
  counted: string
  difference: string
  refused: string
  secondLooks: string
  /** Written where a number was never typed. */
  unknown: string
  /** What signing it means. */
  says: string
  first: string
  second: string
}

/** What the tray holds beyond what it should: below zero where cards are missing; null when nobody typed one of the two. */
export function differenceOf(tally: Tally, counted: number | null): number | null {
  const should = shouldHold(tally)
  return should === null || counted === null ? null : counted - should
}

const left = 240
const width = sheetWidth - 2 * left

/** @param counted cards in the tray as the clerk counted them; null when nobody did */
export function closingSlip(tally: Tally, counted: number | null, labels: SlipLabels): Drawing {
  const { stock, printed, spoiled } = tally
  const difference = differenceOf(tally, counted)
  const rows: [string, number | null, boolean][] = [
    [labels.before, stock, false],
    [labels.printed, printed, false],
    [labels.spoiled, spoiled, false],
    [labels.should, shouldHold(tally), false],
    [labels.counted, counted, false],
    [labels.difference, difference, true],
    [labels.refused, told(tally, tally.refused), false],
    [labels.secondLooks, told(tally, tally.secondLooks), false],
  ]
  const shown = (value: number | null, signed: boolean) =>
    value === null ? labels.unknown : signed && value > 0 ? `+${value}` : String(value).replace('-', '\u2212')
  const line = (y: number): Op => ({ op: 'line', x1: left, y1: y, x2: left + width, y2: y, width: 3, colour: palette.tint })
  const ops: Op[] = [
    { op: 'rect', box: { x: 0, y: 0, width: sheetWidth, height: sheetHeight }, fill: palette.paper },
    { op: 'rect', box: { x: left, y: 200, width, height: 12 }, fill: palette.accent },
    textOp(labels.title, { x: left, y: 240, width, height: 120 }, 88, { weight: 700, vertical: 'middle' }),
    ...labels.head
      .slice(0, 3)
      .map((text, at) => textOp(text, { x: left, y: 390 + at * 76, width, height: 70 }, 50, { vertical: 'middle' })),
    ...rows.flatMap(([label, value, signed], at): Op[] => {
      const y = 720 + at * 150
      const weight = signed ? 700 : 400
      return [
        textOp(label, { x: left, y, width: width - 420, height: 130 }, 58, { vertical: 'middle', weight }),
        textOp(shown(value, signed), { x: left + width - 400, y, width: 400, height: 130 }, 72, {
          vertical: 'middle',
          align: 'end',
          weight: 700,
          direction: 'ltr',
          mono: true,
        }),
        line(y + 140),
      ]
    }),
    textOp(labels.says, { x: left, y: 1980, width, height: 180 }, 46, { lines: 3 }),
    ...[labels.first, labels.second].flatMap((text, at): Op[] => {
      const y = 2260 + at * 360
      return [
        { op: 'line', x1: left, y1: y, x2: left + width, y2: y, width: 5, colour: palette.ink },
        textOp(text, { x: left, y: y + 16, width, height: 66 }, 40, { colour: palette.quiet }),
      ]
    }),
  ]
  return { width: sheetWidth, height: sheetHeight, ops }
}

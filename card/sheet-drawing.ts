import { groupCancelCode } from './cancel-code.ts'
import { codeModule, codeSide, cutOps, type Drawing, type Op, palette, textOp } from './drawing.ts'
import type { SealedCard } from './sealed.ts'
import { encodeSheet } from './sheet.ts'

/** Every word on the backup sheet. */
export interface SheetLabels {
  title: string
  /** What it is for, in plain words: up to three paragraphs. */
  what: string[]
  /** Where to keep it. */
  keep: string
  cancelTitle: string
  /** Where and how to cancel. */
  cancelHow: string
  slipTitle: string
  slipHow: string
  /** Beside the line to cut along. */
  cut: string
  /** About these words themselves: that nobody has checked their translation. */
  note?: string
  practice: string
}

/** US Letter at 300 dots to the inch; half an inch on every side stays empty, and A4 printers shrink it by 3 in 100. */
export const sheetWidth = 2550
export const sheetHeight = 3300

const left = 180
const width = sheetWidth - 2 * left
const gap = 70
const codesTop = 880
const codesLeft = (sheetWidth - 2 * codeSide - gap) / 2
const cutAt = 2660

/**
 * The backup sheet (PROTOCOL §5): four codes, the cancel code, and a slip to cut off that holds the cancel code alone: who finds the
 * slip learns no name and can do nothing but cancel.
 */
export function sheetDrawing(sealed: SealedCard, labels: SheetLabels): Drawing {
  const practice = sealed.city.endsWith('/practice')
  // The stripe takes the corner.
  const headWidth = practice ? width - 480 : width
  const ops: Op[] = [
    { op: 'rect', box: { x: 0, y: 0, width: sheetWidth, height: sheetHeight }, fill: palette.paper },
    { op: 'rect', box: { x: left, y: 150, width: headWidth, height: 12 }, fill: palette.accent },
    textOp(labels.title, { x: left, y: 186, width: headWidth, height: 116 }, 88, { weight: 700, vertical: 'middle' }),
    textOp(sealed.facts.name, { x: left, y: 306, width: headWidth, height: 84 }, 64, {
      weight: 600,
      colour: palette.accent,
      vertical: 'middle',
      least: 30,
    }),
    ...labels.what
      .slice(0, 3)
      .map((text, at) => textOp(text, { x: left, y: 410 + at * 108, width: headWidth, height: 104 }, 40, { lines: 2, least: 28 })),
    textOp(labels.keep, { x: left, y: 740, width, height: 104 }, 40, { lines: 2, least: 28, weight: 600 }),
    ...codes(encodeSheet(sealed)),
    ...cancel(labels.cancelTitle, labels.cancelHow, sealed.cancelCode, codesTop + 2 * codeSide + gap + 60, width),
    ...cutOps(90, sheetWidth - 90, cutAt),
    textOp(labels.cut, { x: left + width * 0.72, y: cutAt - 52, width: width * 0.28, height: 44 }, 30, {
      colour: palette.quiet,
      align: 'end',
      least: 18,
    }),
    ...(labels.note
      ? [textOp(labels.note, { x: left, y: cutAt - 52, width: width * 0.7, height: 44 }, 30, { colour: palette.quiet, least: 18 })]
      : []),
    ...cancel(labels.slipTitle, labels.slipHow, sealed.cancelCode, cutAt + 50, practice ? width - 420 : width),
  ]
  if (practice) {
    const stripe = { op: 'stripe', text: labels.practice, fill: palette.practice, colour: palette.practiceInk } as const
    ops.push({ ...stripe, box: { x: sheetWidth - 700, y: 0, width: 700, height: 700 }, angle: 45, size: 46 })
    ops.push({ ...stripe, box: { x: sheetWidth - 560, y: cutAt + 40, width: 560, height: sheetHeight - cutAt - 40 }, angle: -45, size: 36 })
  }
  return { width: sheetWidth, height: sheetHeight, ops }
}

/** Two by two, each with its number at the outer side: a person at a counter sees which ones are read. */
function codes(texts: string[]): Op[] {
  return texts.flatMap((text, at): Op[] => {
    const onLeft = at % 2 === 0
    const x = codesLeft + (onLeft ? 0 : codeSide + gap)
    const y = codesTop + (at < 2 ? 0 : codeSide + gap)
    const number = { x: onLeft ? x - 110 : x + codeSide + 20, y: y + 20, width: 90, height: 90 }
    return [
      { op: 'code', text, box: { x, y, width: codeSide, height: codeSide }, module: codeModule },
      textOp(String(at + 1), number, 64, { weight: 700, colour: palette.accent, align: 'centre', vertical: 'middle', direction: 'ltr' }),
    ]
  })
}

function cancel(title: string, how: string, cancelCode: string, y: number, wide: number): Op[] {
  const inside = { x: left + 50, width: wide - 100 }
  return [
    { op: 'rect', box: { x: left, y, width: wide, height: 400 }, fill: palette.tint, radius: 28 },
    textOp(title, { ...inside, y: y + 26, height: 74 }, 52, { weight: 700, vertical: 'middle' }),
    textOp(groupCancelCode(cancelCode).join(' '), { ...inside, y: y + 112, height: 124 }, 92, {
      weight: 700,
      vertical: 'middle',
      direction: 'ltr',
      mono: true,
    }),
    textOp(how, { ...inside, y: y + 246, height: 134 }, 38, { lines: 3, least: 26 }),
  ]
}

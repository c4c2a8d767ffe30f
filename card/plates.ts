import { wrapAvif } from './avif.ts'
import { encodeCode } from './code.ts'
import { dayOf } from './days.ts'
import { codeModule, codeSide, type Drawing, type Op, palette, textOp, waveOps } from './drawing.ts'
import type { Facts, Pictures } from './facts.ts'
import type { SealedCard } from './sealed.ts'

export type { Box, Colour, Drawing, Op } from './drawing.ts'
export { type SheetLabels, sheetDrawing } from './sheet-drawing.ts'

/** Every word on a plate. */
export interface PlateLabels {
  /** What the card is called, and the city. */
  title: string
  city: string
  birthDate: string
  ends: string
  renewBy: string
  gender: string
  genders: { F: string; M: string; X: string }
  address: string
  emergencyContact: string
  howToCheck: string
  found: string
  /** Where the code will be, on a card that is not sealed yet. */
  codeComes: string
  practice: string
  /** Twelve short names of months; English ones if left out. */
  months?: readonly string[]
}

/** What the plates show: of a sealed card, or of one that is still being typed (then names and days may be empty). */
export interface PlateCard {
  facts: Facts
  pictures: Pictures
  /** Last second any card of the period is good, since 1970: what *Renew by* says on a card without its own last day. */
  technicalEnd: number
  practice: boolean
  /** 'LK1:…', or null while the card is not sealed: a frame is drawn where the code will be. */
  code: string | null
}

/** ID-1, 85.60 × 53.98 mm, at 300 dots to the inch. */
export const plateWidth = 1011
export const plateHeight = 638

const edge = 40

/** @param technicalEnd of the certified period @param options.face whether the code on the back opens the face */
export function plateCardOf(sealed: SealedCard, technicalEnd: number, options: { face: boolean }): PlateCard {
  const { facts, pictures, city } = sealed
  return { facts, pictures, technicalEnd, practice: city.endsWith('/practice'), code: encodeCode(sealed, options) }
}

/** Both sides, by the same instructions on phone and desk: the resident says yes to the very drawing that is printed. */
export function makePlates(card: PlateCard, labels: PlateLabels): { front: Drawing; back: Drawing } {
  return { front: front(card, labels), back: back(card, labels) }
}

// Front: a band with the card's name, the portrait at the left, the name large beside it, days below, the lake at the foot.

const bandHeight = 112
const portraitBox = { x: edge, y: 146, width: 324, height: 432 }
const column = portraitBox.x + portraitBox.width + 38
const columnWidth = plateWidth - edge - column

function front({ facts, pictures, technicalEnd, practice }: PlateCard, labels: PlateLabels): Drawing {
  const file = pictures.print.length === 0 ? pictures.print : wrapAvif(pictures.print, 'print')
  const ops: Op[] = [
    { op: 'rect', box: { x: 0, y: 0, width: plateWidth, height: plateHeight }, fill: palette.paper },
    ...waveOps({ x: 0, y: 512, width: plateWidth, height: plateHeight - 512 }, 6),
    { op: 'rect', box: { x: 0, y: 0, width: plateWidth, height: bandHeight }, fill: palette.accent },
    { op: 'rect', box: { x: 0, y: bandHeight, width: plateWidth, height: 8 }, fill: palette.accentDeep },
    textOp(labels.title, { x: edge, y: 16, width: 560, height: 80 }, 62, { weight: 700, colour: palette.onAccent, vertical: 'middle' }),
    textOp(labels.city, { x: 620, y: 16, width: plateWidth - edge - 620, height: 80 }, 44, {
      weight: 600,
      colour: palette.onAccent,
      align: 'end',
      vertical: 'middle',
      direction: 'ltr',
    }),
    {
      op: 'rect',
      box: { x: portraitBox.x - 6, y: portraitBox.y - 6, width: portraitBox.width + 12, height: portraitBox.height + 12 },
      fill: palette.paper,
      radius: 22,
    },
    { op: 'picture', file, box: portraitBox, radius: 18 },
    ...nameOps(facts),
    { op: 'rect', box: { x: column, y: 312, width: columnWidth, height: 4 }, fill: palette.accent },
    ...field(labels.birthDate, dayText(facts.birth_date, labels), column, 328, columnWidth),
    ...(facts.ends === null
      ? field(labels.renewBy, dayText(dayOf(technicalEnd), labels), column, 420, 370)
      : field(labels.ends, dayText(facts.ends, labels), column, 420, 370)),
    ...(facts.gender === null ? [] : field(labels.gender, labels.genders[facts.gender], column + 400, 420, columnWidth - 400)),
  ]
  if (practice) ops.push(stripe(labels.practice, { x: 0, y: 500, width: plateWidth, height: plateHeight - 500 }, -4, 40))
  return { width: plateWidth, height: plateHeight, ops }
}

/** One line or two, as large as the column allows; with a second spelling below, a little smaller. */
function nameOps({ name, name_latin }: Facts): Op[] {
  const large = { weight: 700, lines: 2, least: 26 } as const
  if (name_latin === null)
    return [textOp(name, { x: column, y: 140, width: columnWidth, height: 162 }, 66, { ...large, vertical: 'middle' })]
  return [
    textOp(name, { x: column, y: 134, width: columnWidth, height: 118 }, 60, { ...large, vertical: 'bottom' }),
    textOp(name_latin, { x: column, y: 254, width: columnWidth, height: 50 }, 34, {
      weight: 600,
      colour: palette.quiet,
      vertical: 'middle',
      direction: 'ltr',
      least: 16,
    }),
  ]
}

function field(label: string, value: string, x: number, y: number, width: number): Op[] {
  return [
    textOp(label, { x, y, width, height: 30 }, 23, { colour: palette.accent, weight: 600, direction: 'ltr' }),
    textOp(value, { x, y: y + 30, width, height: 54 }, 44, { weight: 600, direction: 'ltr', vertical: 'middle' }),
  ]
}

// Back: the code at the right, as large as the card is high; at the left what is not on the front, and what to do with the card.

const codeBox = { x: plateWidth - codeSide - 22, y: 40, width: codeSide, height: codeSide }
const leftWidth = codeBox.x - edge - 22

function back({ facts, practice, code }: PlateCard, labels: PlateLabels): Drawing {
  const lines = backLines(facts, labels)
  const ops: Op[] = [
    { op: 'rect', box: { x: 0, y: 0, width: plateWidth, height: plateHeight }, fill: palette.paper },
    { op: 'rect', box: { x: 0, y: 0, width: plateWidth, height: 22 }, fill: palette.accent },
    ...(code === null ? codeFrame(labels) : [{ op: 'code', text: code, box: codeBox, module: codeModule } as const]),
    ...lines,
    { op: 'rect', box: { x: edge, y: 374, width: leftWidth, height: 4 }, fill: palette.accent },
    textOp(labels.howToCheck, { x: edge, y: 390, width: leftWidth, height: 108 }, 24, { lines: 5, least: 16 }),
    textOp(labels.found, { x: edge, y: 504, width: leftWidth, height: 56 }, 22, { lines: 2, least: 16, colour: palette.quiet }),
  ]
  if (practice) ops.push(stripe(labels.practice, { x: 0, y: 562, width: codeBox.x, height: plateHeight - 562 }, -4, 25))
  return { width: plateWidth, height: plateHeight, ops }
}

/** Address and emergency contact, if the resident chose them; a card without either has its name there. */
function backLines({ address, emergency_contact }: Facts, labels: PlateLabels): Op[] {
  const label = (text: string, y: number) =>
    textOp(text, { x: edge, y, width: leftWidth, height: 28 }, 21, { colour: palette.accent, weight: 600, direction: 'ltr' })
  const value = (text: string, y: number, height: number, lines: number) =>
    textOp(text, { x: edge, y: y + 28, width: leftWidth, height }, 29, { weight: 600, lines, least: 17 })
  if (address !== null && emergency_contact !== null) {
    return [
      label(labels.address, 42),
      value(address, 42, 146, 5),
      label(labels.emergencyContact, 226),
      value(emergency_contact, 226, 110, 4),
    ]
  }
  if (address !== null) return [label(labels.address, 42), value(address, 42, 200, 6)]
  if (emergency_contact !== null) return [label(labels.emergencyContact, 42), value(emergency_contact, 42, 160, 5)]
  const box = { x: edge, y: 60, width: leftWidth, height: 70 }
  return [
    textOp(labels.title, box, 52, { weight: 700, colour: palette.accent, direction: 'ltr' }),
    textOp(labels.city, { ...box, y: 130, height: 50 }, 34, { weight: 600, colour: palette.quiet, direction: 'ltr' }),
    ...waveOps({ x: edge, y: 210, width: leftWidth, height: 130 }, 4),
  ]
}

function codeFrame(labels: PlateLabels): Op[] {
  const inner = { x: codeBox.x + 60, y: codeBox.y + 180, width: codeSide - 120, height: codeSide - 360 }
  return [
    { op: 'rect', box: codeBox, fill: palette.tint, radius: 24 },
    textOp(labels.codeComes, inner, 34, { lines: 3, align: 'centre', vertical: 'middle', colour: palette.quiet }),
  ]
}

function stripe(text: string, box: Extract<Op, { op: 'stripe' }>['box'], angle: number, size: number): Op {
  return { op: 'stripe', text, box, angle, fill: palette.practice, colour: palette.practiceInk, size }
}

const englishMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** *Mar 9, 1987*: 3/9 and 9/3 are the same day to half of all readers. *Mar 1987* and *1987* where no more is known. Not typed yet: empty. */
function dayText(day: string, { months = englishMonths }: PlateLabels): string {
  const [year, month, date] = day.split('-')
  const name = months[Number(month) - 1]
  if (name === undefined) return day
  return date === undefined ? `${name} ${year}` : `${name} ${Number(date)}, ${year}`
}

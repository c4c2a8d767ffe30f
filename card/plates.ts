import { wrapAvif } from './avif.ts'
import { encodeCode } from './code.ts'
import { dayOf } from './days.ts'
import { type Box, type Drawing, type Op, plateEdge, plateHeight, plateWidth, stripeOp, textOp, waveOps } from './drawing.ts'
import type { Facts, Pictures } from './facts.ts'
import type { CardLook, FrontField } from './look.ts'
import { makeBack } from './plate-back.ts'
import type { SealedCard } from './sealed.ts'

export type { Box, Colour, Drawing, Op } from './drawing.ts'
export { plateHeight, plateWidth } from './drawing.ts'
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
  /** Beside the star of the veteran mark. */
  veteran: string
  address: string
  emergencyContact: string
  library: string
  transit: string
  pharmacy: string
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

/** Large: name and days as big as the plate allows, no decoration; what a holder may ask for where the city offers it. */
export interface PlateOptions {
  print?: 'regular' | 'large'
}

/** @param technicalEnd of the certified period @param options.face whether the code on the back opens the face */
export function plateCardOf(sealed: SealedCard, technicalEnd: number, options: { face: boolean }): PlateCard {
  const { facts, pictures, city } = sealed
  return { facts, pictures, technicalEnd, practice: city.endsWith('/practice'), code: encodeCode(sealed, options) }
}

/** Both sides, by the same instructions on phone and desk: the resident says yes to the very drawing that is printed. */
export function makePlates(
  card: PlateCard,
  labels: PlateLabels,
  look: CardLook,
  options: PlateOptions = {},
): { front: Drawing; back: Drawing } {
  const large = options.print === 'large'
  return { front: makeFront(card, labels, look, large), back: makeBack(card, labels, look, large) }
}

// Front: a band with the card's name, the portrait at the left, the name large beside it, days below, the lake at the foot.

const portraitBox = { x: plateEdge, y: 146, width: 324, height: 432 }
const column = portraitBox.x + portraitBox.width + 38
const columnWidth = plateWidth - plateEdge - column
const gap = 30
/** Of a row: what a letter or the veteran mark needs beside a day. */
const smallShare = 0.31

/** Where things stand on the front, and how large they are at most. */
const regular = { name: 140, nameHeight: 162, nameSize: 66, rows: 328, row: 92, label: 23, value: 44, valueHeight: 54 }
const bigger: typeof regular = { name: 134, nameHeight: 176, nameSize: 92, rows: 318, row: 103, label: 27, value: 60, valueHeight: 68 }

function makeFront(card: PlateCard, labels: PlateLabels, look: CardLook, large: boolean): Drawing {
  const { facts, pictures, practice } = card
  const { colours } = look
  const at = large ? bigger : regular
  const file = pictures.print.length === 0 ? pictures.print : wrapAvif(pictures.print, 'print')
  const waves = { x: 0, y: 512, width: plateWidth, height: plateHeight - 512 }
  const onBand = { colour: colours.onAccent, vertical: 'middle' } as const
  const ops: Op[] = [
    { op: 'rect', box: { x: 0, y: 0, width: plateWidth, height: plateHeight }, fill: colours.paper },
    ...(look.front.waves && !large ? waveOps(waves, 6, colours.wave) : []),
    { op: 'rect', box: { x: 0, y: 0, width: plateWidth, height: 112 }, fill: colours.accent },
    { op: 'rect', box: { x: 0, y: 112, width: plateWidth, height: 8 }, fill: colours.accentDeep },
    textOp(labels.title, { x: plateEdge, y: 16, width: 560, height: 80 }, 62, { ...onBand, weight: 700 }),
    textOp(labels.city, { x: 620, y: 16, width: plateWidth - plateEdge - 620, height: 80 }, 44, {
      ...onBand,
      weight: 600,
      align: 'end',
      direction: 'ltr',
    }),
    {
      op: 'rect',
      box: { x: portraitBox.x - 6, y: portraitBox.y - 6, width: portraitBox.width + 12, height: portraitBox.height + 12 },
      fill: colours.paper,
      radius: 22,
    },
    { op: 'picture', file, box: portraitBox, radius: 18 },
    ...nameOps(facts, look, at),
    ...(large ? [] : [{ op: 'rect', box: { x: column, y: 312, width: columnWidth, height: 4 }, fill: colours.accent } as const]),
    ...rowsOps(card, labels, look, at),
  ]
  // In large print the days reach further down: the band gives way to them.
  if (practice) ops.push(stripeOp(labels.practice, { x: 0, y: 500, width: plateWidth, height: 138 }, large ? -2 : -4, large ? 32 : 40))
  return { width: plateWidth, height: plateHeight, ops }
}

/** As large as the column allows, whole words before large ones; with a second spelling below, a little smaller. */
function nameOps({ name, name_latin }: Facts, { colours }: CardLook, at: typeof regular): Op[] {
  const most = { weight: 700, lines: 5, least: 24, colour: colours.ink } as const
  const box = { x: column, y: at.name, width: columnWidth, height: at.nameHeight }
  if (name_latin === null) return [textOp(name, box, at.nameSize, { ...most, vertical: 'middle' })]
  const first = Math.round(at.nameHeight * 0.7)
  return [
    textOp(name, { ...box, height: first }, at.nameSize, { ...most, vertical: 'middle' }),
    textOp(name_latin, { ...box, y: at.name + first, height: at.nameHeight - first }, Math.round(at.nameSize * 0.56), {
      weight: 600,
      colour: colours.quiet,
      vertical: 'middle',
      direction: 'ltr',
      lines: 2,
      least: 18,
    }),
  ]
}

/**
 * The rows of a city's look; the veteran mark stands in the first one that has room beside its field, else in a row below: three fields in two rows
 * leave one of the two free. It needs no place of its own, and a card without it looks as if there were none.
 */
function rowsOps(card: PlateCard, labels: PlateLabels, look: CardLook, at: typeof regular): Op[] {
  const rows = look.front.rows.map(row => row.flatMap(name => fieldOf(name, card, labels)))
  const room = rows.findIndex(fields => fields.length < 2)
  const number = card.facts.veteran === null ? null : room < 0 ? rows.length : room
  const ops = rows.flatMap((fields, row) => rowOps(fields, look, at, at.rows + row * at.row, row === number))
  if (number === null) return ops
  const width = Math.floor((columnWidth - gap) * smallShare)
  const x = rows[number]?.length ? column + columnWidth - width : column
  return [...ops, ...markOps({ x, y: at.rows + number * at.row + 30, width, height: at.valueHeight }, labels, look, at)]
}

/** A star drawn by its ten edges, nobody's emblem, and the word. */
function markOps(box: Box, labels: PlateLabels, { colours }: CardLook, at: typeof regular): Op[] {
  const size = Math.min(40, box.height)
  const middle = { x: box.x + size / 2, y: box.y + box.height / 2 }
  const corners = Array.from({ length: 10 }, (_, at) => {
    const far = (size / 2) * (at % 2 === 0 ? 1 : 0.42)
    const turn = (at * Math.PI) / 5
    const place = (from: number, by: number) => Math.round((from + far * by) * 10) / 10
    return { x: place(middle.x, Math.sin(turn)), y: place(middle.y, -Math.cos(turn)) }
  })
  const word = { ...box, x: box.x + size + 8, width: box.width - size - 8 }
  return [
    ...corners.map(({ x, y }, at): Op => {
      const next = corners[(at + 1) % corners.length]!
      return { op: 'line', x1: x, y1: y, x2: next.x, y2: next.y, width: 4, colour: colours.accent }
    }),
    textOp(labels.veteran, word, Math.round(at.value * 0.64), {
      colour: colours.ink,
      weight: 600,
      direction: 'ltr',
      vertical: 'middle',
      least: 18,
    }),
  ]
}

/** @param beside something small stands at the end of the row that is no field of it */
function rowOps(fields: ReturnType<typeof fieldOf>, look: CardLook, at: typeof regular, y: number, beside: boolean): Op[] {
  // A gender is a letter or a word: a day gets the room.
  const shares = fields.map(field => (field.short ? smallShare : 1 - smallShare))
  const all = shares.reduce((sum, share) => sum + share, 0)
  const room = columnWidth - gap * (fields.length - 1)
  let x = column
  return fields.flatMap(({ label, value }, number) => {
    // Alone in its row a field keeps the width it has beside another, so that rows stand in line.
    const alone = beside ? (columnWidth - gap) * (1 - smallShare) : columnWidth
    const width = Math.floor(fields.length === 1 ? alone : (room * shares[number]!) / all)
    const left = x
    x += width + gap
    return [
      textOp(label, { x: left, y, width, height: 30 }, at.label, { colour: look.colours.accent, weight: 600, direction: 'ltr' }),
      textOp(value, { x: left, y: y + 30, width, height: at.valueHeight }, at.value, {
        colour: look.colours.ink,
        weight: 600,
        direction: 'ltr',
        vertical: 'middle',
      }),
    ]
  })
}

function fieldOf(field: FrontField, { facts, technicalEnd }: PlateCard, labels: PlateLabels) {
  if (field === 'birth_date') return [{ label: labels.birthDate, value: dayText(facts.birth_date, labels), short: false }]
  if (field === 'gender') return facts.gender === null ? [] : [{ label: labels.gender, value: labels.genders[facts.gender], short: true }]
  return facts.ends === null
    ? [{ label: labels.renewBy, value: dayText(dayOf(technicalEnd), labels), short: false }]
    : [{ label: labels.ends, value: dayText(facts.ends, labels), short: false }]
}

const englishMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/**
 * *Mar 9, 1987*: 3/9 and 9/3 are the same day to half of all readers. *Mar 1987* or *1987* where no paper knows more; a day that is
 * not typed yet stays empty.
 */
function dayText(day: string, { months = englishMonths }: PlateLabels): string {
  const [year = '', month, date] = day.split('-')
  const name = months[Number(month) - 1]
  if (name === undefined) return year
  return date === undefined ? `${name} ${year}` : `${name} ${Number(date)}, ${year}`
}

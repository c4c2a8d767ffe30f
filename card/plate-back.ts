/** Back: the code at the right, as large as the card is high; at the left what is not on the front, and what to do with the card. */
import { type Box, codeModules, type Drawing, type Op, plateEdge, plateHeight, plateWidth, stripeOp, textOp, waveOps } from './drawing.ts'
import type { BackLine, CardLook } from './look.ts'
import type { PlateCard, PlateLabels } from './plates.ts'

/** What is printed of one line of the back: a block under its label, or one row beside it. */
interface Entry {
  label: string
  text: string
  row: boolean
}

const top = 42
const ruleAt = 374
const beside = 22
/** More blocks and rows than these, or more lines of text, and the code gives way: 4 dots a module are enough, and said in the file. */
const mostEntries = 3
const mostLines = 6

const sizes = {
  regular: { label: 21, value: 29, check: 24, checkLines: 5, found: 22 },
  large: { label: 25, value: 42, check: 28, checkLines: 4, found: 26 },
}
const least = 15

export function makeBack(card: PlateCard, labels: PlateLabels, look: CardLook, large: boolean): Drawing {
  const { practice, code } = card
  const { colours } = look
  const size = large ? sizes.large : sizes.regular
  const entries = entriesOf(card, labels, look)
  const narrow = plateWidth - codeModules * look.code.module - 2 * beside - plateEdge
  const crowded = large || entries.length > mostEntries || linesIn(entries, narrow, size.value) > mostLines
  const module = crowded ? look.code.moduleWhenCrowded : look.code.module
  const side = codeModules * module
  // Between the band at the top and the edge: a worn corner takes no module.
  const codeBox = { x: plateWidth - side - beside, y: Math.floor((plateHeight + 22 - side) / 2), width: side, height: side }
  const width = codeBox.x - plateEdge - beside
  const ops: Op[] = [
    { op: 'rect', box: { x: 0, y: 0, width: plateWidth, height: plateHeight }, fill: colours.paper },
    { op: 'rect', box: { x: 0, y: 0, width: plateWidth, height: 22 }, fill: colours.accent },
    ...(code === null ? codeFrame(labels, look, codeBox) : [{ op: 'code', text: code, box: codeBox, module } as const]),
    ...(entries.length > 0 ? entryOps(entries, width, look, size) : nobodyOps(labels, look, width, large)),
    { op: 'rect', box: { x: plateEdge, y: ruleAt, width, height: 4 }, fill: colours.accent },
    textOp(labels.howToCheck, { x: plateEdge, y: 386, width, height: 120 }, size.check, {
      lines: size.checkLines,
      least: 16,
      colour: colours.ink,
    }),
    textOp(labels.found, { x: plateEdge, y: 508, width, height: 58 }, size.found, { lines: 2, least: 16, colour: colours.quiet }),
  ]
  if (practice) ops.push(stripeOp(labels.practice, { x: 0, y: 568, width: codeBox.x, height: plateHeight - 568 }, -4, 23))
  return { width: plateWidth, height: plateHeight, ops }
}

/** What the holder chose, in the city's order. */
function entriesOf(card: PlateCard, labels: PlateLabels, look: CardLook): Entry[] {
  const { address, emergency_contact } = card.facts
  const { library, transit, pharmacy } = card.facts.lines
  const all: Record<BackLine, [string, string | null, boolean]> = {
    address: [labels.address, address, false],
    emergency_contact: [labels.emergencyContact, emergency_contact, false],
    library: [labels.library, library, true],
    transit: [labels.transit, transit, true],
    pharmacy: [labels.pharmacy, pharmacy, true],
  }
  return look.back.lines.flatMap(line => {
    const [label, text, row] = all[line]
    return text === null ? [] : [{ label, text, row }]
  })
}

/** Every entry gets the room its text takes at the largest size at which all fit; whoever draws makes it smaller where the guess was short. */
function entryOps(entries: Entry[], width: number, { colours }: CardLook, size: (typeof sizes)['regular']): Op[] {
  const room = ruleAt - 10 - top
  const labelHeight = Math.round(size.label * 1.3)
  const between = 8
  const rowLabel = Math.round(width * 0.32)
  const heightAt = (entry: Entry, value: number) => {
    const lines = guessLines(entry.text, entry.row ? width - rowLabel - 10 : width, value)
    return Math.ceil(lines * value * 1.24) + (entry.row ? 0 : labelHeight) + between
  }
  const total = (value: number) => entries.reduce((sum, entry) => sum + heightAt(entry, value), 0)
  let value = size.value
  while (value > least && total(value) > room) value--
  // What is left goes to all alike, up to a line each: a long word may need it.
  const spare = Math.min(value, Math.max(0, Math.floor((room - total(value)) / entries.length)))
  const shrink = Math.min(1, room / total(value))
  let y = top
  return entries.flatMap(entry => {
    const height = Math.floor((heightAt(entry, value) + spare) * shrink)
    const at = y
    y += height
    const label = { colour: colours.accent, weight: 600, direction: 'ltr', least: 14 } as const
    const text = { colour: colours.ink, weight: 600, lines: 12, least: 12 } as const
    if (entry.row) {
      return [
        textOp(entry.label, { x: plateEdge, y: at, width: rowLabel, height: height - between }, size.label, {
          ...label,
          vertical: 'middle',
        }),
        textOp(entry.text, { x: plateEdge + rowLabel + 10, y: at, width: width - rowLabel - 10, height: height - between }, value, {
          ...text,
          vertical: 'middle',
        }),
      ]
    }
    return [
      textOp(entry.label, { x: plateEdge, y: at, width, height: labelHeight }, size.label, label),
      textOp(entry.text, { x: plateEdge, y: at + labelHeight, width, height: height - labelHeight - between }, value, text),
    ]
  })
}

/** A back without a line has the card's name there. */
function nobodyOps(labels: PlateLabels, { colours, back }: CardLook, width: number, large: boolean): Op[] {
  const box = { x: plateEdge, y: 60, width, height: 70 }
  return [
    textOp(labels.title, box, 52, { weight: 700, colour: colours.accent, direction: 'ltr' }),
    textOp(labels.city, { ...box, y: 130, height: 50 }, 34, { weight: 600, colour: colours.quiet, direction: 'ltr' }),
    ...(back.waves && !large ? waveOps({ x: plateEdge, y: 210, width, height: 130 }, 4, colours.wave) : []),
  ]
}

function codeFrame(labels: PlateLabels, { colours }: CardLook, box: Box): Op[] {
  const inner = { x: box.x + 60, y: box.y + 180, width: box.width - 120, height: box.height - 360 }
  return [
    { op: 'rect', box, fill: colours.tint, radius: 24 },
    textOp(labels.codeComes, inner, 34, { lines: 3, align: 'centre', vertical: 'middle', colour: colours.quiet }),
  ]
}

const linesIn = (entries: Entry[], width: number, size: number) =>
  entries.reduce((sum, entry) => sum + (entry.row ? 1 : guessLines(entry.text, width, size)), 0)

/** How many lines a text takes, guessed from its letters: this package draws nothing and cannot measure. */
function guessLines(text: string, width: number, size: number): number {
  const wide = (words: string) => [...words].reduce((sum, letter) => sum + emOf(letter), 0) * size
  // A line is rarely filled to its end: the word that does not fit goes to the next.
  return text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil((wide(line) * 1.08) / width)), 0)
}

function emOf(letter: string): number {
  if (/\p{M}/u.test(letter)) return 0
  if (/[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Ethi}\p{Emoji_Presentation}]/u.test(letter)) return 1
  if (/[MWmw@%]/.test(letter)) return 0.92
  if (/\p{Lu}/u.test(letter)) return 0.7
  return letter === ' ' ? 0.27 : 0.58
}

/** A text laid out on sheets of Letter paper: which line stands where on which page. Knows nothing of what the text says and nothing of PDF's own syntax. */
import { type Face, widthOf } from './helvetica.ts'

/** One piece of the text. `pair` has a word at the left and what it says beside it; `hand` is a rule for somebody's pen with words under it. */
export type Block =
  | { as: 'title' | 'heading' | 'part' | 'text' | 'item'; text: string }
  | { as: 'pair'; word: string; text: string }
  /** Fixed width, below what a pair says, broken where it is full: hashes and names of columns. */
  | { as: 'mono'; text: string }
  | { as: 'hand'; text: string }

export interface Line {
  /** Which block of the text it belongs to. */
  block: number
  text: string
  face: Face | 'mono'
  /** Points. `y` from the foot of the page, of the line's foot. */
  size: number
  x: number
  y: number
}

export interface Sheet {
  lines: Line[]
  /** Rules for a pen, each from x to `to` at y. */
  rules: { x: number; to: number; y: number }[]
}

export const paper = { width: 612, height: 792, edge: 60, foot: 76 } as const
const full = paper.width - 2 * paper.edge
const wordColumn = 104

interface Look {
  face: Face | 'mono'
  size: number
  /** Empty points above. */
  before: number
  indent: number
  /** Stays together with at least so many points of what follows. */
  needs: number
}

const looks: Record<Exclude<Block['as'], 'pair'>, Look> = {
  title: { face: 'bold', size: 21, before: 0, indent: 0, needs: 60 },
  heading: { face: 'bold', size: 14, before: 20, indent: 0, needs: 90 },
  part: { face: 'bold', size: 11, before: 12, indent: 0, needs: 60 },
  text: { face: 'plain', size: 10, before: 4, indent: 0, needs: 0 },
  item: { face: 'plain', size: 10, before: 2, indent: 14, needs: 0 },
  mono: { face: 'mono', size: 8.5, before: 1, indent: wordColumn, needs: 0 },
  hand: { face: 'plain', size: 9, before: 34, indent: 0, needs: 0 },
}
const pairSize = 9.5
const leading = 1.36
/** Every letter of Courier is six tenths of its size wide. */
const monoWidth = 0.6

/** @returns the sheets in order; at least one */
export function layOut(blocks: readonly Block[]): Sheet[] {
  const sheets: Sheet[] = []
  let sheet: Sheet = { lines: [], rules: [] }
  let y = 0
  const begin = () => {
    sheet = { lines: [], rules: [] }
    sheets.push(sheet)
    y = paper.height - paper.edge
  }
  const down = (points: number, needs = 0) => {
    if (y - points - needs < paper.foot) begin()
    y -= points
  }
  begin()
  blocks.forEach((block, at) => {
    if (block.as === 'pair') {
      const words = broken(block.word, 'bold', pairSize, wordColumn - 8)
      const texts = broken(block.text, 'plain', pairSize, full - wordColumn)
      const step = pairSize * leading
      down(3)
      for (let row = 0; row < Math.max(words.length, texts.length); row++) {
        down(step)
        const [word, text] = [words[row], texts[row]]
        if (word !== undefined) sheet.lines.push({ block: at, text: word, face: 'bold', size: pairSize, x: paper.edge, y })
        if (text !== undefined) sheet.lines.push({ block: at, text, face: 'plain', size: pairSize, x: paper.edge + wordColumn, y })
      }
      return
    }
    const { face, size, before, indent, needs } = looks[block.as]
    const top = y === paper.height - paper.edge
    down(top ? 0 : before, needs)
    if (block.as === 'hand') sheet.rules.push({ x: paper.edge, to: paper.edge + 300, y: y - 2 })
    broken(block.text, face, size, full - indent).forEach((text, row) => {
      down(size * leading)
      if (block.as === 'item' && row === 0) sheet.lines.push({ block: at, text: '•', face: 'plain', size, x: paper.edge + 2, y })
      sheet.lines.push({ block: at, text, face, size, x: paper.edge + indent, y })
    })
  })
  return sheets
}

/** A text in lines that fit. A word that is wider than a line is broken where it is full. */
function broken(text: string, face: Face | 'mono', size: number, width: number): string[] {
  const wide = (part: string) => (face === 'mono' ? part.length * monoWidth * size : widthOf(part, face, size))
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/).filter(part => part !== '')) {
    if (line !== '' && wide(`${line} ${word}`) <= width) {
      line += ` ${word}`
      continue
    }
    if (line !== '') lines.push(line)
    line = ''
    for (const letter of word) {
      if (line !== '' && wide(line + letter) > width) {
        lines.push(line)
        line = ''
      }
      line += letter
    }
  }
  if (line !== '') lines.push(line)
  return lines
}

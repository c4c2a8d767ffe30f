/** Drawing instructions: what a plate or a sheet looks like, without anything that draws. ui/draw-plate.ts draws them, the same on phone and desk. */

/** All numbers are dots of 300 to the inch, from the top left. */
export interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** A CSS colour; those of this package are in `palette`. */
export type Colour = string

export type Op =
  | { op: 'rect'; box: Box; fill: Colour; radius?: number }
  | { op: 'line'; x1: number; y1: number; x2: number; y2: number; width: number; colour: Colour }
  | {
      op: 'text'
      text: string
      box: Box
      colour: Colour
      weight: 400 | 600 | 700
      /** Largest and smallest size: the largest at which the text fits the box in at most `lines` lines is drawn. */
      size: number
      least: number
      lines: number
      /** In the direction of the text. */
      align: 'start' | 'centre' | 'end'
      vertical: 'top' | 'middle' | 'bottom'
      direction: 'auto' | 'ltr' | 'rtl'
      /** Digits of one width, for codes. */
      mono?: boolean
    }
  /** An AVIF file, drawn to fill the box; empty while a card is typed and has no portrait yet. */
  | { op: 'picture'; file: Uint8Array; box: Box; radius?: number }
  /** A QR code, level L, `module` dots a module, a quiet zone of four modules inside the box. `version` is that of a card where it is not said. */
  | { op: 'code'; text: string; box: Box; module: number; version?: number }
  /** A band through the middle of the box, turned by `angle` degrees clockwise, cut off at the box; the text on it. */
  | { op: 'stripe'; text: string; box: Box; angle: number; fill: Colour; colour: Colour; size: number }

export interface Drawing {
  width: number
  height: number
  ops: Op[]
}

/** 105 modules and a quiet zone of four on each side, at 5 dots a module: 565 dots, 47.8 mm. */
export const codeModule = 5
export const codeModules = 113
export const codeSide = codeModules * codeModule

/** ID-1, 85.60 × 53.98 mm, at 300 dots to the inch. */
export const plateWidth = 1011
export const plateHeight = 638
/** What stays free of text at the left and the right of a plate. */
export const plateEdge = 40

/** Of the backup sheet, and the stripe of everything that is practice. The colours of a card are its city's (look.ts). */
export const palette = {
  paper: '#ffffff',
  ink: '#16201d',
  quiet: '#4d5a55',
  accent: '#17644c',
  tint: '#e8f1ec',
  practice: '#f3a43b',
  practiceInk: '#33200a',
} as const

type TextOp = Extract<Op, { op: 'text' }>

/** A text with what most texts have: one line from the start at the top, regular, in ink. */
export function textOp(text: string, box: Box, size: number, more: Partial<TextOp> = {}): Op {
  return {
    op: 'text',
    text,
    box,
    colour: palette.ink,
    weight: 400,
    size,
    least: Math.min(size, Math.max(18, Math.round(size * 0.5))),
    lines: 1,
    align: 'start',
    vertical: 'top',
    direction: 'auto',
    ...more,
  }
}

/** Waves of a lake, from edge to edge: a card should not look like a form. Each further down, a little later and a little firmer. */
export function waveOps(box: Box, count: number, colour: Colour): Op[] {
  const step = 21
  return Array.from({ length: count }, (_, wave) => {
    const middle = box.y + (box.height * (wave + 1)) / (count + 1)
    const at = (x: number) => Math.round((middle + 9 * Math.sin(x / 46 + wave * 0.9)) * 10) / 10
    return Array.from({ length: Math.ceil(box.width / step) }, (_, part): Op => {
      const x1 = box.x + part * step
      const x2 = Math.min(x1 + step, box.x + box.width)
      return { op: 'line', x1, y1: at(x1), x2, y2: at(x2), width: 3 + wave * 0.5, colour }
    })
  }).flat()
}

/** A broken line from left to right: where to cut. */
export function cutOps(x1: number, x2: number, y: number): Op[] {
  const ops: Op[] = []
  for (let x = x1; x < x2; x += 50) ops.push({ op: 'line', x1: x, y1: y, x2: Math.min(x + 30, x2), y2: y, width: 4, colour: palette.quiet })
  return ops
}

/** The band of everything that is practice: the software draws it, last, and no city's file takes it away. */
export function stripeOp(text: string, box: Box, angle: number, size: number): Op {
  return { op: 'stripe', text, box, angle, fill: palette.practice, colour: palette.practiceInk, size }
}

import type { Facts, Pictures } from './facts.ts'
import type { SealedCard } from './sealed.ts'

/** All numbers are dots of 300 dpi, from the top left. */
export interface Box {
  x: number
  y: number
  width: number
  height: number
}
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
      /** Largest and smallest size: the largest at which the text fits into the box in at most `lines` lines is used. */
      size: number
      least: number
      lines: number
      align: 'start' | 'centre' | 'end'
      vertical: 'top' | 'middle' | 'bottom'
      direction: 'auto' | 'ltr' | 'rtl'
      /** Digits of one width, for codes. */
      mono?: boolean
    }
  /** An AVIF file, drawn to fill the box. */
  | { op: 'picture'; file: Uint8Array; box: Box; radius?: number }
  /** A QR code: `module` dots a module, quiet zone of 4 modules inside the box. */
  | { op: 'code'; text: string; box: Box; module: number }
  /** Text over a stripe along the diagonal. */
  | { op: 'stripe'; text: string; box: Box; angle: number; fill: Colour; colour: Colour; size: number }
export interface Drawing {
  width: number
  height: number
  ops: Op[]
}

export interface PlateLabels {
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
  codeComes: string
  practice: string
}
export interface PlateCard {
  facts: Facts
  pictures: Pictures
  /** Last second any card of the period is good, since 1970. */
  technicalEnd: number
  practice: boolean
  /** 'LK1:…', or null while the card is not sealed yet: an empty frame is drawn. */
  code: string | null
}
export declare function plateCardOf(sealed: SealedCard, technicalEnd: number, options: { face: boolean }): PlateCard
export declare function makePlates(card: PlateCard, labels: PlateLabels): { front: Drawing; back: Drawing }

export interface SheetLabels {
  title: string
  what: string[]
  keep: string
  cancelTitle: string
  cancelHow: string
  slipTitle: string
  slipHow: string
  cut: string
  practice: string
}
export declare function sheetDrawing(sealed: SealedCard, labels: SheetLabels): Drawing

/** What the second screen shows, and what is said there: words between two windows of one desk, read whole on both sides. */
import type { Drawing } from '@latchkey/card/drawing.ts'
import { forgetDrawings } from '../forget-drawing.ts'

export interface ShownCard {
  show: 'card'
  /** Of this card and no other: a yes names it. */
  round: number
  /** The one the resident reads. */
  language: string
  name: string
  nameLatin: string | null
  front: Drawing
  back: Drawing
}
export interface ShownRefusal {
  show: 'refused'
  language: string
  title: string
  /** Lines under it, as a phone would show them. */
  lines: string[]
  mends: string[]
}
export type Shown = { show: 'nothing' } | ShownCard | { show: 'making' | 'made'; language: string } | ShownRefusal

/** The resident's answer to one card. */
export interface Answered {
  round: number
  yes: boolean
}

/** First word of the second window, and the desk's answer, which carries the port. */
export const hello = 'latchkey/second/hello'
export const port = 'latchkey/second/port'
/** Over the port, from the desk, every second: it is still there. From the page: it went blank in a silence and asks what stands. */
export const beat = 'latchkey/second/beat'
export const again = 'latchkey/second/again'

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= 2000
const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.length <= 40 && value.every(isText)
const isDrawing = (value: unknown): value is Drawing =>
  isRecord(value) && typeof value.width === 'number' && typeof value.height === 'number' && Array.isArray(value.ops)

/** Null for anything that is not a whole word of ours: the screen then stays as it is. */
export function readShown(value: unknown): Shown | null {
  if (!isRecord(value)) return null
  if (value.show === 'nothing') return { show: 'nothing' }
  if (!isText(value.language)) return null
  const { language } = value
  if (value.show === 'making' || value.show === 'made') return { show: value.show, language }
  if (value.show === 'refused') {
    const { title, lines, mends } = value
    return isText(title) && isTexts(lines) && isTexts(mends) ? { show: 'refused', language, title, lines, mends } : null
  }
  const { round, name, nameLatin, front, back } = value
  if (value.show !== 'card' || !Number.isSafeInteger(round) || !isText(name) || (nameLatin !== null && !isText(nameLatin))) return null
  if (!isDrawing(front) || !isDrawing(back)) return null
  return { show: 'card', round: round as number, language, name, nameLatin, front, back }
}

/** Null for anything that is not a whole answer of ours. */
export function readAnswered(value: unknown): Answered | null {
  if (!isRecord(value) || !Number.isSafeInteger(value.round) || typeof value.yes !== 'boolean') return null
  return { round: value.round as number, yes: value.yes }
}

/** The face in a drawing goes with it, not at some later collection. */
export function emptyShown(shown: Shown): void {
  if (shown.show === 'card') forgetDrawings([shown.front, shown.back])
}

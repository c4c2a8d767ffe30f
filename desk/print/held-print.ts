/** Desk: what *print only* holds of a person while they stand here, and how it is let go. */
import type { SheetContent } from '@latchkey/card/sheet.ts'
import { forgetDrawings } from '../forget-drawing.ts'
import { forgetSheet } from '../replace/old-sheet.ts'
import type { PrintJob } from './printer.ts'

export interface Held {
  /** Of the sheet that was read. */
  content: SheetContent | null
  /** Plates have copies of the face of their own. */
  pages: PrintJob['pages']
}

/** Overwrites faces and lets the rest go. Of a job that is still on its way the printer has its own copy, or none comes out. */
export function forgetHeld(held: Held): void {
  if (held.content) forgetSheet(held.content)
  forgetDrawings(held.pages)
  held.content = null
  held.pages = []
}

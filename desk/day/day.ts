/**
 * Desk: what a desk knows of its day besides the tally: what was looked at in the morning, and the rights to new cards that are still open. In page
 * memory, gone with the page; nothing of it is ever sent or kept.
 */
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Printer } from '../print/printer.ts'
import { noOpening, type Opening } from './opening.ts'
import type { OpenRight } from './rights.ts'

export interface Day {
  /** Of the clerk who sits here. */
  alias: string
  opening: Opening
  setOpening(change: (opening: Opening) => Opening): void
  /** Rights to a new card that are open here, oldest first. The line says how many. */
  rights: readonly OpenRight[]
  addRight(right: OpenRight): void
  /** The server does not know it any more. */
  dropRight(right: OpenRight): void
  /** The way to the printers that was chosen at opening. */
  setPrinter(printer: Printer): void
  /** Opens the second screen's window, or brings it to the front: inside a key press. */
  openSecond(): void
  /** The whole desk closes: signed out, everything dropped. */
  closeDay(): void
}

const nowhere = () => {}

export const DayContext = createContext<Day>({
  alias: '',
  opening: noOpening,
  setOpening: nowhere,
  rights: [],
  addRight: nowhere,
  dropRight: nowhere,
  setPrinter: nowhere,
  openSecond: nowhere,
  closeDay: nowhere,
})

export const useDay = (): Day => useContext(DayContext)

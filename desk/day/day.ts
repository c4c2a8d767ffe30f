/**
 * Desk: what a desk knows of its day besides the tally: what was looked at in the morning, and a right to a new card that is still open. In page
 * memory, gone with the page; nothing of it is ever sent or kept.
 */
import type { ReplaceReason } from '@latchkey/rules/rules.ts'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Printer } from '../print/printer.ts'
import { noOpening, type Opening } from './opening.ts'

/** A cancel code was spent here and its new card is not sealed yet. Holds nothing of whose it is. */
export interface OpenRight {
  /** 16 bytes of the server. */
  right: Uint8Array
  reason: ReplaceReason
  /** The backup sheet was here and its face was compared: the rules then ask less again. */
  sheet: boolean
}

export interface Day {
  /** Of the clerk who sits here. */
  alias: string
  opening: Opening
  setOpening(change: (opening: Opening) => Opening): void
  /** An open right, or null. The line says that there is one. */
  right: OpenRight | null
  setRight(right: OpenRight | null): void
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
  right: null,
  setRight: nowhere,
  setPrinter: nowhere,
  openSecond: nowhere,
  closeDay: nowhere,
})

export const useDay = (): Day => useContext(DayContext)

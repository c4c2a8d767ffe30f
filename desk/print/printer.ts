/**
 * Desk: what is printed and where. One port, filled by the browser's own print dialog and by the local helper (`printer/`); both get drawings, neither
 * ever gets a file, a title or a name that says whose they are.
 */
import type { Drawing } from '@latchkey/card/plates.ts'

/** What a job is, never whose: `card` and the two practice pages go onto plastic, `label` onto the label printer, the rest onto paper. */
export type PrintWhat = 'card' | 'test_card' | 'alignment' | 'sheet' | 'slip' | 'refusal' | 'closing' | 'label'

export interface PrintJob {
  what: PrintWhat
  /** One drawing a side: two for a card. */
  pages: readonly Drawing[]
}

/** Every reason for which nothing was printed, or not known to be: one closed list (docs/protocol/faults.md). */
export const printerFaults = {
  helper_absent: 'No print helper answers on this computer.',
  helper_version: 'The print helper is of another version.',
  helper_refused: 'The print helper does not know this page: pair it again.',
  printer_other: 'Another printer than the one that was chosen answers.',
  printer_absent: 'The printer does not answer.',
  cards_out: 'The printer says that it has no cards.',
  ribbon_out: 'The printer says that its ribbon is used up.',
  jam: 'The printer says that a card is stuck.',
  cover_open: 'The printer says that it is open.',
  stopped: 'The printer stopped and does not say why.',
  may_come_out: 'The printer was lost with a job that could not be cancelled: it may still come out.',
} as const

export type PrinterFaultCode = keyof typeof printerFaults

export class PrinterFault extends Error {
  readonly code: PrinterFaultCode
  constructor(code: PrinterFaultCode) {
    super(code)
    this.name = 'PrinterFault'
    this.code = code
  }
}

export interface Printer {
  readonly by: 'browser' | 'helper'
  /**
   * Resolves when the job has left this page: for the browser when its dialog is closed, printed or not, for the helper when the printer says that it
   * is done. Whether card or paper came out only the clerk can see, and is asked.
   * @throws PrinterFault
   */
  print(job: PrintJob): Promise<void>
  /** Asks the printer to forget its jobs and looks whether it did. `cannot`: it does not know how; the city names it among its other records. */
  purge(): Promise<'purged' | 'cannot'>
}

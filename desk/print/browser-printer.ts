/** Desk: the browser's own print dialog behind the port of printer.ts. */
import type { Printer } from './printer.ts'

export const browserPrinter: Printer = {
  by: 'browser',
  print: async () => {
    window.print()
  },
  // A browser cannot ask a printer anything.
  purge: async () => 'cannot',
}

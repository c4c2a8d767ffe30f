/** Desk: one or two jobs to the printer, and how it went. */
import { useState } from 'preact/hooks'
import type { Printer, PrintJob } from '../print/printer.ts'

export function usePrinting(printer: Printer) {
  const [at, setAt] = useState<'ready' | 'printing' | 'failed'>('ready')
  return {
    at,
    /** One after the other; the second only when the first has left this page. @returns whether all have */
    async print(...jobs: PrintJob[]): Promise<boolean> {
      if (at === 'printing') return false
      setAt('printing')
      try {
        for (const job of jobs) await printer.print(job)
        setAt('ready')
        return true
      } catch {
        // What a printer says is for the printing screen; here it is enough that the paper did not come.
        setAt('failed')
        return false
      }
    },
  }
}

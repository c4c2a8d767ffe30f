/** Desk: what happens to one card between *print* and *it came out well* (product D7). Nothing half printed counts as printed; a cut card is counted. */
import { countPrinted, countSpoiled, noTally, type Tally } from '../day/tally.ts'
import type { PrinterFaultCode } from './printer.ts'

/** The four pictures a clerk picks from; a browser cannot see the ribbon, so the clerk is asked. */
export const mishaps = ['ribbon', 'cards', 'jam', 'colour'] as const
export type Mishap = (typeof mishaps)[number]

/** What is known of the job: the printer has it, it has left this page whole, or the printer said that it failed. */
type JobState = 'sending' | 'sent' | 'failed'

export type Printing =
  /** On its way to the printer. */
  | { at: 'sending' }
  /** The clerk looks at what came out. */
  | { at: 'asking' }
  /** Four pictures. */
  | { at: 'picking'; job: JobState }
  /** What to do. `why` is the picture, or what the printer said that no picture shows. `cut`: a bad card came out, and is cut. */
  | { at: 'mending'; job: JobState; why: Mishap | PrinterFaultCode; cut: boolean }
  | { at: 'over'; outcome: 'printed' | 'later' }

export type PrintingEvent =
  | { is: 'sent' }
  | { is: 'fault'; code: PrinterFaultCode }
  | { is: 'well' }
  | { is: 'again' }
  | { is: 'problem' }
  | { is: 'picked'; mishap: Mishap }
  | { is: 'cut' }
  | { is: 'back' }
  | { is: 'later' }

export interface Printed {
  printing: Printing
  tally: Tally
  /** How often the card was sent: whoever goes back from *what happened?* awaits the same job still. */
  jobs: number
}

export const firstPrint: Printed = { printing: { at: 'sending' }, tally: noTally, jobs: 1 }

/** What the printer says by itself opens the right picture. */
const shown: Partial<Record<PrinterFaultCode, Mishap>> = { ribbon_out: 'ribbon', cards_out: 'cards', jam: 'jam' }

/** Whether a card usually comes out of it that must be cut; the clerk, who sees it, corrects this. */
const wastes = (why: Mishap | PrinterFaultCode) => why === 'ribbon' || why === 'jam' || why === 'colour'

/** One step. An event that does not belong to where the card is changes nothing: a printer may answer late. */
export function step(before: Printed, event: PrintingEvent): Printed {
  const { printing, tally, jobs } = before
  const to = (next: Printing, counted = tally): Printed => ({ printing: next, tally: counted, jobs })
  const resend = (counted: Tally): Printed => ({ printing: { at: 'sending' }, tally: counted, jobs: jobs + 1 })
  switch (printing.at) {
    case 'sending':
      if (event.is === 'sent') return to({ at: 'asking' })
      if (event.is === 'fault') return to(failed(event.code))
      return event.is === 'problem' ? to({ at: 'picking', job: 'sending' }) : before
    case 'asking':
      if (event.is === 'well') return to({ at: 'over', outcome: 'printed' }, countPrinted(tally))
      if (event.is === 'again') return resend(countSpoiled(tally))
      return event.is === 'problem' ? to({ at: 'picking', job: 'sent' }) : before
    case 'picking':
      if (event.is === 'picked') return to({ at: 'mending', job: printing.job, why: event.mishap, cut: wastes(event.mishap) })
      if (event.is === 'sent') return to({ ...printing, job: 'sent' })
      if (event.is === 'fault') return to(failed(event.code))
      if (event.is === 'back' && printing.job !== 'failed') return to({ at: printing.job === 'sent' ? 'asking' : 'sending' })
      return before
    case 'mending': {
      const counted = printing.cut ? countSpoiled(tally) : tally
      if (event.is === 'again') return resend(counted)
      if (event.is === 'later') return to({ at: 'over', outcome: 'later' }, counted)
      if (event.is === 'cut') return to({ ...printing, cut: !printing.cut })
      if (event.is === 'sent' || event.is === 'fault') return to({ ...printing, job: event.is === 'sent' ? 'sent' : 'failed' })
      return event.is === 'back' ? to({ at: 'picking', job: printing.job }) : before
    }
    default:
      return before
  }
}

const failed = (code: PrinterFaultCode): Printing => {
  const why = shown[code] ?? code
  return { at: 'mending', job: 'failed', why, cut: wastes(why) }
}

/** D7 Print: the card goes to the printer, the clerk says whether it came out well, and is helped when it did not (product §3.2). */
import './print.css'
import { Button } from '@latchkey/ui/button.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { Screen } from '@latchkey/ui/screen.tsx'
import { Spinner } from '@latchkey/ui/spinner.tsx'
import { useEffect, useRef, useState } from 'preact/hooks'
import { countPrinted, countSpoiled, type Tally } from '../day/tally.ts'
import { useKeys } from '../use-keys.ts'
import { Mending, Picking } from './mishap-screens.tsx'
import { type Printer, PrinterFault, type PrintJob } from './printer.ts'
import { firstPrint, mishaps, type PrintingEvent, step } from './printing.ts'

export interface PrintCardProps {
  /** A card, or the test card; the desk prints paper by the port alone. */
  job: PrintJob
  printer: Printer
  dark: boolean
  onTally(change: (tally: Tally) => Tally): void
  /** `later`: it could not be printed here; the holder keeps the signed card, and any counter prints it. */
  onDone(outcome: 'printed' | 'later'): void
}

const keyScreens = { sending: 'print_sending', asking: 'print_asking', picking: 'print_picking', mending: 'print_mending' } as const

/** Prints as soon as it is there. Shows nothing of the person: the card lies before the clerk. */
export function PrintCard({ job, printer, dark, onTally, onDone }: PrintCardProps) {
  const text = useText()
  const { printing, jobs, tell } = usePrinting(onTally, onDone)
  useJob(job, printer, jobs, tell)
  useKeys(dark || printing.at === 'over' ? null : keyScreens[printing.at], {
    action: action => tell({ is: action } as PrintingEvent),
    number: number => {
      const mishap = mishaps[number - 1]
      if (mishap) tell({ is: 'picked', mishap })
    },
  })
  if (printing.at === 'over') return null
  if (printing.at === 'picking') return <Picking onPick={mishap => tell({ is: 'picked', mishap })} onBack={() => tell({ is: 'back' })} />
  if (printing.at === 'mending') return <Mending why={printing.why} cut={printing.cut} tell={tell} />
  const sending = printing.at === 'sending'
  return (
    <Screen at={`print-${printing.at}`} title={text(sending ? 'print.sending' : 'print.asking')}>
      {sending ? <Spinner>{text(`print.sending.${printer.by}`)}</Spinner> : <p class="desk-lead">{text('print.asking.look')}</p>}
      <div class="buttons">
        {!sending && (
          <>
            <Button kind="main" hotkey="Y" id="print-well" onPress={() => tell({ is: 'well' })}>
              {text('print.well')}
            </Button>
            <Button hotkey="G" id="print-again" onPress={() => tell({ is: 'again' })}>
              {text('print.again.cut')}
            </Button>
          </>
        )}
        <Button hotkey="F" id="print-problem" onPress={() => tell({ is: 'problem' })}>
          {text('print.problem')}
        </Button>
      </div>
    </Screen>
  )
}

/** Where this card is; what is counted goes to the day's tally the moment it happens. */
function usePrinting(onTally: PrintCardProps['onTally'], onDone: PrintCardProps['onDone']) {
  const now = useRef(firstPrint)
  const [{ printing, jobs }, show] = useState(firstPrint)
  const tell = (event: PrintingEvent) => {
    const before = now.current
    const after = step(before, event)
    now.current = after
    if (after.tally.printed > before.tally.printed) onTally(countPrinted)
    if (after.tally.spoiled > before.tally.spoiled) onTally(countSpoiled)
    show(after)
    if (after.printing.at === 'over' && before.printing.at !== 'over') onDone(after.printing.outcome)
  }
  return { printing, jobs, tell }
}

/** Sends the card once for each of its jobs; of one that was given up for another nothing is heard any more. */
function useJob(job: PrintJob, printer: Printer, jobs: number, tell: (event: PrintingEvent) => void): void {
  const now = useRef(tell)
  now.current = tell
  useEffect(() => {
    let over = false
    const heard = (event: PrintingEvent) => over || now.current(event)
    printer.print(job).then(
      () => heard({ is: 'sent' }),
      thrown => heard({ is: 'fault', code: thrown instanceof PrinterFault ? thrown.code : 'stopped' }),
    )
    return () => {
      over = true
    }
  }, [jobs])
}

/**
 * Print only (DESIGN §3): a sealed card and a face become plastic. First plastic, picking up, a spoiled card and "the printer broke" are this one
 * flow: same index, as often as the holder stands here. The server is asked nothing and learns nothing.
 */
import './print.css'
import { builtAt } from 'virtual:city'
import { addToSheet, checkSheet, isWhole, noSheet, type ReadNo, type SheetAnswer, type SheetSoFar } from '@latchkey/card/check-sheet.ts'
import { clock, verify } from '@latchkey/ui/platform.ts'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useCity } from '../city.ts'
import type { TaskProps } from '../task.ts'
import { cardJob, type PrintChoices } from './card-job.ts'
import { CompareFace } from './compare-face.tsx'
import { forgetHeld, type Held } from './held-print.ts'
import { NotPrinted, type NotPrintedWhy } from './not-printed.tsx'
import { PrintCard } from './print-card.tsx'
import type { PrintJob } from './printer.ts'
import { ScanSheet } from './scan-sheet.tsx'

type Yes = Extract<SheetAnswer, { answer: 'yes' }>

type Step =
  | { at: 'scan'; sheet: SheetSoFar; notice: ReadNo | null }
  /** `listAt`: of an old list, seconds since 1970, or null for none. `endedOn`: of an ended card. */
  | { at: 'no'; why: NotPrintedWhy; listAt?: number | null; endedOn?: string | undefined }
  | { at: 'face'; card: Yes }
  | { at: 'printing'; job: PrintJob }

const begin: Step = { at: 'scan', sheet: noSheet, notice: null }

export function PrintTask({ printer, own, dark, onTally, onDone }: TaskProps) {
  const { root, names } = useCity()
  const [step, setStep] = useState<Step>(begin)
  const sheet = useRef(noSheet)
  const here = useRef(true)
  /** What of a person lies here: the sheet that was read, then the plates made of it. */
  const held = useRef<Held>({ content: null, pages: [] })
  useEffect(
    () => () => {
      here.current = false
      sheet.current = noSheet
      forgetHeld(held.current)
    },
    [],
  )
  // Whatever was read goes with the light. A card that lies in the printer is still asked about; nothing of the person is on that screen.
  useEffect(() => {
    if (dark && step.at !== 'printing') onDone()
  }, [dark])

  const scanAgain = () => {
    sheet.current = noSheet
    setStep(begin)
  }
  const read = async (text: string) => {
    const next = addToSheet(sheet.current, text)
    if ('no' in next) {
      if (next.no === 'mixed' || next.no === 'doubled') setStep({ at: 'no', why: next.no })
      else setStep({ at: 'scan', sheet: sheet.current, notice: next.no })
      return
    }
    sheet.current = next
    setStep({ at: 'scan', sheet: next, notice: null })
    if (!isWhole(next) || root === null) return
    sheet.current = noSheet
    const answer = await checkSheet(next.texts, { root, ...own, now: clock(), builtAt, verify })
    if (answer.answer === 'yes') {
      forgetHeld(held.current)
      held.current.content = answer.content
    }
    if (here.current) setStep(after(answer))
    else forgetHeld(held.current)
  }
  const print = (card: Yes, choices: PrintChoices) => {
    const job = cardJob(card.content, card.technicalEnd, names, choices)
    held.current.pages = job.pages
    setStep({ at: 'printing', job })
  }

  if (step.at === 'printing') return <PrintCard job={step.job} printer={printer} dark={dark} onTally={onTally} onDone={onDone} />
  if (dark) return null
  if (step.at === 'no') return <NotPrinted {...step} onAgain={scanAgain} onBack={onDone} />
  if (step.at === 'face') {
    return (
      <CompareFace
        card={step.card}
        onSame={choices => print(step.card, choices)}
        onOther={() => {
          forgetHeld(held.current)
          setStep({ at: 'no', why: 'other_person' })
        }}
        onBack={onDone}
      />
    )
  }
  return <ScanSheet sheet={step.sheet} notice={step.notice} own={own} onText={text => void read(text)} onBack={onDone} />
}

function after(answer: SheetAnswer): Step {
  if (answer.answer === 'yes') return { at: 'face', card: answer }
  if (answer.answer === 'maybe') return { at: 'no', why: answer.why, listAt: answer.listAt }
  return { at: 'no', why: answer.why, endedOn: answer.endedOn }
}

/** After the seal of a card without a phone: backup sheet and cancel slip, the card itself, and who is next. */

import { sheetDrawing } from '@latchkey/card/plates.ts'
import { slipDrawing } from '@latchkey/card/slip-drawing.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { isLanguage, useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import { sheetLabels, slipLabels } from '@latchkey/ui/sheet-labels.ts'
import { useMemo, useState } from 'preact/hooks'
import { useCity } from '../city.ts'
import type { Tally } from '../day/tally.ts'
import type { Action } from '../keys.ts'
import { MailLabel } from '../mail/mail-label.tsx'
import { PrintCard } from '../print/print-card.tsx'
import type { Printer, PrintJob } from '../print/printer.ts'
import { useKeys } from '../use-keys.ts'
import { Plates, usePlates } from '../visit/card-check.tsx'
import { CaseTitle } from '../visit/case-title.tsx'
import type { Sitting } from '../visit/sitting.ts'
import type { CaseState } from '../visit/state.ts'
import { MadeLine } from './made-line.tsx'
import { NextButtons } from './next-buttons.tsx'
import { inHands, type PaperStep, paperStep } from './paper-step.ts'
import { usePrinting } from './use-printing.ts'

export interface Printing {
  printer: Printer
  onTally(change: (tally: Tally) => Tally): void
}

export interface AfterSealProps extends Printing {
  sitting: Sitting
  state: Extract<CaseState, { at: 'handed' }>
  technicalEnd: number
  blurred: boolean
  /** Letters count here: no question stands on top and the screen is not dark. */
  listens: boolean
  dark: boolean
  /** The number of a party has another card. */
  party: boolean
  run(action: Action): void
}

export function AfterSeal({ sitting, state, technicalEnd, blurred, listens, dark, party, printer, onTally, run }: AfterSealProps) {
  const text = useText()
  const { root, rules } = useCity()
  const { sealed, facts, pictures } = state
  const plates = usePlates(facts, pictures, sealed, technicalEnd, text('card.code_comes'))
  const [step, setStep] = useState<PaperStep>('paper')
  const theirs = isLanguage(sitting.language) ? sitting.language : 'en'
  const papers = usePrinting(printer)
  const [card, setCard] = useState(false)
  const [mail, setMail] = useState(false)
  const job = useMemo<PrintJob | null>(() => plates && { what: 'card', pages: [plates.front, plates.back] }, [plates])

  const printPapers = () =>
    void papers
      .print(
        { what: 'sheet', pages: [sheetDrawing(sealed, sheetLabels(theirs, location.host))] },
        { what: 'slip', pages: [slipDrawing(sealed.cancelCode, slipLabels(theirs, location.host), root?.practice ?? true)] },
      )
      .then(sent => sent && setStep(at => paperStep(at, 'sent')))
  const asking = step === 'asking'
  const more = inHands(step)
  const yes = () => papers.at !== 'printing' && setStep(at => paperStep(at, 'in_hands'))
  useKeys(listens && !card && !mail ? (asking ? 'counter_in_hands' : 'counter_handed') : null, {
    action: action => {
      if (action === 'sheet' || action === 'again') printPapers()
      else if (action === 'in_hands') yes()
      else if (action === 'card') more && setCard(true)
      else if (action === 'mail') rules.mail.open && more && setMail(true)
      else if (action === 'end') run('end')
      else if (more) run(action)
    },
  })

  if (card && job) {
    return (
      <PrintCard
        job={job}
        printer={printer}
        dark={dark}
        onTally={onTally}
        onDone={outcome => {
          setCard(false)
          if (outcome === 'printed') setStep(at => paperStep(at, 'card_out'))
        }}
      />
    )
  }
  if (mail) return <MailLabel printer={printer} onDone={() => setMail(false)} />
  return (
    <>
      <CaseTitle>{text('counter.after.title')}</CaseTitle>
      <div class="case-table">
        <div class="case-look">
          <Plates facts={facts} pictures={pictures} sealed={sealed} technicalEnd={technicalEnd} blurred={blurred} />
        </div>
        <div class="case-side">
          <MadeLine made="made">{text('counter.made.made.text')}</MadeLine>
          <p>{text(`counter.after.${step}`)}</p>
          <div class="after-seal">
            {asking && (
              <Button kind="main" hotkey="Y" id="papers-in-hands" disabled={papers.at === 'printing'} onPress={yes}>
                {text('counter.after.in_hands')}
              </Button>
            )}
            <Button
              kind={step === 'paper' ? 'main' : 'quiet'}
              hotkey={asking ? 'G' : 'S'}
              id="print-sheet"
              busy={papers.at === 'printing'}
              onPress={printPapers}
            >
              {text(step === 'paper' ? 'counter.after.print_sheet' : 'counter.after.print_sheet_again')}
            </Button>
            <Button kind={step === 'card' ? 'main' : 'quiet'} hotkey="C" id="print-card" disabled={!more} onPress={() => setCard(true)}>
              {text(step === 'done' ? 'counter.after.print_card_again' : 'counter.after.print_card')}
            </Button>
            {rules.mail.open && (
              <Button hotkey="L" id="mail-label" disabled={!more} onPress={() => setMail(true)}>
                {text('counter.after.mail')}
              </Button>
            )}
          </div>
          {papers.at === 'failed' && (
            <Notice tone="warn" id="not-printed" title={text('counter.after.not_printed')}>
              {text('counter.after.not_printed.next')}
            </Notice>
          )}
          <p class="fine">{text('counter.after.keep')}</p>
          {more && <NextButtons main={step === 'done'} party={party} run={run} />}
        </div>
      </div>
    </>
  )
}

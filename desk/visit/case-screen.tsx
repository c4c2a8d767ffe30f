/** D3 to D8: the open case, one screen at a time; all keys of a case meet here. */
import '../counter/counter.css'
import '../second/second.css'
import { Button } from '@latchkey/ui/button.tsx'
import { Dialog } from '@latchkey/ui/dialog.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import { PracticeStripe } from '@latchkey/ui/page-shell.tsx'
import { clock } from '@latchkey/ui/platform.ts'
import { Screen } from '@latchkey/ui/screen.tsx'
import { Spinner } from '@latchkey/ui/spinner.tsx'
import { useEffect, useReducer, useState } from 'preact/hooks'
import { useCity } from '../city.ts'
import { AfterSeal, type Printing } from '../counter/after-seal.tsx'
import { ClosedHere } from '../counter/closed-here.tsx'
import { CounterForms } from '../counter/counter-forms.tsx'
import { Door } from '../counter/door.tsx'
import { FaceHere } from '../counter/face-here.tsx'
import { LyingPapers } from '../counter/lying-papers.tsx'
import { MadeLine, madeOf } from '../counter/made-line.tsx'
import { papersInOrder } from '../counter/papers-in-order.ts'
import { RefusedHere } from '../counter/refused-here.tsx'
import { useSupervisor } from '../counter/supervisor-here.tsx'
import { useResidentScreen, useSecond } from '../counter/use-resident-screen.ts'
import type { Action } from '../keys.ts'
import { ResidentPanel } from '../second/resident-panel.tsx'
import type { SecondScreen } from '../second/second-screen.ts'
import { useKeys } from '../use-keys.ts'
import { CardCheck } from './card-check.tsx'
import { CaretakerFace } from './caretaker-face.tsx'
import type { Supervisor } from './case.ts'
import { Closed } from './closed.tsx'
import { Decide } from './decide.tsx'
import { Face } from './face.tsx'
import { FactsForm } from './facts-form.tsx'
import { FirstLook } from './first-look.tsx'
import { clockText, offlineFor } from './offline.ts'
import { Papers } from './papers.tsx'
import { phraseAt, phrasesAt } from './phrases.ts'
import { type Sitting, shownOf } from './sitting.ts'
import { TypeForm } from './type-form.tsx'
import { keyScreenOf } from './view.ts'

export interface CaseScreenProps {
  sitting: Sitting
  dark: boolean
  /** A newer page waits: the rules may have changed. */
  newer: boolean
  /** Last second any card made now is good: what *Renew by* says on the plate. */
  technicalEnd: number
  ready: number
  second: SecondScreen
  printing: Printing
  /** The number at this counter is a party's and may have another card. */
  party: boolean
  onBreak(): void
  /** Who could give a second look at this desk. */
  supervisors(): Promise<Supervisor[]>
  /** One of another alias is on duty at a desk of their own. */
  supervisor: boolean
}

export function CaseScreen(props: CaseScreenProps) {
  const { sitting, dark, newer, technicalEnd, ready, second, printing, party, onBreak, supervisors, supervisor } = props
  const text = useText()
  const { rules, root } = useCity()
  const [, draw] = useReducer((n: number) => n + 1, 0)
  useEffect(() => {
    const stop = sitting.subscribe(() => draw(0))
    // What happened between the first drawing and this line: a picture is read in a few milliseconds.
    draw(0)
    return stop
  }, [sitting])
  const { state, view } = sitting
  const resident = useResidentScreen(second, sitting, technicalEnd)
  const secondHere = useSecond(second)
  const atCounter = state.where !== 'phone'
  const panel = resident.shown.show === 'card' && !secondHere ? resident.shown : null
  const screen = panel && view.asks === null && view.form === null ? 'counter_panel' : keyScreenOf(state.at, view, state.where)

  const calling = useSupervisor(sitting.case, state.where === 'typed' ? supervisors : null, by => {
    sitting.case.lookAgain(by)
    // Everything is looked at again, from the papers on.
    sitting.do('back')
  })

  const run = (action: Action) => {
    if (action === 'break') onBreak()
    else if (action === 'second') second.open()
    else if (action === 'supervisor' && state.where === 'typed') void calling.call()
    else if (action === 'party' && !party) return
    else if (action === 'right' || action === 'wrong') panel && resident.answer({ round: panel.round, yes: action === 'right' })
    else if (action === 'take' || action === 'again') pressCamera(action)
    else sitting.do(action)
  }
  // What is printed after the seal has keys of its own.
  const afterSeal = state.at === 'handed' && state.where === 'typed'
  const others = screen === 'counter_refused' || (afterSeal && screen === 'counter_handed')
  useKeys(dark || others ? null : screen, {
    action: run,
    number: key => {
      const shown = shownOf(state)
      if (atCounter && shown) {
        const paper = papersInOrder(rules, shown.answers, view.phrases).digits[key - 1]
        if (paper) sitting.lay(paper)
        return
      }
      const phrase = phraseAt(phrasesAt(rules, view.step, view.phrases), key)
      if (phrase) sitting.ask(phrase.number)
    },
  })

  const phone = usePhoneClock(state.phone, state.at !== 'closed')
  if (dark) return null
  if (state.at === 'closed') {
    if (atCounter) return <ClosedHere state={state} party={party} run={run} />
    return <Closed why={state.why} outcome={state.outcome} ready={ready} run={run} />
  }

  const shown = shownOf(state)
  const blurred = view.asks === 'end'
  const made = atCounter && state.at !== 'handed' ? madeOf(state) : null
  return (
    <div class="case" data-screen={screen} data-at={state.at}>
      <div class="case-bars" role="status">
        {state.connection === 'lost' && (
          <Notice tone="warn" title={text(atCounter ? 'counter.lost' : 'desk.lost.case')} id="own-line-lost" />
        )}
        {made && <MadeLine made={made}>{text(state.at === 'touch' ? 'counter.made.touch' : 'counter.made.waits')}</MadeLine>}
        {phone && !atCounter && (
          <Notice tone="warn" id="phone-offline" title={text('desk.phone.lost', { time: clockText(phone.seconds) })}>
            {text(phone.long ? 'desk.phone.lost.now' : 'desk.phone.lost.wait')}
          </Notice>
        )}
        {sitting.failed && <Notice tone="warn" title={text(sitting.failed === 'facts' ? 'desk.not_printable' : 'desk.not_sent')} />}
        {state.at === 'papers' && state.first && <FirstLook first={state.first} />}
        {state.at === 'papers' && state.again && <Notice tone="info" title={text('desk.again')} />}
        {newer && <Notice tone="info" title={text('desk.rules_changed')} id="rules-changed" />}
      </div>

      {(state.at === 'joining' || state.at === 'called') && atCounter && <Door open={sitting.case} state={state} run={run} />}
      {(state.at === 'joining' || state.at === 'called') && !atCounter && (
        <Screen at={state.at} title={text(`desk.${state.at}.title`)} lead={text(`desk.${state.at}.lead`)}>
          <Spinner>{text('desk.joining.wait')}</Spinner>
        </Screen>
      )}
      {state.at === 'papers' && view.step === 'papers' && atCounter && (
        <LyingPapers sitting={sitting} state={state} blurred={blurred} run={run} />
      )}
      {state.at === 'papers' && view.step === 'papers' && !atCounter && (
        <Papers sitting={sitting} state={state} blurred={blurred} run={run} />
      )}
      {state.at === 'papers' && view.step === 'face' && atCounter && (
        <FaceHere sitting={sitting} state={state} blurred={blurred} run={run} />
      )}
      {state.at === 'papers' && view.step === 'face' && !atCounter && <Face sitting={sitting} state={state} blurred={blurred} run={run} />}
      {state.at === 'papers' && view.step === 'caretaker' && <CaretakerFace sitting={sitting} state={state} blurred={blurred} run={run} />}
      {state.at === 'papers' && view.step === 'decide' && (
        <Decide state={state} run={run} supervisor={supervisor} calling={state.where === 'typed' ? calling : null} />
      )}
      {afterSeal && (
        <AfterSeal
          {...printing}
          sitting={sitting}
          state={state}
          technicalEnd={technicalEnd}
          blurred={blurred}
          listens={!dark && screen === 'counter_handed'}
          dark={dark}
          party={party}
          run={run}
        />
      )}
      {(state.at === 'checking' ||
        state.at === 'fixed' ||
        state.at === 'touch' ||
        state.at === 'sealing' ||
        state.at === 'handing' ||
        (state.at === 'handed' && !afterSeal)) && (
        <CardCheck sitting={sitting} state={state} technicalEnd={technicalEnd} blurred={blurred} run={run} />
      )}
      {state.at === 'refused' && atCounter && (
        <RefusedHere
          printer={printing.printer}
          shown={resident.shown.show === 'refused' ? resident.shown : null}
          state={state}
          second={secondHere}
          listens={!dark}
          party={party}
          calling={state.second === 'final' || state.where !== 'typed' ? null : calling}
          run={run}
        />
      )}
      {state.at === 'refused' && !atCounter && (
        <Screen at="refused" title={text('desk.refused.title')} lead={text('desk.refused.lead')}>
          {state.second === 'offered' && <p id="may-ask">{text('desk.refused.second')}</p>}
          <div class="buttons">
            <Button kind="main" hotkey="N" id="next" onPress={() => run('next')}>
              {text('desk.next')}
            </Button>
          </div>
        </Screen>
      )}

      {(shown || state.at === 'joining' || state.at === 'called' || afterSeal) &&
        (state.at !== 'sealing' || state.connection === 'lost') && (
          <div class="case-foot">
            {state.at === 'papers' && view.step !== 'decide' && (
              <Button hotkey="S" id="looks-false" onPress={() => run('looks_false')}>
                {text('desk.false')}
              </Button>
            )}
            {atCounter && state.at !== 'sealing' && (
              <Button hotkey="W" id="second" onPress={() => run('second')}>
                {text(secondHere ? 'counter.second.is_open' : 'counter.second.open')}
              </Button>
            )}
            {!atCounter && state.at !== 'sealing' && (
              <Button hotkey="H" id="hand-over" onPress={() => run('hand_over')}>
                {text('desk.hand_over')}
              </Button>
            )}
            <Button kind="danger" hotkey="E" id="end" onPress={() => run('end')}>
              {text('desk.end')}
            </Button>
          </div>
        )}

      <Dialog
        open={view.asks === 'end'}
        title={text('desk.end.title')}
        onClose={() => run('back')}
        id="asks-end"
        actions={
          <>
            <Button kind="danger" hotkey="E" onPress={() => run('end')}>
              {text('desk.end.yes')}
            </Button>
            <Button hotkey="Esc" onPress={() => run('back')}>
              {text('desk.back')}
            </Button>
          </>
        }
      >
        <p>{text('desk.end.text')}</p>
      </Dialog>
      <Dialog
        open={view.asks === 'hand_over'}
        title={text('desk.hand_over.title')}
        onClose={() => run('back')}
        id="asks-hand-over"
        actions={
          <>
            <Button kind="main" hotkey="H" onPress={() => run('hand_over')}>
              {text('desk.hand_over.yes')}
            </Button>
            <Button hotkey="Esc" onPress={() => run('back')}>
              {text('desk.back')}
            </Button>
          </>
        }
      >
        <p>{text('desk.hand_over.text')}</p>
      </Dialog>
      <Dialog
        open={view.asks === 'false'}
        title={text('desk.false.title')}
        onClose={() => run('back')}
        id="asks-false"
        actions={
          <>
            <Button hotkey="D" onPress={() => run('decide')}>
              {text('desk.false.decide')}
            </Button>
            <Button hotkey="Esc" onPress={() => run('back')}>
              {text('desk.back')}
            </Button>
          </>
        }
      >
        <p>{text('desk.false.text')}</p>
        <p>{text('desk.false.no_note')}</p>
      </Dialog>
      {atCounter && <CounterForms sitting={sitting} dark={dark} />}
      {panel && (
        <div class="turned">
          {root?.practice && <PracticeStripe />}
          <p class="turned-says">{text('counter.second.turn')}</p>
          <ResidentPanel key={panel.round} shown={panel} letters onAnswer={resident.answer} />
        </div>
      )}
      {shown && (
        <Dialog open={view.form === 'type'} title={text('desk.type.title')} onClose={() => sitting.closeForm()} id="type-form">
          <TypeForm language={shown.answers.language} onSend={written => sitting.type(written)} onCancel={() => sitting.closeForm()} />
        </Dialog>
      )}
      {shown && (
        <Dialog open={view.form === 'facts'} title={text('desk.facts.title')} onClose={() => sitting.closeForm()} id="facts-form">
          <FactsForm
            answers={shown.answers}
            picksKind={state.at === 'papers' && state.where === 'typed'}
            onSave={changes => {
              sitting.case.correct(changes)
              sitting.closeForm()
            }}
            onCancel={() => sitting.closeForm()}
          />
        </Dialog>
      )}
    </div>
  )
}

/** The camera's own buttons by letter: its first is the way on, the next takes the picture anew. */
function pressCamera(action: 'take' | 'again') {
  const camera = document.querySelector('#photo-form .camera')
  camera?.querySelector<HTMLButtonElement>(action === 'take' ? '.button-main' : '.button-quiet')?.click()
}

/** Counts the seconds while the phone is away; draws nothing while it is there. */
function usePhoneClock(phone: { here: boolean; since: number }, running: boolean) {
  const [now, setNow] = useState(clock())
  useEffect(() => {
    if (phone.here || !running) return
    setNow(clock())
    const timer = setInterval(() => setNow(clock()), 1000)
    return () => clearInterval(timer)
  }, [phone.here, phone.since, running])
  return running ? offlineFor(phone, now) : null
}

/** How a visit ends: being made, not yet, done, stopped, barred. */
import { cityText } from '@latchkey/cities/city.ts'
import { paperOf } from '@latchkey/rules/caretaker.ts'
import { type RefusalText, refusalText } from '@latchkey/rules/refusal-text.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { PaperPicture } from '@latchkey/ui/icons/papers.tsx'
import { CheckSign, NextSign } from '@latchkey/ui/icons/signs.tsx'
import { both, type LanguageCode, useText } from '@latchkey/ui/language.ts'
import { Panel } from '@latchkey/ui/panel.tsx'
import { refusalWords } from '@latchkey/ui/refusal-labels.ts'
import { Screen } from '@latchkey/ui/screen.tsx'
import { Spinner } from '@latchkey/ui/spinner.tsx'
import { keepAwake } from '@latchkey/ui/wake-lock.ts'
import { useEffect, useState } from 'preact/hooks'
import { Faces } from '../feedback/faces.tsx'
import { SlipPanel } from '../refusal/slip-panel.tsx'
import { useLive } from '../use-live.ts'
import { where } from '../where.ts'
import { useWorld } from '../world.ts'
import { HelpPlaces } from './offices.tsx'
import type { VisitState } from './state.ts'
import { type StepActions, TroublePanel } from './trouble-panel.tsx'

type Of<At extends VisitState['at']> = Extract<VisitState, { at: At }>

/** Milliseconds after which waiting says that it takes long: a seal takes about a second, a clerk's touch some more. */
const long = 25_000

/** A correction is being read, or the card is being made: nothing to do but wait, said truly. */
export function WaitScreen(props: { at: 'correcting' | 'making' }) {
  const { at } = props
  const text = useText()
  const [slow, setSlow] = useState(false)
  useEffect(keepAwake, [])
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), long)
    return () => clearTimeout(timer)
  }, [at])
  return (
    <Screen at={`visit-${at}`} title={text(`visit.${at}.title`)} lead={text(`visit.${at}.text`)}>
      <Spinner>{text(slow ? 'visit.wait_long' : 'visit.moment')}</Spinner>
    </Screen>
  )
}

/** *Not yet. You need one more paper that shows where you live. Any one of these works: …* */
export function RefusedScreen(props: {
  state: Pick<Of<'refused'>, 'unmet' | 'mends' | 'rules' | 'slip' | 'second'>
  over: boolean
  /** Asks for a supervisor's look; absent when the visit is over. */
  onSecond?: () => void
  onDone: () => void
  onAgain: () => void
}) {
  const { state, over, onSecond, onDone, onAgain } = props
  const world = useWorld()
  const text = useText()
  const readIn = (code: LanguageCode) =>
    refusalText(
      world.rules,
      where,
      refusalWords(code, key => cityText(world.cityTexts, code, key)),
      state.unmet,
      state.mends,
    )
  const say = (part: (read: RefusalText) => string) => both(code => part(readIn(code)))
  const { papers, reasons, mends } = readIn('en')
  useLive(world.turn)
  const turn = world.turn.state
  // While they read, the place is still held; afterwards what every phone was given is. Who stands at a counter has neither.
  const back = turn.at === 'ready' || (turn.at === 'none' && turn.comeback)
  return (
    <Screen at="visit-refused" title={say(read => read.title)}>
      {over && <p class="soft">{text('visit.refused.gone')}</p>}
      <ul class="visit-reasons">
        {reasons.map((reason, at) => (
          <li key={reason}>{say(read => read.reasons[at]!)}</li>
        ))}
      </ul>
      {papers.length > 0 ? (
        <>
          <p>{say(read => read.any)}</p>
          {state.mends.some(set => set.length > 1) && (
            <ul class="visit-sets">
              {mends.map((set, at) => (
                <li key={set}>{say(read => read.mends[at]!)}</li>
              ))}
            </ul>
          )}
          {/* One row a paper: what it is, and where one comes from when it is opened. */}
          <ul class="visit-mends">
            {papers.map((paper, at) => (
              <li key={paper.ref}>
                <details>
                  <summary>
                    <PaperPicture picture={paperOf(world.rules, paper.ref)?.picture ?? ''} />
                    <span class="visit-mend-words">
                      <strong>{say(read => read.papers[at]!.name)}</strong>
                      <span class="visit-mend-where">{text('visit.refused.where')}</span>
                    </span>
                    <NextSign />
                  </summary>
                  <p>{say(read => read.papers[at]!.hint)}</p>
                  {paper.where.map((line, row) => (
                    <p key={line}>{say(read => read.papers[at]!.where[row]!)}</p>
                  ))}
                </details>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p>{say(read => read.none)}</p>
      )}
      {papers.length > 0 && (
        <Panel title={text('visit.refused.next')} tone="soft">
          <ol>
            <li>{text('visit.refused.step1')}</li>
            <li>
              {back && text('comeback.title')} {text('refusal.counter')}
            </li>
          </ol>
          <p>{text('visit.refused.step3')}</p>
        </Panel>
      )}
      {onSecond && (state.second === 'offered' || state.second === 'asked') && (
        <Panel title={text('refusal.second')} tone="soft" id="second-look">
          <p>{text('refusal.second.text')}</p>
          <div class="buttons">
            <Button id="ask-second" busy={state.second === 'asked'} onPress={onSecond}>
              {text('refusal.second.ask')}
            </Button>
          </div>
        </Panel>
      )}
      {state.slip && <SlipPanel slip={state.slip} />}
      <Panel title={text('visit.refused.help')} tone="soft">
        <HelpPlaces />
      </Panel>
      {over && <Faces />}
      <p class="fine">{text('visit.refused.rules', { version: state.rules })}</p>
      <div class="buttons">
        {over && world.help?.borrowed && (
          <Button kind="danger" id="give-back" onPress={() => world.way.go({ at: 'give_back' })}>
            {text('beside.give')}
          </Button>
        )}
        {over && (
          <Button kind="main" id="again" onPress={onAgain}>
            {text('visit.refused.back')}
          </Button>
        )}
        <Button kind={over ? 'quiet' : 'main'} id={over ? 'home' : 'finish'} onPress={onDone}>
          {text(over ? 'visit.home' : 'visit.refused.done')}
        </Button>
      </div>
    </Screen>
  )
}

/** R14, or the visit was stopped. The clerk's screen is empty and the photos are gone. */
export function OverScreen(props: {
  state: Of<'over'>
  /** The card stays on this phone. */
  saved: boolean
  onCard: () => void
  onKnown: () => void
  onErase: () => void
  onNumber: () => void
  onHome: () => void
}) {
  const { state, saved, onCard, onKnown, onErase, onNumber, onHome } = props
  const world = useWorld()
  const text = useText()
  useLive(world.turn)
  const turn = world.turn.state
  // What every phone was given when its visit began is still good, however this one broke off.
  const comeback = turn.at === 'none' && turn.comeback
  const good = state.outcome === 'card'
  const kind = state.why === 'ended_by_clerk' ? 'ended' : state.why === 'stopped' ? 'stopped' : 'done'
  return (
    <Screen
      at="visit-over"
      title={text(`visit.${kind}.title`)}
      lead={text('visit.done.clerk')}
      actions={
        world.help?.borrowed ? (
          <Button kind="main" id="give-back" onPress={() => world.way.go({ at: 'give_back' })}>
            {text('beside.give')}
          </Button>
        ) : good ? (
          saved && (
            <Button kind="main" id="my-card" onPress={onCard}>
              {text('visit.done.my_card')}
            </Button>
          )
        ) : (
          <Button kind="main" id="again" onPress={onNumber}>
            {text(comeback ? 'comeback.go' : 'visit.number')}
          </Button>
        )
      }
    >
      {kind !== 'done' && <p>{text(comeback ? 'refusal.broke_off' : `visit.${kind}.text`)}</p>}
      <p class="visit-done">
        <CheckSign />
        <span>{text(good ? (saved ? 'visit.done.card' : 'visit.done.nothing') : 'visit.done.answers')}</span>
      </p>
      {world.help?.borrowed && <p id="borrowed">{text('beside.over')}</p>}
      <Faces />
      <div class="visit-ways">
        {world.help?.borrowed && saved && (
          <Button id="my-card" onPress={onCard}>
            {text('visit.done.my_card')}
          </Button>
        )}
        <Button id="known" onPress={onKnown}>
          {text('visit.done.knows')}
        </Button>
        {!world.help?.borrowed && (
          <Button kind="danger" id="erase" onPress={onErase}>
            {text('visit.done.erase')}
          </Button>
        )}
      </div>
      <Button kind="link" id="home" onPress={onHome}>
        {text('visit.home')}
      </Button>
    </Screen>
  )
}

/** Nothing goes on by itself: what happened, what is safe, what to do. */
export function BarredScreen(props: { state: Of<'barred'>; actions: StepActions; onHome: () => void }) {
  const { state, actions, onHome } = props
  const world = useWorld()
  const text = useText()
  // At a counter the other phone is somebody else's, who scanned the code first: only the clerk can help.
  const taken = state.trouble === 'place_in_use' && world.turn.state.at === 'counter'
  return (
    <Screen at={`visit-barred-${state.trouble}`} title={text('visit.barred.title')}>
      <TroublePanel trouble={state.trouble} actions={actions} what={taken ? text('door.other.taken') : undefined} />
      <Button kind="link" onPress={onHome}>
        {text('visit.home')}
      </Button>
    </Screen>
  )
}

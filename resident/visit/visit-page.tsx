/** R9 to R14: draws the state of the headless visit (visit.ts), one screen a state, and passes on what the resident does. */
import './visit.css'
import type { Answers } from '@latchkey/channel/messages.ts'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { CheckScreen } from './check-screen.tsx'
import { BarredScreen, OverScreen, RefusedScreen, WaitScreen } from './end-screens.tsx'
import { CalledScreen, JoiningScreen, LineScreen } from './line-screen.tsx'
import { ReadyScreen } from './ready-screen.tsx'
import { ShowingScreen } from './showing-screen.tsx'
import type { VisitState } from './state.ts'
import { StopDialog } from './stop-dialog.tsx'
import type { Visit } from './visit.ts'
import { VisitBanner } from './visit-banner.tsx'

export interface VisitPageProps {
  state: VisitState
  visit: Pick<
    Visit,
    'ready' | 'showPage' | 'showAgain' | 'answer' | 'wait' | 'askSecond' | 'agree' | 'fix' | 'save' | 'goodbye' | 'stop' | 'reconnect'
  >
  /** Papers the resident said they have. */
  papers: readonly string[]
  /** R5 again, with what was prepared: calls `send` with the corrected answers, or `back`. */
  fixForm: (does: { send(answers: Answers): void; back(): void }) => ComponentChildren
  /** The stop button in the head of the page was pressed; `onStopAsked(false)` when the question is answered. */
  stopAsked: boolean
  onStopAsked: (asked: boolean) => void
  onPhotos: () => void
  onCard: () => void
  onKnown: () => void
  onErase: () => void
  /** To the number screen, after a refusal by way of the papers: what every phone was given leads back into the line. */
  onNumber: () => void
  onHome: () => void
  /** The card is made and another of the party begins; absent where there is none. */
  onMore?: (() => void) | undefined
}

export function VisitPage(props: VisitPageProps) {
  const { state, visit, stopAsked, onStopAsked } = props
  const [fixing, setFixing] = useState(false)
  // What the desk said when it refused, and whether the card stays: the last state no longer says so, and the last screen needs it.
  const refused = useRef<Extract<VisitState, { at: 'refused' }> | null>(null)
  const saved = useRef(false)
  if (state.at === 'refused') refused.current = state
  if (state.at === 'sealed') saved.current = state.saved

  useEffect(() => {
    if (state.at !== 'card') setFixing(false)
  }, [state.at])

  const drop = (promise: Promise<void>) => void promise.catch(() => {})
  return (
    <>
      <VisitBanner state={state} />
      {screen()}
      <StopDialog
        open={stopAsked}
        onClose={() => onStopAsked(false)}
        onStop={() => {
          onStopAsked(false)
          drop(visit.stop())
        }}
      />
    </>
  )

  function screen(): ComponentChildren {
    switch (state.at) {
      case 'joining':
        return <JoiningScreen />
      case 'line':
        return <LineScreen state={state} onPhotos={props.onPhotos} />
      case 'called':
        return <CalledScreen state={state} onReady={() => visit.ready()} onPhotos={props.onPhotos} />
      case 'showing':
        return (
          <ShowingScreen
            state={state}
            papers={props.papers}
            onShow={(picture, { purpose, paper, side }, screen) => drop(visit.showPage(picture, purpose, paper, side, screen))}
            onShowAgain={number => drop(visit.showAgain(number))}
            onType={typed => drop(visit.answer(typed))}
            onWait={() => drop(visit.wait())}
          />
        )
      case 'card':
        if (fixing) {
          return props.fixForm({
            send: answers => {
              setFixing(false)
              drop(visit.fix(answers))
            },
            back: () => setFixing(false),
          })
        }
        return <CheckScreen state={state} onYes={() => drop(visit.agree())} onFix={() => setFixing(true)} />
      case 'correcting':
      case 'making':
        return <WaitScreen at={state.at} />
      case 'sealed':
        return (
          <ReadyScreen
            sealed={state.sealed}
            saved={state.saved}
            onSave={() => visit.save()}
            onFinish={() => drop(visit.goodbye())}
            onMore={props.onMore}
          />
        )
      case 'refused':
        return (
          <RefusedScreen
            state={state}
            over={false}
            onSecond={() => drop(visit.askSecond())}
            onDone={() => drop(visit.goodbye())}
            onAgain={props.onNumber}
          />
        )
      case 'over':
        if (state.outcome === 'refused' && refused.current) {
          return <RefusedScreen state={refused.current} over onDone={props.onHome} onAgain={props.onNumber} />
        }
        return (
          <OverScreen
            state={state}
            saved={saved.current}
            onCard={props.onCard}
            onKnown={props.onKnown}
            onErase={props.onErase}
            onNumber={props.onNumber}
            onHome={props.onHome}
          />
        )
      case 'barred':
        return (
          <BarredScreen
            state={state}
            actions={{ again: () => visit.reconnect(), reload: () => location.reload(), number: props.onNumber }}
            onHome={props.onHome}
          />
        )
    }
  }
}

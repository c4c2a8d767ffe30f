/** R7: the number, how long it takes, when to be back. Also what stands in its place: no number yet, closed, called. */
import { Button } from '@latchkey/ui/button.tsx'
import { Dialog } from '@latchkey/ui/dialog.tsx'
import { CameraSign, ClockSign } from '@latchkey/ui/icons/signs.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { ErrorPanel, Notice } from '@latchkey/ui/notice.tsx'
import { Panel } from '@latchkey/ui/panel.tsx'
import { Screen } from '@latchkey/ui/screen.tsx'
import { Spinner } from '@latchkey/ui/spinner.tsx'
import { waitOf, waitWords } from '@latchkey/ui/wait.ts'
import { isOfThisLine } from '@latchkey/wire/waiting.ts'
import { useEffect, useState } from 'preact/hooks'
import { hasFacts } from '../papers/draft-store.ts'
import { useCityTime } from '../use-city-time.ts'
import { useLive } from '../use-live.ts'
import { troubleTexts } from '../visit/fault-text.ts'
import { TroublePanel } from '../visit/trouble-panel.tsx'
import { useWorld } from '../world.ts'
import type { TurnState, TurnTrouble } from './turn.ts'

export function NumberScreen(props: { /** The page was loaded again with this number. */ returned: boolean }) {
  const world = useWorld()
  useLive(world.turn)
  useLive(world.looks)
  const { state } = world.turn
  const text = useText()
  switch (state.at) {
    case 'none':
      return state.comeback ? <ComeBack trouble={state.trouble} /> : <NoNumber trouble={state.trouble} />
    case 'asking':
      return (
        <Screen at="number-asking" title={text('turn.none.title')}>
          <Spinner>{text('number.asking')}</Spinner>
        </Screen>
      )
    case 'claiming':
    case 'ready':
      return (
        <Screen
          at="number-called"
          title={text('number.called.title')}
          lead={state.number === null ? text('comeback.ready') : text('turn.called.text', { n: state.number.n })}
        >
          {state.at === 'claiming' ? <Spinner>{text('turn.claiming')}</Spinner> : <HeldPlace />}
        </Screen>
      )
    case 'counter':
      return <HeldPlace />
    case 'waiting':
      return state.reached ? <Called state={state} /> : <Waiting state={state} returned={props.returned} />
  }
}

type WaitingState = Extract<TurnState, { at: 'waiting' }>

function NoNumber({ trouble }: { trouble: TurnTrouble | null }) {
  const world = useWorld()
  const text = useText()
  const time = useCityTime()
  const { now } = world.looks
  const take = () => void world.turn.take()
  const noDesk = now?.open && !now.desks
  const closed = now !== null && !now.open
  const gives = now?.open && now.desks ? now.gives : null
  const full = gives === 'none' ? 'full' : null
  const stopped = trouble ?? full
  return (
    <Screen
      at="number-none"
      title={text('turn.none.title')}
      lead={text('number.none.lead')}
      onBack={() => world.way.back()}
      actions={
        !noDesk &&
        !closed &&
        stopped === null && (
          <Button kind="main" id="number-take" onPress={take}>
            {gives === 'tomorrow' ? text('number.take.tomorrow', { opens: time(now!.opens!) }) : text('turn.take')}
          </Button>
        )
      }
    >
      {stopped !== null && !noDesk && !closed && <NumberTrouble trouble={stopped} again={take} />}
      {noDesk && (
        <Notice id="no-desk" title={text('home.no_desk')}>
          {world.practice && (
            <p>
              {text('home.try')} <a href="/try">{text('home.try.go')}</a>
            </p>
          )}
        </Notice>
      )}
      {closed && <p>{text('papers.answer.stays')}</p>}
      {gives === 'tomorrow' && <p id="number-full">{text('number.full')}</p>}
    </Screen>
  )
}

/** This phone was in a visit today: it needs no new number, whatever came of the visit. */
function ComeBack({ trouble }: { trouble: TurnTrouble | null }) {
  const world = useWorld()
  const text = useText()
  const { now } = world.looks
  const go = () => void world.turn.comeBack()
  const closed = now !== null && !now.open
  return (
    <Screen
      at="number-comeback"
      title={text('comeback.title')}
      lead={text('comeback.text')}
      onBack={() => world.way.back()}
      actions={
        !closed &&
        trouble === null && (
          <Button kind="main" id="number-comeback" onPress={go}>
            {text('comeback.go')}
          </Button>
        )
      }
    >
      {trouble !== null && !closed && <NumberTrouble trouble={trouble} again={go} />}
      {closed && <p>{text('papers.answer.stays')}</p>}
      <MissingFacts />
    </Screen>
  )
}

function NumberTrouble(props: { trouble: TurnTrouble; again: () => void }) {
  const { trouble, again } = props
  const world = useWorld()
  const text = useText()
  if (trouble !== 'offline') {
    const reload = () => location.reload()
    // Without a number there is nothing to try again where a new one is the way on.
    const renew = world.turn.state.at === 'none' && troubleTexts[trouble].next.includes('number')
    return <TroublePanel trouble={trouble} actions={renew ? { number: again, reload } : { again, number: again, reload }} />
  }
  return (
    <ErrorPanel
      id="trouble-offline"
      what={text(world.turn.state.at === 'none' ? 'turn.offline' : 'turn.unseen')}
      actions={
        <Button kind="main" onPress={again}>
          {text('shell.try_again')}
        </Button>
      }
    />
  )
}

function Waiting(props: { state: WaitingState; returned: boolean }) {
  const { state, returned } = props
  const { n, day } = state.number
  const world = useWorld()
  const text = useText()
  const time = useCityTime()
  const [lasting, setLasting] = useState(true)
  useEffect(() => {
    void world.things.lasting().then(setLasting)
  }, [])
  const { now } = world.looks
  // Another day's clock, or a closed way in, makes every figure a guess: then none is shown.
  const wait = now?.open && isOfThisLine(now, state.number) ? waitOf(now, n) : null
  const first = now !== null && day > now.day
  // Today's number comes after the last call, a clerk may have gone: then it is first tomorrow.
  const tomorrow = wait?.tooLate ? now!.opens : null
  // A number of tomorrow, or it is night; an administrator who closed says nothing of when they open.
  const opens = now && (first || !now.open) ? now.opens : null
  const setAlarm = () => {
    if (state.alarm) world.alarm.disarm()
    else world.alarm.arm()
    world.turn.setAlarm(!state.alarm)
  }
  return (
    <Screen at="number" title={returned ? `${text('turn.welcome')} ${text('turn.title', { n })}` : text('turn.title', { n })}>
      <Panel id="number-now">
        <p class="figure" translate={false} id="number-n">
          {n}
        </p>
        {first ? (
          <p id="number-first">
            <strong>{text('turn.first')}</strong>
          </p>
        ) : (
          now !== null && <p id="number-serving">{text('turn.now', { serving: now.serving })}</p>
        )}
        {wait && tomorrow === null && (
          <>
            <p id="number-wait">
              <strong>{waitWords(text, wait)}.</strong>{' '}
              {wait.backBy === null ? text('number.soon') : text('number.back', { time: time(wait.backBy) })}
            </p>
            {now!.planned && <p class="fine">{text('turn.planned')}</p>}
          </>
        )}
        {now === null && <p>{text('turn.unseen')}</p>}
      </Panel>
      {wait?.tooLate && (
        <Notice tone="warn" id="number-late">
          {tomorrow === null
            ? text('turn.too_late', { time: time(now!.closes) })
            : text('turn.tomorrow', { time: time(now!.closes), opens: time(tomorrow) })}
        </Notice>
      )}
      {opens !== null && <Notice id="number-night">{text('turn.night', { opens: time(opens) })}</Notice>}
      {state.trouble !== null && <NumberTrouble trouble={state.trouble} again={() => world.looks.look()} />}
      <p>
        {text(lasting ? 'turn.close_page' : 'turn.not_lasting')} {text('turn.missed')}
      </p>
      {state.alarm && <Notice tone="good">{text('turn.alarm.on')}</Notice>}
      <MissingFacts />
      <div class="buttons">
        {!first && (
          <>
            <Button kind="main" id="number-photos" icon={<CameraSign />} onPress={() => world.way.go({ at: 'photos' })}>
              {text('turn.photos')}
            </Button>
            <Button id="number-alarm" icon={<ClockSign />} onPress={setAlarm}>
              {text(state.alarm ? 'turn.alarm.off' : 'turn.alarm.set')}
            </Button>
          </>
        )}
        <DropNumber n={n} />
      </div>
    </Screen>
  )
}

/** A number taken before everything was typed: a clerk can do nothing without it, so it is asked for in time. */
function MissingFacts() {
  const world = useWorld()
  const text = useText()
  useLive(world.draft)
  if (hasFacts(world.draft.draft)) return null
  return (
    <Notice
      tone="warn"
      title={text('turn.facts.why')}
      actions={
        <Button kind="main" id="number-facts" onPress={() => world.way.go({ at: 'facts' })}>
          {text('turn.facts')}
        </Button>
      }
    />
  )
}

function Called({ state }: { state: WaitingState }) {
  const world = useWorld()
  const text = useText()
  const here = () => void world.turn.claim()
  // Called, and closed before anybody was here: the number is good again when they open.
  const closed = state.trouble === 'closed'
  return (
    <Screen
      at="number-called"
      title={text(closed ? 'turn.title' : 'number.called.title', { n: state.number.n })}
      lead={closed ? undefined : text('turn.called.text', { n: state.number.n })}
      actions={
        state.trouble === null && (
          <Button kind="main" id="number-here" onPress={here}>
            {text('number.called.here')}
          </Button>
        )
      }
    >
      {state.trouble !== null && <NumberTrouble trouble={state.trouble} again={here} />}
      <p>{text('turn.missed')}</p>
      <MissingFacts />
    </Screen>
  )
}

function HeldPlace() {
  const world = useWorld()
  const text = useText()
  return (
    <>
      <p>{text('turn.visit.ready')}</p>
      <MissingFacts />
      {hasFacts(world.draft.draft) && (
        <div class="buttons">
          <Button kind="main" id="number-visit" onPress={() => world.way.go({ at: 'visit' })}>
            {text('turn.visit')}
          </Button>
        </div>
      )}
    </>
  )
}

function DropNumber({ n }: { n: number }) {
  const world = useWorld()
  const text = useText()
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button kind="link" id="number-drop" onPress={() => setAsking(true)}>
        {text('turn.drop')}
      </Button>
      <Dialog
        id="drop-dialog"
        open={asking}
        title={text('turn.drop.title', { n })}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button kind="main" onPress={() => setAsking(false)}>
              {text('turn.drop.no')}
            </Button>
            <Button
              kind="danger"
              id="number-drop-yes"
              onPress={() => {
                setAsking(false)
                world.alarm.disarm()
                void world.turn.drop()
              }}
            >
              {text('turn.drop.yes')}
            </Button>
          </>
        }
      >
        <p>{text('turn.drop.text')}</p>
      </Dialog>
    </>
  )
}

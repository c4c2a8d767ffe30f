/** Cancel a card alone: with the card on this phone in one tap, or with the code of the sheet or slip (PROTOCOL §6). */
import './card.css'
import { parseCancelCode } from '@latchkey/card/cancel-code.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { Dialog } from '@latchkey/ui/dialog.tsx'
import { TextField } from '@latchkey/ui/field.tsx'
import { inflate } from '@latchkey/ui/inflate.ts'
import { useText } from '@latchkey/ui/language.ts'
import { ErrorPanel, Notice } from '@latchkey/ui/notice.tsx'
import { Panel } from '@latchkey/ui/panel.tsx'
import { verify } from '@latchkey/ui/platform.ts'
import { Screen } from '@latchkey/ui/screen.tsx'
import { Spinner } from '@latchkey/ui/spinner.tsx'
import { useEffect, useMemo, useState } from 'preact/hooks'
import { root } from '../root.ts'
import { useCityTime } from '../use-city-time.ts'
import { troubleTexts } from '../visit/fault-text.ts'
import { useWorld } from '../world.ts'
import { type CancelState, createCancel } from './cancel.ts'
import { groupTyped, readEntry } from './code-entry.ts'
import { cardKey, readCard } from './kept-card.ts'

export interface CancelPageProps {
  onBack: () => void
}

export function CancelPage(props: CancelPageProps) {
  const world = useWorld()
  const [state, setState] = useState<CancelState>({ at: 'entry' })
  const cancel = useMemo(
    () =>
      createCancel({
        root,
        fetch: (...ask) => world.fetch(...ask),
        clock: world.clock,
        verify,
        inflate,
        later: (milliseconds, run) => {
          const timer = setTimeout(run, milliseconds)
          return () => clearTimeout(timer)
        },
        onState: setState,
      }),
    [],
  )
  useEffect(() => {
    const shown = () => document.visibilityState === 'visible' && void cancel.look()
    document.addEventListener('visibilitychange', shown)
    return () => {
      document.removeEventListener('visibilitychange', shown)
      cancel.stop()
    }
  }, [])
  return (
    <CancelScreen
      state={state}
      onBack={props.onBack}
      onAgain={() => cancel.reset()}
      onCode={digits => void cancel.send(parseCancelCode(digits))}
    />
  )
}

export interface CancelScreenProps {
  state: CancelState
  /** 24 digits whose check digit is right. */
  onCode: (digits: string) => void
  onAgain: () => void
  onBack: () => void
}

export function CancelScreen(props: CancelScreenProps) {
  const { state, onCode, onAgain, onBack } = props
  const text = useText()
  return (
    <Screen at={state.at === 'entry' ? 'cancel' : `cancel-${state.at}`} title={text('card.cancel.title')} onBack={onBack}>
      {(state.at === 'entry' || state.at === 'refused' || state.at === 'sending') && <Entry state={state} onCode={onCode} />}
      {state.at === 'heard' && <Heard state={state} onAgain={onAgain} />}
      {state.at === 'listed' && (
        <>
          <Notice tone="good" role="status" id="cancel-listed" title={text(`card.cancel.${state.status}`)} />
          <RemoveKept />
          <Button onPress={onAgain}>{text('card.cancel.other')}</Button>
        </>
      )}
    </Screen>
  )
}

const refusalText = (trouble: Extract<CancelState, { at: 'refused' }>['trouble']): string =>
  trouble === 'offline' ? 'card.cancel.offline' : trouble === 'too_fast' ? troubleTexts.too_fast.says : 'card.cancel.broken'

function Entry(props: { state: CancelState; onCode: (digits: string) => void }) {
  const { state, onCode } = props
  const world = useWorld()
  const text = useText()
  const [typed, setTyped] = useState('')
  const [tried, setTried] = useState(false)
  const [kept, setKept] = useState(false)
  const [asking, setAsking] = useState(false)
  useEffect(() => {
    let over = false
    world.kept.list().then(keys => over || setKept(keys.includes(cardKey)))
    return () => {
      over = true
    }
  }, [])
  const entry = readEntry(typed)
  const bad = entry.state === 'wrong' || entry.state === 'long' || entry.state === 'letters' || (tried && entry.state === 'short')
  const busy = state.at === 'sending'
  const cancelKept = async () => {
    setAsking(false)
    const card = await readCard(world.kept)
    if (card.is === 'card') onCode(card.sealed.cancelCode)
  }
  return (
    <>
      <p class="screen-lead">{text('card.cancel.why')}</p>
      {state.at === 'refused' && <ErrorPanel id="cancel-refused" what={text(refusalText(state.trouble))} />}
      {kept && (
        <Panel title={text('card.cancel.kept')}>
          <p>{text('card.cancel.kept.why')}</p>
          <Button kind="danger" id="cancel-kept" busy={busy} onPress={() => setAsking(true)}>
            {text('card.cancel.kept.go')}
          </Button>
        </Panel>
      )}
      <form
        autoComplete="off"
        onSubmit={event => {
          event.preventDefault()
          setTried(true)
          if (entry.state === 'whole') onCode(entry.code.digits)
        }}
      >
        <TextField
          id="cancel-code"
          label={text('card.cancel.code')}
          hint={entry.state === 'short' && !tried ? text('card.cancel.left', { left: entry.left }) : text('card.cancel.hint')}
          error={bad && text(`card.cancel.${entry.state}`, entry.state === 'short' ? { left: entry.left } : {})}
          value={typed}
          onInput={value => setTyped(groupTyped(value))}
          inputMode="numeric"
          dir="ltr"
          maxLength={60}
        />
        <Button kind={kept ? 'quiet' : 'main'} wide id="cancel-send" type="submit" busy={busy} disabled={entry.state === 'empty'}>
          {text(busy ? 'card.cancel.sending' : 'card.cancel.send')}
        </Button>
      </form>
      <p class="fine card-nobody">{text('card.cancel.nobody')}</p>
      <Dialog
        open={asking}
        title={text('card.cancel.sure')}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button kind="main" onPress={() => setAsking(false)}>
              {text('card.cancel.no')}
            </Button>
            <Button kind="danger" id="cancel-yes" onPress={cancelKept}>
              {text('card.cancel.yes')}
            </Button>
          </>
        }
      >
        <p>{text('card.cancel.sure.text')}</p>
      </Dialog>
    </>
  )
}

function Heard(props: { state: Extract<CancelState, { at: 'heard' }>; onAgain: () => void }) {
  const { state, onAgain } = props
  const world = useWorld()
  const text = useText()
  const time = useCityTime()
  const late = state.list !== 'not_looked' && world.clock() > state.endsAt + 60
  return (
    <>
      <Notice tone="info" role="status" id="cancel-heard" title={text('card.cancel.heard', { time: time(state.endsAt) })}>
        {text('card.cancel.stay')}
      </Notice>
      {late ? (
        <>
          <Notice tone="warn" role="status">
            {text(state.list === 'cannot_see' ? 'card.cancel.cannot_see' : 'card.cancel.not_listed')}
          </Notice>
          <Button onPress={onAgain}>{text('card.cancel.again')}</Button>
        </>
      ) : (
        <Spinner>{text(state.list === 'cannot_see' ? 'card.cancel.cannot_see' : 'card.cancel.looking')}</Spinner>
      )}
    </>
  )
}

/** A cancelled card is of no more use on this phone. */
function RemoveKept() {
  const world = useWorld()
  const text = useText()
  const [kept, setKept] = useState(false)
  useEffect(() => {
    let over = false
    world.kept.list().then(keys => over || setKept(keys.includes(cardKey)))
    return () => {
      over = true
    }
  }, [])
  if (!kept) return null
  return (
    <Panel title={text('card.cancel.still')} tone="soft">
      <p>{text('card.cancel.still.text')}</p>
      <Button
        kind="danger"
        onPress={async () => {
          await world.kept.erase(cardKey)
          setKept(false)
        }}
      >
        {text('backup.knows.remove')}
      </Button>
    </Panel>
  )
}

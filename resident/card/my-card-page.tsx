/** *My card*: opens blank, shows the code large, the four codes of the sheet in a loop, and both sides (PROTOCOL §7, DESIGN §5.5). */
import './card.css'
import { encodeCode } from '@latchkey/card/code.ts'
import { loopOf } from '@latchkey/card/my-card.ts'
import type { SealedCard } from '@latchkey/card/sealed.ts'
import { Button } from '@latchkey/ui/button.tsx'
import { Code } from '@latchkey/ui/code.tsx'
import { CheckField } from '@latchkey/ui/field.tsx'
import { EyeSign, LockSign } from '@latchkey/ui/icons/signs.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import { Screen } from '@latchkey/ui/screen.tsx'
import { Spinner } from '@latchkey/ui/spinner.tsx'
import { keepAwake } from '@latchkey/ui/wake-lock.ts'
import { useEffect, useMemo, useState } from 'preact/hooks'
import { look } from '../look.ts'
import { useWorld } from '../world.ts'
import { CardPlates } from './card-plates.tsx'
import { cardKey, readCard } from './kept-card.ts'

export interface MyCardPageProps {
  onBackup: () => void
  onCancel: () => void
  onBack: () => void
}

type State = { at: 'looking' } | { at: 'none' } | { at: 'broken' } | { at: 'hidden' } | { at: 'shown'; sealed: SealedCard }

/** A card left open hides itself. Milliseconds. */
export const hidesAfter = 60_000

export function MyCardPage(props: MyCardPageProps) {
  const { onBackup, onCancel, onBack } = props
  const world = useWorld()
  const text = useText()
  const [state, setState] = useState<State>({ at: 'looking' })

  useEffect(() => {
    let over = false
    // Only whether there is one: the card itself is read when it is shown.
    world.kept.list().then(keys => over || setState({ at: keys.includes(cardKey) ? 'hidden' : 'none' }))
    return () => {
      over = true
    }
  }, [])
  useEffect(() => {
    if (state.at !== 'shown') return
    const hide = () => setState({ at: 'hidden' })
    const away = () => document.visibilityState === 'hidden' && hide()
    const timer = setTimeout(hide, hidesAfter)
    const sleep = keepAwake()
    document.addEventListener('visibilitychange', away)
    return () => {
      clearTimeout(timer)
      sleep()
      document.removeEventListener('visibilitychange', away)
    }
  }, [state.at])

  const show = async () => {
    const kept = await readCard(world.kept)
    setState(kept.is === 'card' ? { at: 'shown', sealed: kept.sealed } : { at: kept.is })
  }

  if (state.at === 'looking') return <Spinner>{text('shell.busy')}</Spinner>
  if (state.at === 'none') {
    return (
      <Screen at="my-card-none" title={text('card.none.title')} lead={text('card.none.text')} onBack={onBack}>
        <Button kind="main" id="cancel-card" onPress={onCancel}>
          {text('card.cancel.title')}
        </Button>
      </Screen>
    )
  }
  return (
    <Screen at="my-card" title={text('card.title')} onBack={onBack}>
      {state.at === 'hidden' && (
        <div class="card-blank">
          <LockSign />
          <p>{text('card.hidden')}</p>
          <Button kind="main" id="show-card" icon={<EyeSign />} onPress={show}>
            {text('card.show')}
          </Button>
          <p class="fine">{text('card.hides')}</p>
        </div>
      )}
      {state.at === 'broken' && <Notice tone="bad" role="alert" title={text('card.broken')} />}
      {state.at === 'shown' && <ShownCard sealed={state.sealed} onHide={() => setState({ at: 'hidden' })} />}
      <div class="card-ways">
        {state.at !== 'broken' && (
          <Button id="backup-sheet" onPress={onBackup}>
            {text('card.sheet')}
          </Button>
        )}
        <Button kind="link" id="cancel-card" onPress={onCancel}>
          {text('card.lost')}
        </Button>
      </div>
    </Screen>
  )
}

type View = 'check' | 'counter' | 'plates'

function ShownCard(props: { sealed: SealedCard; onHide: () => void }) {
  const { sealed, onHide } = props
  const world = useWorld()
  const text = useText()
  const [view, setView] = useState<View>('check')
  // A view for a counter is of use only where the city has named one.
  const views: View[] = world.names.offices.length > 0 ? ['check', 'counter', 'plates'] : ['check', 'plates']
  const [face, setFace] = useState(true)
  return (
    <div class="card-shown">
      {world.practice && <p class="card-practice">{text('card.practice')}</p>}
      <fieldset class="card-views">
        <legend class="unseen">{text('card.view')}</legend>
        {views.map(one => (
          <label key={one} class="card-view">
            <input type="radio" name="card-view" value={one} checked={view === one} autoComplete="off" onChange={() => setView(one)} />
            <span>{text(`card.view.${one}`)}</span>
          </label>
        ))}
      </fieldset>
      {view === 'check' && <CheckCode sealed={sealed} face={face} />}
      {view === 'counter' && <Loop sealed={sealed} />}
      {view === 'plates' && <CardPlates sealed={sealed} face={face} />}
      {view !== 'counter' && look.choices.noFace && (
        <CheckField id="no-face" label={text('card.code.face')} checked={!face} onInput={without => setFace(!without)} />
      )}
      <Button wide id="hide-card" onPress={onHide}>
        {text('card.hide')}
      </Button>
    </div>
  )
}

function CheckCode(props: { sealed: SealedCard; face: boolean }) {
  const { sealed, face } = props
  const text = useText()
  const code = useMemo(() => encodeCode(sealed, { face }), [sealed, face])
  return (
    <figure class="card-figure">
      <Code id="card-code" text={code} label={text('card.code.alt')} />
      <figcaption>
        <p>{text(face ? 'card.code.how' : 'card.code.how_no_face')}</p>
        <p class="fine">
          {text('card.code.bright')} {text('card.code.copy')}
        </p>
      </figcaption>
    </figure>
  )
}

/** Milliseconds a code stays: a reader takes ten frames a second, and two of them have to be sharp. */
const pace = 700

function Loop(props: { sealed: SealedCard }) {
  const { sealed } = props
  const text = useText()
  const codes = useMemo(() => loopOf(sealed), [sealed])
  const [at, setAt] = useState(0)
  const [going, setGoing] = useState(true)
  useEffect(() => {
    if (!going) return
    const timer = setInterval(() => setAt(now => (now + 1) % codes.length), pace)
    return () => clearInterval(timer)
  }, [going, codes])
  const say = { n: at + 1, all: codes.length }
  return (
    <figure class="card-figure">
      <Code id="card-loop" text={codes[at]!} label={text('card.loop.alt', say)} />
      <figcaption>
        <p>
          {text('card.loop.how')} {text('card.code.bright')}
        </p>
        <p class="card-loop-ways">
          <span>{text('card.loop.count', say)}</span>
          <Button onPress={() => setGoing(!going)}>{text(going ? 'card.loop.pause' : 'card.loop.play')}</Button>
          {!going && <Button onPress={() => setAt((at + 1) % codes.length)}>{text('card.loop.next')}</Button>}
        </p>
      </figcaption>
    </figure>
  )
}

/** From *your number is called* to *I am ready* (R7 end, R9): in line, making keys, and the clerk is there. */
import { Button } from '@latchkey/ui/button.tsx'
import { CameraSign, CheckSign, LockSign, PersonSign } from '@latchkey/ui/icons/signs.tsx'
import { textIn, useLanguage, useText } from '@latchkey/ui/language.ts'
import { Notice } from '@latchkey/ui/notice.tsx'
import { Screen } from '@latchkey/ui/screen.tsx'
import { Spinner } from '@latchkey/ui/spinner.tsx'
import { keepAwake } from '@latchkey/ui/wake-lock.ts'
import { useEffect } from 'preact/hooks'
import { usePhotos } from '../photos/use-photos.ts'
import { useCityTime } from '../use-city-time.ts'
import { useLive } from '../use-live.ts'
import { useWorld } from '../world.ts'
import { ring, titleSays } from './ring.ts'
import type { VisitState } from './state.ts'

type Of<At extends VisitState['at']> = Extract<VisitState, { at: At }>

export function JoiningScreen() {
  const text = useText()
  return (
    <Screen at="visit-joining" title={text('visit.joining.title')} lead={text('visit.joining.text')}>
      <Spinner>{text('visit.joining.wait')}</Spinner>
    </Screen>
  )
}

/** *Clerk 14 had to go. You are first in line.* or simply in line. */
export function LineScreen(props: { state: Of<'line'>; onPhotos: () => void }) {
  const { state, onPhotos } = props
  const text = useText()
  const photos = usePhotos(useWorld().photos)
  useEffect(keepAwake, [])
  return (
    <Screen
      at="visit-line"
      title={text('visit.line.title', { ahead: state.ahead })}
      lead={text('visit.line.wait')}
      actions={
        photos.length === 0 && (
          <Button kind="main" icon={<CameraSign />} onPress={onPhotos}>
            {text('visit.line.photos')}
          </Button>
        )
      }
    >
      {state.second && (
        <Notice tone="info" role="status" id="second-wait" title={text('refusal.second.wait')}>
          {photos.length > 0 ? text('visit.handed.photos') : null}
        </Notice>
      )}
      {state.left !== null && (
        <Notice tone="warn" role="status" title={text('visit.handed', { clerk: state.left })}>
          {photos.length > 0 ? text('visit.handed.photos') : null}
        </Notice>
      )}
      <ClosesSoon />
      <Promises someone />
    </Screen>
  )
}

/** R9 *You are next.* Rings, vibrates and changes the title, once. */
export function CalledScreen(props: { state: Of<'called'>; onReady: () => void; onPhotos: () => void }) {
  const { state, onReady, onPhotos } = props
  const text = useText()
  const { code } = useLanguage()
  const photos = usePhotos(useWorld().photos)
  useEffect(keepAwake, [])
  useEffect(() => {
    ring()
    return titleSays(textIn(code)('visit.line.tab'))
  }, [])
  return (
    <Screen
      at="visit-called"
      title={text('visit.called.title')}
      lead={text('visit.line.clerk', { clerk: state.desk })}
      actions={
        <Button kind="main" id="ready" onPress={onReady}>
          {text('visit.line.ready')}
        </Button>
      }
    >
      {state.again && (
        <Notice tone="warn" role="status" title={text('visit.show_again')}>
          {photos.length > 0 ? text('visit.handed.photos') : null}
        </Notice>
      )}
      <Promises />
      <p class="soft">{text('visit.line.minutes')}</p>
      {photos.length === 0 && (
        <Button kind="link" onPress={onPhotos}>
          {text('visit.line.photos')}
        </Button>
      )}
    </Screen>
  )
}

/** Minutes before the end of the day in which the page says so. */
const soon = 10

/** *We close at 5:00 PM.* What it means for somebody in line, before it happens. */
function ClosesSoon() {
  const world = useWorld()
  const text = useText()
  const time = useCityTime()
  useLive(world.looks)
  const now = world.looks.now
  if (!now || now.closes - now.at > soon * 60 || now.closes < now.at) return null
  return (
    <Notice tone="warn" role="status" title={text('visit.line.closes', { time: time(now.closes) })}>
      {text('visit.line.closes.text')}
    </Notice>
  )
}

function Promises(props: { someone?: boolean }) {
  const text = useText()
  return (
    <ul class="visit-promises">
      {props.someone && (
        <li>
          <PersonSign />
          <span>{text('visit.line.someone')}</span>
        </li>
      )}
      <li>
        <CheckSign />
        <span>{text('visit.line.talk')}</span>
      </li>
      <li>
        <LockSign />
        <span>{text('visit.line.private')}</span>
      </li>
    </ul>
  )
}

/** A paper that lives on a screen: the resident looks at the page of the file that the clerk is to see, and sends its pixels. */
import './screen-paper.css'
import { Button } from '@latchkey/ui/button.tsx'
import { useText } from '@latchkey/ui/language.ts'
import { Still } from '@latchkey/ui/live-camera.tsx'
import { ErrorPanel } from '@latchkey/ui/notice.tsx'
import { PhotoFault, type PhotoFaultCode, toPage } from '@latchkey/ui/photo.ts'
import { Spinner } from '@latchkey/ui/spinner.tsx'
import { useEffect, useRef, useState } from 'preact/hooks'
import { mostPdfPages, type OpenPdf } from './pdf.ts'
import { ScreenFault, type ScreenFaultCode } from './screen-fault.ts'
import { openScreenFile } from './screen-file.ts'

/** *I have it on a screen.* The input lies over its words; it forgets the file's name at once. */
export function ScreenPick(props: { onPick: (file: File) => void; another?: boolean }) {
  const text = useText()
  return (
    <label class="button button-quiet pick">
      <span class="button-text">{text(props.another ? 'photos.screen.another' : 'photos.screen.have')}</span>
      <input
        type="file"
        accept="image/png,image/jpeg,image/webp,application/pdf,.pdf"
        class="pick-input screen-input"
        onChange={event => {
          const input = event.currentTarget
          const file = input.files?.[0]
          if (file) props.onPick(file)
          input.value = ''
        }}
      />
    </label>
  )
}

/** Under the camera, where the rules take this paper from a screen. */
export function ScreenOffer(props: { onPick: (file: File) => void }) {
  const text = useText()
  return (
    <div class="screen-offer">
      <ScreenPick onPick={props.onPick} />
      <p class="soft">{text('photos.screen.may')}</p>
    </div>
  )
}

export interface ScreenPaperProps {
  file: File
  /** A page as the visit carries it: JPEG, at most 256,000 bytes. */
  onPage: (page: Uint8Array) => void
  onPick: (file: File) => void
  /** To the camera instead. */
  onBack: () => void
}

type State =
  | { at: 'reading' }
  | { at: 'looking'; page: number; picture: ImageData }
  | { at: 'fault'; code: ScreenFaultCode | PhotoFaultCode; page: number | null }

export function ScreenPaper({ file, onPage, onPick, onBack }: ScreenPaperProps) {
  const text = useText()
  const [state, setState] = useState<State>({ at: 'reading' })
  const open = useRef<OpenPdf | null>(null)
  /** Zeroed as soon as it is no longer looked at. */
  const held = useRef<ImageData | null>(null)
  const whole = useRef<HTMLDivElement>(null)
  const turn = useRef(0)

  const forget = () => {
    held.current?.data.fill(0)
    held.current = null
  }
  const failed = (fault: unknown, page: number | null) => {
    const code = fault instanceof ScreenFault || fault instanceof PhotoFault ? fault.code : 'broken'
    // After these the worker has ended, and no page of it comes any more.
    const over = code === 'slow' || code === 'no_reader'
    setState({ at: 'fault', code, page: over ? null : page })
  }
  const look = async (page: number) => {
    const mine = ++turn.current
    forget()
    setState({ at: 'reading' })
    try {
      const picture = await open.current!.draw(page)
      if (mine !== turn.current) return void picture.data.fill(0)
      held.current = picture
      setState({ at: 'looking', page, picture })
    } catch (fault) {
      if (mine === turn.current) failed(fault, page)
    }
  }

  useEffect(() => {
    const ending = new AbortController()
    setState({ at: 'reading' })
    openScreenFile(file, ending.signal).then(
      opened => {
        if (ending.signal.aborted) return opened.close()
        open.current = opened
        void look(1)
      },
      fault => ending.signal.aborted || failed(fault, null),
    )
    return () => {
      turn.current++
      ending.abort()
      open.current?.close()
      open.current = null
      forget()
    }
  }, [file])
  // What was pressed is gone: who works by keyboard or hears the page goes on where the eye does.
  useEffect(() => {
    whole.current?.querySelector<HTMLElement>('.camera-question, .notice button, .pick-input')?.focus({ preventScroll: true })
  }, [state])

  const use = async (picture: ImageData) => {
    const mine = ++turn.current
    setState({ at: 'reading' })
    try {
      const page = await toPage(picture)
      if (mine === turn.current) onPage(page)
    } catch (fault) {
      if (mine === turn.current) failed(fault, null)
    }
  }

  if (state.at === 'reading') {
    return (
      <div class="screen-paper" data-state="reading" ref={whole}>
        <Spinner>{text('photos.screen.reading')}</Spinner>
        <Button onPress={onBack}>{text('photos.screen.stop')}</Button>
      </div>
    )
  }
  const pages = open.current?.pages ?? 1
  const page = state.page ?? 1
  const others = state.page !== null && pages > 1 && (
    <div class="buttons">
      <Button disabled={page <= 1} onPress={() => look(page - 1)}>
        {text('photos.screen.before')}
      </Button>
      <Button disabled={page >= pages} onPress={() => look(page + 1)}>
        {text('photos.screen.after')}
      </Button>
    </div>
  )
  const instead = (
    <div class="buttons">
      <ScreenPick another onPick={onPick} />
      <Button onPress={onBack}>{text('photos.screen.camera')}</Button>
    </div>
  )
  if (state.at === 'fault') {
    const isPhotos = state.code === 'no_picture' || state.code === 'too_big'
    const words = `${isPhotos ? 'camera.photo' : 'photos.screen'}.${state.code}`
    return (
      <div class="screen-paper" data-state="fault" ref={whole}>
        <ErrorPanel what={text(words)} next={text(`${words}.next`)} id={`screen-${state.code}`} />
        {others}
        {instead}
      </div>
    )
  }
  return (
    <div class="screen-paper" data-state="looking" data-page={page} ref={whole}>
      <Still picture={state.picture} label={text('photos.screen.seen')} />
      {pages > 1 && <p class="screen-page">{text('photos.screen.page', { n: page, all: pages })}</p>}
      {(open.current?.all ?? 1) > pages && <p class="soft">{text('photos.screen.first', { most: mostPdfPages })}</p>}
      {others}
      <p class="camera-question" tabIndex={-1}>
        {text('camera.question.paper')}
      </p>
      <div class="buttons">
        <Button kind="main" onPress={() => use(state.picture)}>
          {text('photos.screen.use')}
        </Button>
      </div>
      <p class="soft">{text('photos.screen.only')}</p>
      {instead}
    </div>
  )
}

import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { type Advice, advise, type Pixels } from './advice.ts'
import { AdviceLine } from './advice-line.tsx'
import { Button } from './button.tsx'
import { type Camera, CameraFault, type CameraFaultCode, type CameraSource, type Facing, openCamera } from './camera.ts'
import { adviseFace, expose, gainFor } from './face-advice.ts'
import { CameraSign } from './icons/signs.tsx'
import { useText } from './language.ts'
import { ErrorPanel } from './notice.tsx'
import { grab, PhotoFault, type PhotoFaultCode, pickPhoto, toPage } from './photo.ts'
import { Spinner } from './spinner.tsx'

export interface Photo {
  /** The page that crosses the visit: JPEG, at most 256,000 bytes. */
  page: Uint8Array
  width: number
  height: number
}

export interface LiveCameraProps {
  /** paper: a frame for a document, the camera at the back. face: an oval, the camera at the front, cut to 3:4. */
  frame: 'paper' | 'face'
  /** Which camera, when not the one the frame suggests. */
  facing?: Facing | undefined
  onPhoto: (photo: Photo) => void
  /** Where pictures come from; the device's camera unless practice brings a drawn one. */
  source?: CameraSource | undefined
  /** Under the error: [Go to a counter, keep my number]. */
  otherWays?: ComponentChildren
  /** Over a face's picture, before it is taken: how to fill the oval. Default is for a phone in the hand. */
  hint?: ComponentChildren
  /** Somebody holds a baby before the lens. */
  baby?: boolean | undefined
  /** Words of the button. Default *Take photo*. */
  takeLabel?: ComponentChildren
  /** Another camera look or question under the picture before it is used; default asks whether every word can be read. */
  question?: ComponentChildren
}

type State =
  | { at: 'opening' }
  | { at: 'live' }
  | { at: 'taking' }
  | { at: 'taken'; picture: ImageData; advice: Advice }
  | { at: 'fault'; fault: CameraFaultCode }

const portrait = 3 / 4
/** Longest side of what `advise` looks at, and how often, in milliseconds. */
const looked = 320
const rhythm = 350

/** Camera with live advice, a button, and another way when there is no camera. Holds pixels in this component only. */
export function LiveCamera(props: LiveCameraProps) {
  const { frame, facing = frame === 'face' ? 'user' : 'environment', onPhoto, source = openCamera, otherWays, takeLabel, question } = props
  const { hint, baby } = props
  const text = useText()
  const [state, setState] = useState<State>({ at: 'opening' })
  const [advice, setAdvice] = useState<Advice | null>(null)
  const [photoFault, setPhotoFault] = useState<PhotoFaultCode | null>(null)
  const [shape, setShape] = useState(4 / 3)
  const video = useRef<HTMLVideoElement>(null)
  const whole = useRef<HTMLDivElement>(null)
  const retaking = useRef(false)
  const ratio = frame === 'face' ? portrait : undefined
  const judge = frame === 'face' ? adviseFace : advise
  const judged = (pixels: Pixels) => {
    const said = judge(pixels)
    pixels.data.fill(0)
    return said
  }
  /** The picture that was taken, until it is used: its pixels go at once, not at some later collection. */
  const held = useRef<ImageData | null>(null)
  const forget = () => {
    held.current?.data.fill(0)
    held.current = null
  }
  useEffect(() => forget, [])
  const showing = state.at === 'opening' || state.at === 'live'

  useEffect(() => {
    if (!showing) return
    let camera: Camera | null = null
    let over = false
    let timer = 0
    const look = () => {
      const node = video.current
      if (over || !node) return
      if (node.videoWidth) {
        try {
          setAdvice(judged(grab(node, { ratio, most: looked })))
        } catch {
          // A frame that cannot be read is looked at again.
        }
      }
      timer = window.setTimeout(look, rhythm)
    }
    const begin = async () => {
      try {
        camera = await source({ facing })
        if (over) return camera.stop()
        const node = video.current
        if (!node) return
        node.srcObject = camera.stream
        await node.play()
        if (over) return
        setState(before => (before.at === 'opening' ? { at: 'live' } : before))
        look()
      } catch (fault) {
        const code = fault instanceof CameraFault ? fault.code : 'in_use'
        // A photo that was picked while the camera was still asked for stays.
        if (!over) setState(before => (before.at === 'opening' || before.at === 'live' ? { at: 'fault', fault: code } : before))
      }
    }
    void begin()
    return () => {
      over = true
      clearTimeout(timer)
      camera?.stop()
      if (video.current) video.current.srcObject = null
    }
  }, [showing, facing, source, ratio, judge])

  // The pressed button is gone: whoever works by keyboard or hears the page goes on where the eye does. Picture and buttons in one view.
  useEffect(() => {
    if (state.at !== 'taken' && (state.at !== 'live' || !retaking.current)) return
    retaking.current = false
    const next = state.at === 'taken' ? '.camera-question' : '.buttons-sticky button'
    whole.current?.querySelector<HTMLElement>(next)?.focus({ preventScroll: true })
    if (frame === 'face') whole.current?.scrollIntoView({ block: 'start' })
  }, [state.at, frame])

  // A phone held upright sends upright pictures, and may be turned while the camera runs.
  const reshape = () => {
    const node = video.current
    if (node?.videoHeight) setShape(node.videoWidth / node.videoHeight)
  }
  const consider = (picture: ImageData) => {
    setPhotoFault(null)
    forget()
    held.current = picture
    if (frame === 'face') {
      const small = smaller(picture)
      expose(picture.data, gainFor(small))
      small.data.fill(0)
    }
    setState({ at: 'taken', picture, advice: judged(smaller(picture)) })
  }
  const take = () => {
    try {
      if (video.current) consider(grab(video.current, { ratio }))
    } catch {
      setPhotoFault('no_picture')
    }
  }
  const pick = async (file: File | undefined) => {
    if (!file) return
    try {
      consider(await pickPhoto(file, { ratio }))
    } catch (fault) {
      setPhotoFault(fault instanceof PhotoFault ? fault.code : 'no_picture')
    }
  }
  const use = async (picture: ImageData) => {
    setState({ at: 'taking' })
    // Read to its end even when this screen goes meanwhile.
    held.current = null
    try {
      onPhoto({ page: await toPage(picture), width: picture.width, height: picture.height })
    } catch (fault) {
      setPhotoFault(fault instanceof PhotoFault ? fault.code : 'no_picture')
      again()
    } finally {
      picture.data.fill(0)
    }
  }
  const again = () => {
    forget()
    retaking.current = true
    setAdvice(null)
    setState({ at: 'opening' })
  }

  return (
    <div class={`camera camera-${frame}`} data-state={state.at} ref={whole}>
      {photoFault && <ErrorPanel what={text(`camera.photo.${photoFault}`)} next={text(`camera.photo.${photoFault}.next`)} />}
      {showing && frame === 'face' && <p class="camera-hint">{hint ?? text(baby ? 'camera.hint.baby' : 'camera.hint.own')}</p>}
      {showing && (
        <div class="camera-view" style={{ '--ratio': ratio ?? shape }}>
          <video
            ref={video}
            class={facing === 'user' ? 'camera-video camera-mirror' : 'camera-video'}
            muted
            playsInline
            onLoadedMetadata={reshape}
            onResize={reshape}
            aria-label={text(`camera.view.${frame}`)}
          />
          <span class="camera-guide" aria-hidden="true" />
          <AdviceLine advice={state.at === 'live' ? advice : null} frame={frame} />
        </div>
      )}
      {state.at === 'taken' && (
        <>
          <Still picture={state.picture} label={text('camera.taken')} />
          <AdviceLine advice={state.advice} frame={frame} />
        </>
      )}
      {state.at === 'opening' && <Spinner>{text('camera.opening')}</Spinner>}
      {state.at === 'taking' && <Spinner>{text('camera.making')}</Spinner>}
      {state.at === 'taken' && (
        <p class="camera-question" tabIndex={-1}>
          {question ?? text(`camera.question.${frame}`)}
        </p>
      )}
      {state.at === 'taken' ? (
        <div class="buttons">
          <Button kind="main" onPress={() => use(state.picture)}>
            {text(`camera.use.${frame}`)}
          </Button>
          <Button onPress={again}>{text('camera.again')}</Button>
        </div>
      ) : state.at === 'fault' ? (
        <CameraErrorPanel fault={state.fault} onAgain={again} onPick={pick} otherWays={otherWays} />
      ) : (
        showing && (
          <>
            <div class="buttons buttons-sticky">
              <Button kind="main" icon={<CameraSign />} disabled={state.at !== 'live'} onPress={take}>
                {takeLabel ?? text('camera.take')}
              </Button>
            </div>
            <div class="buttons">
              <PickButton onPick={pick} />
            </div>
          </>
        )
      )}
    </div>
  )
}

/** Why there is no camera and what to do, per fault. */
export function CameraErrorPanel(props: {
  fault: CameraFaultCode
  onAgain: () => void
  onPick: (file: File | undefined) => void
  otherWays?: ComponentChildren
}) {
  const text = useText()
  const { fault, onAgain, onPick, otherWays } = props
  return (
    <>
      <ErrorPanel what={text(`camera.fault.${fault}`)} next={text(`camera.fault.${fault}.next`)} id={`camera-${fault}`} />
      <div class="buttons">
        <Button kind="main" onPress={onAgain}>
          {text('camera.try_again')}
        </Button>
        <PickButton onPick={onPick} />
        {otherWays}
      </div>
    </>
  )
}

/** A file from the device. The input lies over its words, so it needs no script to open. */
export function PickButton(props: { onPick: (file: File | undefined) => void; label?: ComponentChildren }) {
  const text = useText()
  return (
    <label class="button button-quiet pick">
      <span class="button-text">{props.label ?? text('camera.pick')}</span>
      <input
        type="file"
        accept="image/*"
        class="pick-input"
        onChange={event => {
          const input = event.currentTarget
          props.onPick(input.files?.[0])
          // The same file may be picked twice, and the input must not keep its name.
          input.value = ''
        }}
      />
    </label>
  )
}

/** Pixels that were taken or picked, before they are used; gone with the component. */
export function Still(props: { picture: ImageData; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const node = canvas.current
    if (!node) return
    node.width = props.picture.width
    node.height = props.picture.height
    node.getContext('2d')?.putImageData(props.picture, 0, 0)
    return () => {
      node.width = node.height = 0
    }
  }, [props.picture])
  return (
    <div class="camera-view" style={{ '--ratio': props.picture.width / props.picture.height }}>
      <canvas class="camera-still" ref={canvas} role="img" aria-label={props.label} />
    </div>
  )
}

/** Averages of squares of pixels, as the live picture is looked at: skipped pixels would make noise of a dim room look sharp and bright. */
function smaller(picture: ImageData): Pixels {
  const step = Math.max(1, Math.ceil(Math.max(picture.width, picture.height) / looked))
  const width = Math.max(1, Math.floor(picture.width / step))
  const height = Math.max(1, Math.floor(picture.height / step))
  const data = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const sums = [0, 0, 0, 0]
      for (let row = y * step; row < (y + 1) * step; row++) {
        const from = (row * picture.width + x * step) * 4
        for (let at = from; at < from + step * 4; at++) sums[(at - from) & 3]! += picture.data[at]!
      }
      for (let channel = 0; channel < 4; channel++) data[(y * width + x) * 4 + channel] = sums[channel]! / (step * step)
    }
  }
  return { data, width, height }
}

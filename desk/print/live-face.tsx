/** Who stands here, as the desk camera sees them: a moving picture and nothing else; no frame of it is taken. Without a camera the clerk looks up. */
import { type CameraSource, openCamera } from '@latchkey/ui/camera.ts'
import { useText } from '@latchkey/ui/language.ts'
import { useEffect, useRef, useState } from 'preact/hooks'

export function LiveFace({ camera = openCamera }: { camera?: CameraSource }) {
  const text = useText()
  const video = useRef<HTMLVideoElement>(null)
  const [blind, setBlind] = useState(false)
  useEffect(() => {
    let over = false
    let stop = () => {}
    const run = async () => {
      const opened = await camera({ facing: 'user' })
      const node = video.current
      stop = () => {
        opened.stop()
        if (node) node.srcObject = null
      }
      if (over || !node) return stop()
      node.srcObject = opened.stream
      await node.play().catch(() => {})
    }
    run().catch(() => over || setBlind(true))
    return () => {
      over = true
      stop()
    }
  }, [camera])
  return (
    <figure class="viewer-one" data-camera={blind ? 'none' : 'open'}>
      {blind ? (
        <p class="compare-blind">{text('print.face.look_up')}</p>
      ) : (
        <video ref={video} class="compare-live" muted playsInline aria-label={text('print.face.here')} />
      )}
      <figcaption>{text('print.face.here')}</figcaption>
    </figure>
  )
}

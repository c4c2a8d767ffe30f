/** Desk: does the camera work? A live picture and nothing else; it stops when the row closes or the screen gets dark. */
import { CameraFault, type CameraFaultCode, type CameraSource, openCamera } from '@latchkey/ui/camera.ts'
import { useText } from '@latchkey/ui/language.ts'
import { useEffect, useRef, useState } from 'preact/hooks'

export function CameraLook({ camera = openCamera }: { camera?: CameraSource }) {
  const text = useText()
  const video = useRef<HTMLVideoElement>(null)
  const [fault, setFault] = useState<CameraFaultCode | null>(null)
  useEffect(() => {
    let over = false
    let stop = () => {}
    camera({ facing: 'user' }).then(
      opened => {
        const node = video.current
        stop = () => {
          opened.stop()
          if (node) node.srcObject = null
        }
        if (over || !node) return stop()
        node.srcObject = opened.stream
        node.play().catch(() => {})
      },
      cause => over || setFault(cause instanceof CameraFault ? cause.code : 'none'),
    )
    return () => {
      over = true
      stop()
    }
  }, [camera])
  if (fault) return <p id="camera-fault">{text(`print.scan.camera.${fault}`)}</p>
  return (
    <>
      <video class="day-look" ref={video} muted playsInline aria-label={text('print.scan.camera')} />
      <p>{text('day.open.camera.again')}</p>
    </>
  )
}

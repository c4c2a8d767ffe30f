import { Button } from '@latchkey/ui/button.tsx'
import { CameraFault, type CameraFaultCode, type CameraSource } from '@latchkey/ui/camera.ts'
import { nearEnough, openReader } from '@latchkey/ui/code-reader.ts'
import { useText } from '@latchkey/ui/language.ts'
import { ErrorPanel } from '@latchkey/ui/notice.tsx'
import { Screen } from '@latchkey/ui/screen.tsx'
import { useEffect, useRef, useState } from 'preact/hooks'

/** Seconds without a code until the page says what may help. */
const patience = 8

/** V2: hold the code in the box. The camera runs only while this screen is open. */
export function ScanScreen({ camera, onCode, onBack }: { camera: CameraSource; onCode(text: string): Promise<void>; onBack(): void }) {
  const text = useText()
  const video = useRef<HTMLVideoElement>(null)
  const [fault, setFault] = useState<CameraFaultCode | null>(null)
  const [tip, setTip] = useState<'hold' | 'nearer' | 'slow'>('hold')
  const [light, setLight] = useState<MediaStreamTrack | null>(null)
  const [lit, setLit] = useState(false)
  const [again, setAgain] = useState(0)

  useEffect(() => {
    let over = false
    let stop = () => {}
    const slow = setTimeout(() => setTip('slow'), patience * 1000)
    const run = async () => {
      const [reader, opened] = await Promise.all([openReader(), camera({ facing: 'environment' })])
      stop = () => opened.stop()
      if (over || !video.current) return opened.stop()
      const node = video.current
      node.srcObject = opened.stream
      await node.play().catch(() => {})
      const track = opened.stream.getVideoTracks()[0]
      if (track && 'torch' in (track.getCapabilities?.() ?? {})) setLight(track)
      const canvas = document.createElement('canvas')
      const pen = canvas.getContext('2d', { willReadFrequently: true, alpha: false })
      const look = async () => {
        if (over || !pen) return
        if (node.videoWidth) {
          const began = performance.now()
          canvas.width = node.videoWidth
          canvas.height = node.videoHeight
          pen.drawImage(node, 0, 0)
          const [found] = await reader.read(pen.getImageData(0, 0, canvas.width, canvas.height))
          if (over) return
          if (found && found.pixelsAModule < nearEnough * 0.8) setTip('nearer')
          if (found) {
            over = true
            stop()
            await onCode(found.text)
            performance.measure('check', { start: began, detail: reader.name })
            return
          }
        }
        setTimeout(look, 60)
      }
      await look()
    }
    run().catch(cause => !over && setFault(cause instanceof CameraFault ? cause.code : 'none'))
    return () => {
      over = true
      clearTimeout(slow)
      stop()
    }
  }, [again])

  const toggle = async () => {
    await light?.applyConstraints({ advanced: [{ torch: !lit } as MediaTrackConstraintSet] }).catch(() => {})
    setLit(!lit)
  }

  return (
    <Screen at="check-scan" title={text('check.hold')} onBack={onBack}>
      {fault ? (
        <>
          <ErrorPanel
            what={text(`camera.fault.${fault}`)}
            next={fault === 'blocked' || fault === 'in_use' ? text(`camera.fault.${fault}.next`) : undefined}
            actions={
              <Button
                kind="main"
                onPress={() => {
                  setFault(null)
                  setAgain(again + 1)
                }}
              >
                {text('check.again')}
              </Button>
            }
          />
          <p id="check-scan-hand">{text('check.hand')}</p>
        </>
      ) : (
        <>
          <div class="check-frame">
            <video ref={video} muted playsInline aria-label={text('check.hold')} />
            <div class="check-box" aria-hidden="true" />
          </div>
          <p class="check-tip" role="status">
            {text(`check.tip.${tip}`)}
          </p>
          {light && <Button onPress={toggle}>{text(lit ? 'check.lightOff' : 'check.light')}</Button>}
          {tip === 'slow' && (
            <details class="check-eye">
              <summary>{text('check.eye')}</summary>
              <ul>
                <li>{text('check.eye1')}</li>
                <li>{text('check.eye2')}</li>
                <li>{text('check.eye3')}</li>
              </ul>
            </details>
          )}
        </>
      )}
    </Screen>
  )
}
